import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import type { Person } from "../person/person.store.ts"
import { addressOfPerson } from "../person/person.ts"
import type { Merge } from "./merge.store.ts"
import { nameOfMerged } from "./unmerge-people.ts"

type UnmergeProps = { view: View; person: Person; merge: Merge; errors?: Record<string, Saying> }

/** `/people/:id/unmerge?with=`: what comes back when a merge is taken back. */
export function UnmergePage({ view, person, merge, errors = {} }: UnmergeProps) {
  const { t } = view
  const back = addressOfPerson(person.id)
  return (
    <Page view={view} narrow title={t("registry.merging.part.title")} crumbs={crumbsOf(view, person)}>
      <p>{t("registry.merging.part.about", { name: nameOfMerged(merge) })}</p>
      <p>{t("registry.merging.part.stays")}</p>
      <Form
        form={{ view, labels: {}, errors }}
        action={`${back}/unmerge`}
        buttons={
          <>
            <Button kind="primary">{t("registry.merging.part.deed")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.merging.not_part")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="with" value={merge.mergedId} />
      </Form>
    </Page>
  )
}

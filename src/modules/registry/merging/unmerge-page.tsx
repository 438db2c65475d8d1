import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { addressOf } from "../party/party.ts"
import { cardCrumbs } from "../profile/opened-card.ts"
import type { Side } from "./load-both.ts"

type UnmergeProps = { view: View; survivor: Side; merged: Side; name: string; errors?: Record<string, Saying> }

/** `/organisations/:id/unmerge?with=`: what comes back when a merge is taken back. */
export function UnmergePage({ view, survivor, merged, name, errors = {} }: UnmergeProps) {
  const { t } = view
  const back = addressOf(survivor.party)
  return (
    <Page view={view} narrow title={t("registry.merging.part.title")} crumbs={cardCrumbs(view, survivor.party)}>
      <p>{t("registry.merging.part.about", { name })}</p>
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
        <input type="hidden" name="with" value={String(merged.party.id)} />
      </Form>
    </Page>
  )
}

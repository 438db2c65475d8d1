import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Page } from "#ui/frame.tsx"
import { Row, Rows } from "#ui/list.tsx"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import type { Person } from "../person/person.store.ts"
import { addressOfPerson, fullName } from "../person/person.ts"

type OtherProps = { view: View; person: Person; asked: string; found: Person[]; error?: Saying | undefined }

/** `/people/:id/merge` without the other card: which one it is, by name, telephone or e-mail. */
export function OtherPage({ view, person, asked, found, error }: OtherProps) {
  const { t } = view
  const here = addressOfPerson(person.id)
  return (
    <Page view={view} narrow title={t("registry.merging.title")} crumbs={crumbsOf(view, person)}>
      <p>{t("registry.merging.about")}</p>
      {error && (
        <Notice tone="error">
          <p>{view.explain(error)}</p>
        </Notice>
      )}
      <form method="get" action={view.href(`${here}/merge`)}>
        <TextField
          view={view}
          name="with"
          label={t("registry.merging.other")}
          hint={t("people.merge.other.hint")}
          value={asked}
          maxlength={200}
          required
        />
        <div class="buttons">
          <Button kind="primary">{t("people.merge.find")}</Button>
          <LinkButton href={view.href(here)}>{t("registry.merging.not")}</LinkButton>
        </div>
      </form>
      {found.length > 0 && (
        <>
          <h2>{t("people.merge.found")}</h2>
          <Rows label={t("people.merge.found")}>
            {found.map((one) => (
              <Row
                href={view.href(`${here}/merge?with=${one.id}`)}
                title={fullName(one)}
                mini={[one.birthOn ?? "", one.phone, one.email]}
              />
            ))}
          </Rows>
        </>
      )}
    </Page>
  )
}

import type { Territory } from "#modules/registry/public.ts"
import type { RowsCounted } from "#platform/references/reference.store.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Checkbox, RadioCards } from "#ui/choice.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { sayDay } from "#ui/when.ts"
import { crumbsOf } from "../affiliation/affiliation-form.tsx"
import type { Person } from "../person/person.store.ts"
import { addressOfPerson, fullName } from "../person/person.ts"
import { labelsOf } from "../person/person-words.ts"
import { languagesSaid } from "../skill/languages.ts"
import { contradicts, type MergeField } from "./merge.ts"

export const mergeLabels = (view: View): Record<MergeField, string> => ({
  ...labelsOf(view),
  languages: view.t("field.person.languages"),
  availability: view.t("field.person.availability"),
  experience: view.t("field.person.experience"),
})

export type Preview = {
  view: View
  survivor: Person
  merged: Person
  territories: Territory[]
  differ: MergeField[]
  counted: RowsCounted[]
  /** The other card is shown to everybody in part, and this will end. */
  hides: boolean
  values: Record<string, string>
  errors?: Record<string, Saying>
}

/** A value as people read it. */
function said({ view, territories }: Preview, field: MergeField, of: Person): string {
  const none = view.t("journal.empty")
  if (field === "territoryId") return territories.find(({ id }) => id === of.territoryId)?.name ?? none
  if (field === "birthOn") return of.birthOn ? sayDay(of.birthOn, view.today, view.locale).exact : none
  if (field === "languages") return languagesSaid(view, of.languages) || none
  return of[field] || none
}

const Moves = ({ view, counted }: Preview) => {
  const named = (of: "moves" | "stays") =>
    counted.flatMap(({ reference, ...n }) =>
      reference.counted && n[of] ? [<li>{view.t(reference.counted, { n: n[of] })}</li>] : [],
    )
  const [moves, stays] = [named("moves"), named("stays")]
  return (
    <>
      <h2>{view.t("registry.merging.moves")}</h2>
      {moves.length ? <ul>{moves}</ul> : <p>{view.t("registry.merging.moves.nothing")}</p>}
      {stays.length > 0 && (
        <>
          <p>{view.t("registry.merging.moves.stay")}</p>
          <ul>{stays}</ul>
        </>
      )}
    </>
  )
}

/** `/people/:id/merge?with=`: what becomes of two cards of one person, and whose values hold. */
export function MergePage(preview: Preview) {
  const { view, survivor, merged, differ, values, hides, errors = {} } = preview
  const { t } = view
  const labels = { ...mergeLabels(view), same: t("people.merge.same") }
  const form = { view, labels, values, errors }
  return (
    <Page view={view} title={t("registry.merging.title")} crumbs={crumbsOf(view, survivor)}>
      <p>
        {t("people.merge.into")} <a href={view.href(addressOfPerson(merged.id))}>{fullName(merged)}</a> →{" "}
        <a href={view.href(addressOfPerson(survivor.id))}>{fullName(survivor)}</a>.{" "}
        <a href={view.href(`${addressOfPerson(merged.id)}/merge?with=${survivor.id}`)}>{t("registry.merging.swap")}</a>
      </p>
      <Moves {...preview} />
      {hides && (
        <Notice tone="warn">
          <p>{t("people.merge.hides")}</p>
        </Notice>
      )}
      <Form
        form={form}
        action={`${addressOfPerson(survivor.id)}/merge`}
        buttons={
          <>
            <Button kind="primary">{t("registry.merging.deed")}</Button>
            <LinkButton href={view.href(addressOfPerson(survivor.id))}>{t("registry.merging.not")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="with" value={merged.id} />
        <input type="hidden" name="version" value={String(survivor.version)} />
        <input type="hidden" name="otherVersion" value={String(merged.version)} />
        {differ.length > 0 && (
          <>
            <h2>{t("registry.merging.choose")}</h2>
            <p>{t("registry.merging.choose.hint")}</p>
          </>
        )}
        {differ.map((name) => (
          <RadioCards
            {...field(form, name)}
            inline
            choices={[
              { value: "survivor", label: said(preview, name, survivor), hint: t("registry.merging.of_survivor") },
              { value: "merged", label: said(preview, name, merged), hint: t("registry.merging.of_merged") },
            ]}
          />
        ))}
        {contradicts(survivor, merged) && <Checkbox {...field(form, "same")} required />}
      </Form>
    </Page>
  )
}

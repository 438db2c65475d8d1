import type { Child } from "hono/jsx"
import type { RowsCounted } from "#platform/references/reference.store.ts"
import { nameOf } from "#platform/references/reference.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Facts } from "#ui/card.tsx"
import { Checkbox, RadioCards } from "#ui/choice.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { addressOf } from "../party/party.ts"
import { formWord, kindWord, labelsOf } from "../party/party-words.ts"
import { cardCrumbs } from "../profile/opened-card.ts"
import { profileLabels } from "../profile/profile-words.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import type { Side } from "./load-both.ts"
import { contradicts, type MergeField, type Sides } from "./merge.ts"

export const mergeLabels = (view: View): Record<MergeField, string> => ({ ...profileLabels(view), ...labelsOf(view) })

/** Two cards before they are merged; `differ`: fields of which one value is chosen. */
export type Preview = {
  view: View
  survivor: Side
  merged: Side
  territories: Territory[]
  differ: MergeField[]
  counted: RowsCounted[]
  values: Record<string, string>
  errors?: Record<string, Saying>
}

/** A value as people read it. */
function said({ view, territories }: Preview, field: MergeField, of: Sides): Child {
  const { t } = view
  if (field === "territoryId") return territories.find(({ id }) => id === of.territoryId)?.name ?? t("journal.empty")
  if (field === "kind") return kindWord(t, of)
  if (field === "legalForm") return of.legalForm ? formWord(t, of.legalForm) : t("journal.empty")
  if (field === "logo" && of.logo)
    return <img class="party-logo" src={`/files/${of.logo}`} alt={of.logoAlt || t("profile.logo.of", of)} />
  return of[field] || t("journal.empty")
}

/** A card in two lines. */
const Named = ({ view, territories, side: { party } }: Preview & { side: Side }) => (
  <>
    <a href={view.href(addressOf(party))}>{party.name}</a>
    <p class="mini">
      {[
        kindWord(view.t, party),
        ...pathUp(territories, party.territoryId).map(({ name }) => name),
        party.inn && `${view.t("field.party.inn")} ${party.inn}`,
        party.ogrn && `${view.t("field.party.ogrn")} ${party.ogrn}`,
      ]
        .filter(Boolean)
        .join(" · ")}
    </p>
  </>
)

const Both = (preview: Preview) => (
  <Facts
    facts={[
      [preview.view.t("registry.merging.stays"), <Named {...preview} side={preview.survivor} />],
      [preview.view.t("registry.merging.goes"), <Named {...preview} side={preview.merged} />],
    ]}
  />
)

/** What will move, and what will not, in numbers. */
const Moves = ({ view, counted }: Preview) => {
  const named = (of: "moves" | "stays") =>
    counted.flatMap(({ reference, ...n }) =>
      reference.counted && n[of]
        ? [<li id={`${of}-${nameOf(reference)}`}>{view.t(reference.counted, { n: n[of] })}</li>]
        : [],
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
      <p class="mini">{view.t("registry.merging.words_stay")}</p>
    </>
  )
}

/** `/organisations/:id/merge?with=`: what becomes of two cards, and whose values hold. */
export function MergePage(preview: Preview) {
  const { view, survivor, merged, differ, values, errors = {} } = preview
  const { t } = view
  const labels = { ...mergeLabels(view), same: t("registry.merging.same") }
  const form = { view, labels, values, errors }
  const address = `${addressOf(survivor.party)}/merge`
  const swapped = `${addressOf(merged.party)}/merge?with=${survivor.party.id}`
  return (
    <Page view={view} title={t("registry.merging.title")} crumbs={cardCrumbs(view, survivor.party)}>
      <Both {...preview} />
      <p>
        <a href={view.href(swapped)}>{t("registry.merging.swap")}</a>
      </p>
      <Moves {...preview} />
      <Form
        form={form}
        action={address}
        buttons={
          <>
            <Button kind="primary">{t("registry.merging.deed")}</Button>
            <LinkButton href={view.href(addressOf(survivor.party))}>{t("registry.merging.not")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="with" value={String(merged.party.id)} />
        <input type="hidden" name="version" value={String(survivor.party.version)} />
        <input type="hidden" name="otherVersion" value={String(merged.party.version)} />
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
              {
                value: "survivor",
                label: said(preview, name, survivor.fields),
                hint: t("registry.merging.of_survivor"),
              },
              { value: "merged", label: said(preview, name, merged.fields), hint: t("registry.merging.of_merged") },
            ]}
          />
        ))}
        {contradicts(survivor.party, merged.party) && (
          <>
            <Notice tone="warn">
              <p>{t("registry.merging.contradict.why")}</p>
            </Notice>
            <Checkbox {...field(form, "same")} required />
          </>
        )}
      </Form>
    </Page>
  )
}

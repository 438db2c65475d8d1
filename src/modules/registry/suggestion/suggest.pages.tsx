import { signedIn } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, goTo, field as textOf } from "#platform/http/reply.ts"
import { signedInOnly } from "#platform/http/signed-in-only.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { CheckboxCards } from "#ui/choice.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { allDirections } from "../direction/direction.store.ts"
import { choosable, directionLimit, directionName } from "../direction/direction.ts"
import { addressOf, home, type Nature, natures } from "../party/party.ts"
import { cardCrumbs, openedCard } from "../profile/opened-card.ts"
import { ProfileFields } from "../profile/profile-form.tsx"
import { typedProfile } from "../profile/typed-profile.ts"
import { suggestChanges } from "./suggest-changes.ts"
import { ownWaiting, valuesNow } from "./suggestion.store.ts"
import { suggestionLabels } from "./suggestion-words.tsx"

type Typed = Record<string, string>
const ownNames = ["name", "shortName", "site", "words"] as const

/** The form of a representative: the card as it is, with what it has waiting. */
async function draw(
  c: Ctx,
  nature: Nature,
  typed?: Typed & { chosen?: never },
  chosen?: string[],
  errors: Record<string, Saying> = {},
) {
  const { view, services, actor } = c.var
  const { t } = view
  if (!signedIn(actor)) throw notAllowed()
  const { party, speaks } = await openedCard(c, nature)
  if (!speaks) throw notAllowed()
  const { db } = services
  const { values, trusted } = await valuesNow(db, party)
  const waiting = await ownWaiting(db, party.id, actor.userId)
  const wanted = { ...values, ...Object.fromEntries(waiting?.changes.map(({ field, after }) => [field, after]) ?? []) }
  const has = values.directions.split(",").filter(Boolean).map(Number)
  const offered = choosable(await allDirections(db), has)
  const labels = {
    ...suggestionLabels(view),
    logoFile: t("field.party.logo"),
    logoGone: t("profile.logo.gone"),
    words: t("suggestion.words.own"),
  }
  const form = { view, labels, values: { words: waiting?.words ?? "", ...wanted, ...typed }, errors }
  const back = addressOf(party)
  return c.html(
    <Page
      view={view}
      narrow
      title={t("suggestion.suggest")}
      state={t(trusted ? "suggestion.suggest.trusted" : "suggestion.suggest.state")}
      crumbs={cardCrumbs(view, party)}
    >
      {waiting && (
        <p>
          <a href={view.href(`/suggestions/${waiting.id}`)}>{t("suggestion.suggest.waiting")}</a>
        </p>
      )}
      <Form
        form={form}
        action={`${back}/suggestion`}
        draft={`suggestion-${party.id}`}
        files
        buttons={
          <>
            <Button kind="primary">{t("suggestion.send")}</Button>
            <LinkButton href={view.href(back)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <ProfileFields form={form} logo={values.logo || null} kept={typed?.logoFile} />
        <TextArea {...field(form, "name")} rows={2} maxlength={500} required />
        <TextField {...field(form, "shortName")} maxlength={120} />
        <TextField {...field(form, "site")} exact maxlength={300} />
        <CheckboxCards
          {...field(form, "directions")}
          hint={t("direction.of_party.hint", { limit: directionLimit })}
          values={chosen ?? String(wanted.directions).split(",")}
          choices={offered.map((one) => ({ value: String(one.id), label: directionName(one, view.locale) }))}
        />
        <TextArea {...field(form, "words")} rows={3} maxlength={1000} hint={t("suggestion.words.hint")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function suggest(c: Ctx, nature: Nature) {
  const { party, speaks } = await openedCard(c, nature)
  if (!speaks) throw notAllowed()
  const { form, typed: texts, logo, errors } = await typedProfile(c)
  const own = Object.fromEntries(ownNames.map((name) => [name, textOf(form, name)]))
  const chosen = [form.directions ?? []].flat().filter((value): value is string => typeof value === "string")
  const typed = { ...texts, ...own } as Typed
  if (Object.keys(errors).length) return draw(c, nature, typed, chosen, errors)
  const { logoFile: _, logoGone: __, ...said } = typed
  const input = { ...said, ...logo, directions: chosen, id: party.id }
  const done = await attempt(act(c, suggestChanges, input, textOf(form, "key")))
  if ("errors" in done) return draw(c, nature, typed, chosen, done.errors)
  const { id } = done.value
  return id === null
    ? goTo(c, addressOf(party), "suggestion.was_published")
    : goTo(c, `/suggestions/${id}`, "suggestion.was_sent")
}

/** How a representative describes its organisation or body. */
export function suggestPages(app: Pages) {
  for (const nature of natures) {
    const path = `${home[nature]}/:id{[0-9]{1,15}}`
    app.get(`${path}/suggestion`, signedInOnly, (c) => draw(c, nature))
    app.post(`${path}/suggestion`, (c) => suggest(c, nature))
  }
}

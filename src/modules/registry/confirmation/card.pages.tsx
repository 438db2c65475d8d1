import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { siteOf } from "#platform/site.ts"
import { Button, Deed, LinkButton } from "#ui/button.tsx"
import { Card } from "#ui/card.tsx"
import { CheckboxCards } from "#ui/choice.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { Moment } from "#ui/time.tsx"
import { allDirections } from "../direction/direction.store.ts"
import { choosable, directionLimit, directionName } from "../direction/direction.ts"
import { ProfileFields } from "../profile/profile-form.tsx"
import { valuesNow } from "../suggestion/suggestion.store.ts"
import { suggestionLabels } from "../suggestion/suggestion-words.tsx"
import { answerCard } from "./answer-card.ts"
import { cardFacts } from "./card-facts.tsx"
import { type Opened, withLetter } from "./with-letter.tsx"

type Errors = Record<string, Saying>
const statusOf = (errors: Errors) => (Object.keys(errors).length ? 422 : 200)
const typedNames = [
  ...(["name", "shortName", "site", "mission", "about", "publicEmail", "publicPhone"] as const),
  ...(["publicAddress", "openingHours", "links", "words"] as const),
]

async function draw(c: Ctx, { party, letter, base }: Opened) {
  const { view } = c.var
  const { t } = view
  if (letter.answer && letter.answeredAt)
    return c.html(
      <Page
        view={view}
        narrow
        title={t("confirmation.thanks")}
        state={t(`confirmation.thanks.${letter.answer}`, { organisation: party.name })}
      >
        <p class="mini">
          {t("confirmation.answered")} <Moment view={view} at={letter.answeredAt} />
        </p>
      </Page>,
    )
  return c.html(
    <Page view={view} narrow title={t("confirmation.title")} state={t("confirmation.what")}>
      <Card title={party.name}>{await cardFacts(c, party)}</Card>
      <div class="buttons">
        <Deed view={view} action={base} kind="primary" icon="check" with={{ answer: "right" }}>
          {t("confirmation.do.right")}
        </Deed>
        <LinkButton icon="pencil" href={view.href(`${base}/changes`)}>
          {t("confirmation.do.changed")}
        </LinkButton>
        <LinkButton href={view.href(`${base}/over`)}>{t("confirmation.do.over")}</LinkButton>
      </div>
    </Page>,
  )
}

async function drawChanges(
  c: Ctx,
  opened: Opened,
  typed?: Record<string, string>,
  chosen?: string[],
  errors: Errors = {},
) {
  const { party, letter, base } = opened
  if (letter.answer) return draw(c, opened)
  const { view, services } = c.var
  const { t } = view
  const { values } = await valuesNow(services.db, party)
  const has = values.directions.split(",").filter(Boolean).map(Number)
  const offered = choosable(await allDirections(services.db), has)
  const labels = { ...suggestionLabels(view), logoFile: "", logoGone: "", words: t("confirmation.words") }
  const form = { view, labels, values: { words: "", ...values, ...typed }, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("confirmation.changes")}
      state={t("confirmation.changes.what")}
      crumbs={[{ href: base, label: t("confirmation.title") }]}
    >
      <Form
        form={form}
        action={`${base}/changes`}
        draft={`card-${party.id}`}
        buttons={
          <>
            <Button kind="primary">{t("confirmation.changes.send")}</Button>
            <LinkButton href={view.href(base)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextArea {...field(form, "name")} rows={2} maxlength={500} required />
        <TextField {...field(form, "shortName")} maxlength={120} />
        <TextField {...field(form, "site")} exact maxlength={300} />
        <ProfileFields form={form} logo={null} textsOnly />
        <CheckboxCards
          {...field(form, "directions")}
          hint={t("direction.of_party.hint", { limit: directionLimit })}
          values={chosen ?? values.directions.split(",")}
          choices={offered.map((one) => ({ value: String(one.id), label: directionName(one, view.locale) }))}
        />
        <TextArea {...field(form, "words")} rows={4} maxlength={1000} hint={t("confirmation.words.hint")} />
      </Form>
    </Page>,
    statusOf(errors),
  )
}

async function sendChanges(c: Ctx, opened: Opened) {
  const form = await formOf(c)
  const typed = Object.fromEntries(typedNames.map((name) => [name, textOf(form, name)]))
  const chosen = [form.directions ?? []].flat().filter((value): value is string => typeof value === "string")
  const given = { ...typed, directions: chosen, token: opened.token, answer: "changed", site: siteOf(c.var.services) }
  const done = await attempt(act(c, answerCard, given, textOf(form, "key")))
  return "errors" in done ? drawChanges(c, opened, typed, chosen, done.errors) : goTo(c, opened.base)
}

function drawOver(c: Ctx, opened: Opened, words = "", errors: Errors = {}) {
  const { view } = c.var
  const { t } = view
  if (opened.letter.answer) return draw(c, opened)
  const form = { view, labels: { words: t("confirmation.over.words") }, values: { words }, errors }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("confirmation.do.over")}
      state={t("confirmation.over.what", { organisation: opened.party.name })}
      crumbs={[{ href: opened.base, label: t("confirmation.title") }]}
    >
      <Form
        form={form}
        action={`${opened.base}/over`}
        buttons={
          <>
            <Button kind="primary">{t("confirmation.over.send")}</Button>
            <LinkButton href={view.href(opened.base)}>{t("registry.form.cancel")}</LinkButton>
          </>
        }
      >
        <TextArea {...field(form, "words")} rows={4} maxlength={1000} hint={t("confirmation.over.hint")} />
      </Form>
    </Page>,
    statusOf(errors),
  )
}

async function send(c: Ctx, opened: Opened, answer: "right" | "over") {
  const form = await formOf(c)
  const words = textOf(form, "words")
  const given = { token: opened.token, answer, words, site: siteOf(c.var.services) }
  const done = await attempt(act(c, answerCard, given, textOf(form, "key")))
  if (!("errors" in done)) return goTo(c, opened.base)
  return answer === "over" ? drawOver(c, opened, words, done.errors) : draw(c, opened)
}

/** `/card/:token`: an organisation looks through its card without an account. Opening a page changes nothing. */
export function cardLinkPages(app: Pages) {
  app.get("/card/:token", withLetter(draw))
  app.post(
    "/card/:token",
    withLetter((c, opened) => send(c, opened, "right")),
  )
  app.get(
    "/card/:token/changes",
    withLetter((c, opened) => drawChanges(c, opened)),
  )
  app.post("/card/:token/changes", withLetter(sendChanges))
  app.get(
    "/card/:token/over",
    withLetter((c, opened) => drawOver(c, opened)),
  )
  app.post(
    "/card/:token/over",
    withLetter((c, opened) => send(c, opened, "over")),
  )
}

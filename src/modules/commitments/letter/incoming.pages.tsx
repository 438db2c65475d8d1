import { partyNames, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { shortDate } from "#platform/office/dates.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { DateField, TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { pastDay } from "../request/typed.ts"
import { siteOf } from "../site.ts"
import { filesField, filesIn } from "./file-field.tsx"
import { canReadLetters, territoriesOf } from "./letter.policy.ts"
import { letterById, type RegisteredLetter } from "./register.store.ts"
import { mayBeAnswered, registerIncoming } from "./register-incoming.ts"

const names = ["sender", "theirNumber", "theirDate", "dated", "subject", "body"] as const
type Typed = Record<(typeof names)[number], string>

/** The letter that is answered, for those who may read it; null where none is. */
async function original(c: Ctx): Promise<RegisteredLetter | null> {
  const { actor, services } = c.var
  const id = c.req.param("id")
  if (!id) {
    if (!staffSomewhere(actor)) throw notAllowed()
    return null
  }
  const letter = await letterById(services.db, Number(id))
  if (!staffSomewhere(actor)) throw notAllowed()
  if (!letter || !mayBeAnswered(letter)) throw notFound()
  if (!canReadLetters(actor, await territoryScopes(services.db, letter.territoryId))) throw notAllowed()
  return letter
}

async function draw(c: Ctx, typed?: Typed, kept: string[] = [], errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const letter = await original(c)
  const party = letter?.partyId ? (await partyNames(services.db, [letter.partyId])).get(letter.partyId) : undefined
  const today = shortDate(view.today, view.locale)
  const form = {
    view,
    errors,
    labels: { ...Object.fromEntries(names.map((name) => [name, t(`incoming.${name}`)])), files: t("incoming.files") },
    values: typed ?? { sender: party?.name ?? letter?.addressee ?? "", dated: today, subject: letter?.subject ?? "" },
  } as { view: typeof view; errors: typeof errors; labels: Record<string, string>; values: Record<string, string> }
  return c.html(
    <Page
      view={view}
      narrow
      title={letter ? t("incoming.reply_title", { number: letter.numberText }) : t("incoming.title")}
      crumbs={[{ href: "/letters", label: t("register.title") }]}
      state={t("incoming.state")}
    >
      <Form
        form={form}
        files
        action={letter ? `/letters/${letter.id}/reply` : "/letters/incoming"}
        buttons={<Button kind="primary">{t("incoming.save")}</Button>}
      >
        <TextField {...field(form, "sender")} required />
        <TextField {...field(form, "theirNumber")} width="medium" exact />
        <DateField {...field(form, "theirDate")} />
        <DateField {...field(form, "dated")} required />
        <TextField {...field(form, "subject")} />
        <TextArea {...field(form, "body")} rows={6} hint={t("incoming.body_hint")} />
        {await filesField(c, form, kept, t("letter.files.hint"))}
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  const { view, services, actor } = c.var
  const letter = await original(c)
  const form = await formOf(c)
  const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Typed
  const stored = await attempt(filesIn(c, form))
  if ("errors" in stored) return draw(c, typed, [], atFiles(stored.errors))
  const input = {
    ...typed,
    dated: pastDay(typed.dated, view.today) ?? view.today,
    theirDate: pastDay(typed.theirDate, view.today),
    replyTo: letter?.id ?? null,
    territoryId: territoriesOf(actor)?.[0] ?? null,
    files: stored.value,
    site: siteOf(services),
  }
  const done = await attempt(act(c, registerIncoming, input, textOf(form, "key")))
  if ("errors" in done) return draw(c, typed, stored.value, done.errors)
  return goTo(c, `/letters/${letter?.id ?? done.value.id}`, "incoming.saved", { number: done.value.number })
}

/** The trouble of one file stands at the field of all. */
export const atFiles = ({ file, ...errors }: Record<string, Saying>): Record<string, Saying> =>
  file ? { ...errors, files: file } : errors

/** An incoming letter: by itself, or as the reply to one of ours. */
export function incomingPages(app: Pages) {
  app.get("/letters/incoming", (c) => draw(c))
  app.post("/letters/incoming", send)
  app.get("/letters/:id{[0-9]{1,15}}/reply", (c) => draw(c))
  app.post("/letters/:id{[0-9]{1,15}}/reply", send)
}

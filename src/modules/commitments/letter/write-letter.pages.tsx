import { numberOf, textsInForce } from "#modules/deliberation/public.ts"
import { findParties, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { longDate, shortDate } from "#platform/office/dates.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Button } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { DateField, TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { comingDay, pastDay } from "../request/typed.ts"
import { siteOf } from "../site.ts"
import { filesField, filesIn } from "./file-field.tsx"
import { atFiles } from "./incoming.pages.tsx"
import { canReadLetters } from "./letter.policy.ts"
import { aboutOf, afterDays, awaitedDays, writeLetter } from "./write-letter.ts"

const names = ["writer", "addressee", "subject", "body", "dated", "theirNumber", "awaitedUntil"] as const
type Typed = Record<(typeof names)[number], string>

async function gather(c: Ctx) {
  const { db } = c.var.services
  const id = Number(c.req.param("id"))
  const ofRequest = c.req.routePath.startsWith("/requests/")
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const found = await aboutOf(db, ofRequest ? { requestId: id } : { itemId: id })
  if (!found) throw notFound()
  if (!canReadLetters(c.var.actor, await territoryScopes(db, found.territoryId))) throw notAllowed()
  const words = (await textsInForce(db, [found.item.id])).get(found.item.id) ?? found.item.text
  return { ...found, words, path: ofRequest ? `/requests/${id}` : `/items/${id}` }
}
type Gathered = Awaited<ReturnType<typeof gather>>

/** What stands in the form before anybody has typed: the item's own words. */
function drafted(c: Ctx, { item, resolution, request, words }: Gathered): Typed {
  const { view, services } = c.var
  const { say, locale } = siteOf(services)
  const held = resolution.heldOn ?? resolution.adoptedOn
  const { title } = resolution
  const number = numberOf(item).replace(/\.$/, "")
  const date = held ? say("write.draft.of", { date: longDate(held, locale) }) : ""
  return {
    writer: request ? "recipient" : "centre",
    addressee: "",
    subject: say("write.draft.subject", { number, title }),
    body: say("write.draft.text", { title, date, text: words }),
    dated: shortDate(view.today, view.locale),
    theirNumber: "",
    awaitedUntil: shortDate(afterDays(view.today, awaitedDays), view.locale),
  }
}

async function draw(c: Ctx, typed?: Typed, kept: string[] = [], errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { t } = view
  const gathered = await gather(c)
  const { item, request, path, words } = gathered
  const known = await findParties(services.db, words, 8)
  const labels = {
    ...Object.fromEntries(names.map((name) => [name, t(`write.${name}`)])),
    files: t("write.files"),
  } as Record<string, string>
  const form = { view, errors, labels, values: (typed ?? drafted(c, gathered)) as Record<string, string> }
  return c.html(
    <Page
      view={view}
      narrow
      title={t("write.title")}
      crumbs={[
        { href: "/letters", label: t("register.title") },
        { href: `/items/${item.id}`, label: t("item.one", { path: numberOf(item) }) },
      ]}
      state={t("write.state")}
    >
      <blockquote>
        <p>{words}</p>
      </blockquote>
      <Form
        form={form}
        files
        action={`${path}/letters`}
        draft={`letter${path.replace("/", "-").replace("/", "-")}`}
        buttons={<Button kind="primary">{t("write.save")}</Button>}
      >
        {request ? (
          <RadioCards
            {...field(form, "writer")}
            choices={[
              {
                value: "recipient",
                label: t("write.writer.recipient", { name: request.addressee }),
                hint: t("write.writer.recipient_hint"),
              },
              { value: "centre", label: t("write.writer.centre"), hint: t("write.writer.centre_hint") },
            ]}
          />
        ) : (
          <input type="hidden" name="writer" value="centre" />
        )}
        <TextField
          {...field(form, "addressee")}
          required
          hint={t("write.addressee_hint")}
          suggestions={known.map(({ name }) => name)}
        />
        <TextField {...field(form, "subject")} required />
        <TextArea {...field(form, "body")} rows={10} />
        {await filesField(c, form, kept, t("write.files_hint"))}
        <DateField {...field(form, "dated")} required />
        {request && (
          <TextField {...field(form, "theirNumber")} width="medium" exact hint={t("write.theirNumber_hint")} />
        )}
        <DateField {...field(form, "awaitedUntil")} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  const { view } = c.var
  const { request, item } = await gather(c)
  const form = await formOf(c)
  const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as Typed
  const stored = await attempt(filesIn(c, form))
  if ("errors" in stored) return draw(c, typed, [], atFiles(stored.errors))
  const input = {
    ...typed,
    ...(request ? { requestId: request.id } : { itemId: item.id }),
    dated: pastDay(typed.dated, view.today) ?? view.today,
    awaitedUntil: comingDay(typed.awaitedUntil, view.today),
    files: stored.value,
  }
  const done = await attempt(act(c, writeLetter, input, textOf(form, "key")))
  if ("errors" in done) return draw(c, typed, stored.value, done.errors)
  return goTo(c, `/letters/${done.value.id}`, "write.saved", { number: done.value.number })
}

/** A petition or an appeal to a third body, about a request or about an item. */
export function writeLetterPages(app: Pages) {
  for (const noun of ["requests", "items"]) {
    app.get(`/${noun}/:id{[0-9]{1,15}}/letters/new`, (c) => draw(c))
    app.post(`/${noun}/:id{[0-9]{1,15}}/letters`, send)
  }
}

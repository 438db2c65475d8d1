import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { FieldGroup, Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { siteOf } from "../site.ts"
import { loadForDeed, type WholeRequest } from "./load-request.ts"
import { crumbsOf, requestTitle } from "./request.page.tsx"
import { canAsk } from "./request.policy.ts"
import { splitRequest } from "./split-request.ts"
import { comingDay } from "./typed.ts"

const address = "/requests/:id{[0-9]{1,15}}/parts"
/** So many parts have a place on the page; more are added by splitting again. */
const places = [0, 1, 2]
const names = ["text", "addressee", "email", "termOn"] as const
type Typed = Record<string, string>

const load = (c: Ctx) =>
  loadForDeed(
    c,
    ({ request, scopes }) => canAsk(c.var.actor, scopes) && ["asked", "received", "accepted"].includes(request.stage),
  )

function draw(c: Ctx, loaded: WholeRequest, typed: Typed, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const labels = Object.fromEntries(
    places.flatMap((i) => names.map((name) => [`parts.${i}.${name}`, t(`request.split.${name}`)])),
  )
  const form: FormState = { view, labels, values: typed, errors }
  const { request, item } = loaded
  return c.html(
    <Page
      view={view}
      narrow
      title={t("request.split.title")}
      crumbs={crumbsOf(view, loaded, true)}
      sub={requestTitle(view, loaded)}
    >
      <blockquote>
        <p>{request.wording || item.text}</p>
      </blockquote>
      <p>{t("request.split.what")}</p>
      <Form
        form={form}
        action={`/requests/${request.id}/parts`}
        draft={`parts-${request.id}`}
        buttons={
          <>
            <Button kind="primary">{t("request.split.do")}</Button>
            <LinkButton kind="link" href={view.href(`/requests/${request.id}`)}>
              {t("ui.confirm.back")}
            </LinkButton>
          </>
        }
      >
        {places.map((i) => (
          <FieldGroup legend={t("request.split.part", { number: i + 1 })}>
            <TextArea {...field(form, `parts.${i}.text`)} rows={3} required={i === 0} />
            <TextField {...field(form, `parts.${i}.addressee`)} required={i === 0} />
            <TextField
              {...field(form, `parts.${i}.email`)}
              type="email"
              exact
              width="medium"
              hint={t("request.split.email_hint")}
            />
            <TextField {...field(form, `parts.${i}.termOn`)} width="medium" hint={t("request.split.term_hint")} />
          </FieldGroup>
        ))}
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  const loaded = await load(c)
  const form = await formOf(c)
  const { view, services } = c.var
  const typed: Typed = Object.fromEntries(
    places.flatMap((i) => names.map((name) => [`parts.${i}.${name}`, textOf(form, `parts.${i}.${name}`)])),
  )
  // What is left empty is no part; troubles are told at the place where they were typed.
  const filled = places.filter((i) => i === 0 || names.some((name) => typed[`parts.${i}.${name}`]))
  const parts = filled.map((i) => ({
    text: typed[`parts.${i}.text`],
    addressee: typed[`parts.${i}.addressee`],
    email: typed[`parts.${i}.email`],
    termOn: comingDay(typed[`parts.${i}.termOn`] ?? "", view.today),
  }))
  const input = { id: loaded.request.id, parts, site: siteOf(services) }
  const done = await attempt(act(c, splitRequest, input, textOf(form, "key")))
  if ("value" in done)
    return goTo(c, `/requests/${loaded.request.id}`, "request.split.done", { count: done.value.parts.length })
  const placed = Object.entries(done.errors).map(([name, saying]) => [
    name.replace(/^parts\.(\d+)/, (_, at) => `parts.${filled[Number(at)]}`),
    saying,
  ])
  return draw(c, loaded, typed, Object.fromEntries(placed))
}

/** A request split into parts, each with an addressee of its own. */
export function splitPages(app: Pages) {
  app.get(address, async (c) => draw(c, await load(c), {}))
  app.post(address, send)
}

import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { InvalidInput, type Saying } from "#platform/refusal.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { siteOf } from "../site.ts"
import { answerRequest } from "./answer-request.ts"
import { loadForDeed, type WholeRequest } from "./load-request.ts"
import { kindsNow } from "./record-answer.page.tsx"
import { crumbsOf, requestTitle } from "./request.page.tsx"
import { canAsk } from "./request.policy.ts"
import { comingDay, termOf } from "./typed.ts"

const address = "/requests/:id{[0-9]{1,15}}/call"
/** What is said in a call of half a minute; anything else has the longer form. */
const spoken = ["accept", "receive", "report", "extend", "decline", "ask"] as const
type Spoken = (typeof spoken)[number]
const fields = ["kind", "when", "text", "name"] as const
type Typed = Record<(typeof fields)[number], string>

const load = (c: Ctx) => loadForDeed(c, ({ scopes }) => canAsk(c.var.actor, scopes))
const offered = (loaded: WholeRequest): Spoken[] => spoken.filter((kind) => kindsNow(loaded).includes(kind))

function draw(c: Ctx, loaded: WholeRequest, typed: Typed, errors: Record<string, Saying> = {}) {
  const { view } = c.var
  const { t } = view
  const form: FormState<keyof Typed> = {
    view,
    values: typed,
    errors,
    labels: {
      kind: t("request.call.kind"),
      when: t("request.call.when"),
      text: t("request.call.text"),
      name: t("request.call.name"),
    },
  }
  const back = `/requests/${loaded.request.id}`
  return c.html(
    <Page
      view={view}
      narrow
      title={t("request.call.title")}
      crumbs={crumbsOf(view, loaded, true)}
      sub={requestTitle(view, loaded)}
    >
      <Form
        form={form}
        action={`${back}/call`}
        buttons={
          <>
            <Button kind="primary">{t("request.call.do")}</Button>
            <LinkButton kind="link" href={view.href(`${back}/answer`)}>
              {t("request.call.longer")}
            </LinkButton>
          </>
        }
      >
        <RadioCards
          {...field(form, "kind")}
          required
          choices={offered(loaded).map((value) => ({ value, label: t(`request.record.kind.${value}`) }))}
        />
        <TextField {...field(form, "when")} width="medium" hint={t("request.call.when_hint")} />
        <TextField {...field(form, "name")} required autocomplete="off" hint={t("request.call.name_hint")} />
        <TextArea {...field(form, "text")} rows={3} />
      </Form>
    </Page>,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx) {
  const loaded = await load(c)
  const form = await formOf(c)
  const typed = Object.fromEntries(fields.map((name) => [name, textOf(form, name)])) as Typed
  const { view, services } = c.var
  const { today } = view
  const record = async () => {
    const kind = spoken.find((one) => one === typed.kind)
    if (!kind || !typed.name)
      throw new InvalidInput({
        ...(!kind && { kind: { key: "invalid.required" } }),
        ...(!typed.name && { name: { key: "invalid.required" } }),
      })
    const { text, name } = typed
    const input = {
      id: loaded.request.id,
      kind,
      text,
      name,
      ...(kind !== "receive" && kind !== "report" && termOf(typed.when, today, "when")),
      until: kind === "receive" ? comingDay(typed.when, today) : null,
      share: kind === "report" ? 100 : null,
      channel: "phone",
      evidence: [name, text].filter(Boolean).join(": "),
      site: siteOf(services),
    }
    return act(c, answerRequest, input, textOf(form, "key"))
  }
  const done = await attempt(record())
  if ("value" in done) return goTo(c, `/requests/${loaded.request.id}`, "request.recorded")
  const { term, until, ...errors } = done.errors
  const when = term ?? until
  return draw(c, loaded, typed, { ...errors, ...(when && { when }) })
}

/** «Звонок»: what was said by telephone today, in as few fields as it takes. */
export function callPages(app: Pages) {
  app.get(address, async (c) => {
    const loaded = await load(c)
    if (!offered(loaded).length) return goTo(c, `/requests/${loaded.request.id}`, "request.refusal.not_now", {}, "warn")
    const { answererName, answererPost } = loaded.recipient
    const name = [answererName, answererPost].filter(Boolean).join(", ")
    return draw(c, loaded, { kind: offered(loaded)[0]!, when: "", text: "", name })
  })
  app.post(address, send)
}

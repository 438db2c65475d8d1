import type { Ctx } from "#platform/http/env.ts"
import { attempt, formOf, goTo, act as perform, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notFound, type Saying } from "#platform/refusal.ts"
import { siteOf } from "../site.ts"
import { decideRequest } from "./decide-request.ts"
import { DecisionPage, type Typed } from "./decision.page.tsx"
import { loadForDeed, type WholeRequest } from "./load-request.ts"
import { shareOfParts } from "./parts.ts"
import { canDecide } from "./request.policy.ts"
import { requestsOfItem } from "./request.store.ts"
import { type DecisionKind, decisionKinds, possible, settlesKinds } from "./request.ts"
import { termOf } from "./typed.ts"

const address = "/requests/:id{[0-9]{1,15}}/decision/:kind{[a-z_]+}"

/** The decision of the address and what it is about, for whoever may take it. */
async function load(c: Ctx, given: string) {
  const kind = decisionKinds.find((one) => one === c.req.param("kind"))
  if (!kind) throw notFound()
  const loaded = await loadForDeed(c, ({ scopes }) => canDecide(c.var.actor, kind, scopes))
  return { kind, loaded, act: answered(loaded, kind, Number(given)) }
}

/** The act that a decision answers: the named one, also when it was answered meanwhile, else the oldest that waits. */
function answered({ acts, waiting }: WholeRequest, kind: DecisionKind, id: number) {
  const wanted = settlesKinds[kind] ?? []
  return acts.find((one) => one.id === id) ?? waiting.find((one) => wanted.includes(one.kind))
}

type Shown = Awaited<ReturnType<typeof load>> & { typed: Typed; errors: Record<string, Saying> }

const draw = (c: Ctx, shown: Shown) =>
  c.html(<DecisionPage view={c.var.view} {...shown} />, Object.keys(shown.errors).length ? 422 : 200)

/** What the parts of the request make together, offered as the share that is confirmed. */
async function offeredShare(c: Ctx, kind: DecisionKind, { request }: WholeRequest): Promise<string> {
  if (kind !== "release_part") return ""
  const share = shareOfParts(await requestsOfItem(c.var.services.db, request.itemId), request.id)
  return share === null ? "" : String(share)
}

async function send(c: Ctx) {
  const form = await formOf(c)
  const shown = await load(c, textOf(form, "act"))
  const { kind, loaded, act } = shown
  const { request, recipient } = loaded
  const typed: Typed = {
    text: textOf(form, "text"),
    term: textOf(form, "term"),
    share: textOf(form, "share"),
    open: [form.open ?? []].flat().filter((one): one is string => typeof one === "string"),
  }
  const decide = async () =>
    perform(
      c,
      decideRequest,
      {
        id: request.id,
        kind,
        settles: act?.id ?? null,
        text: typed.text,
        ...termOf(typed.term, c.var.view.today, "term"),
        share: typed.share === "" ? null : typed.share,
        open: typed.open,
        filesDir: c.var.services.filesDir,
        site: siteOf(c.var.services),
      },
      textOf(form, "key"),
    )
  const done = await attempt(decide())
  if ("errors" in done) {
    const { file, ...errors } = done.errors
    return draw(c, { ...shown, typed, errors: { ...errors, ...(file && { open: file }) } })
  }
  const back = `/requests/${request.id}`
  return recipient.email
    ? goTo(c, back, "request.decided.mailed", { addressee: request.addressee })
    : goTo(c, back, "request.decided.paper", {}, "warn")
}

/** Every word of the centre on a page of its own: `/requests/7/decision/release?act=12`. */
export function decisionPages(app: Pages) {
  app.get(address, async (c) => {
    const shown = await load(c, c.req.query("act") ?? "")
    const { kind, loaded } = shown
    if (!possible(kind, loaded.request, loaded.waiting))
      return goTo(c, `/requests/${loaded.request.id}`, "request.refusal.not_now", {}, "warn")
    const typed = { text: "", term: "", share: await offeredShare(c, kind, loaded), open: [] }
    return draw(c, { ...shown, typed, errors: {} })
  })
  app.post(address, send)
}

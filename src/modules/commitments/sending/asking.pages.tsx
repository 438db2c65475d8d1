import { resolutionById } from "#modules/deliberation/public.ts"
import { territoryScopes } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, formOf, goTo, field as textOf } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { loadLetterhead } from "../letter/letterhead.store.ts"
import { canAsk } from "../request/request.policy.ts"
import { siteOf } from "../site.ts"
import { askAddressees } from "./ask-addressees.ts"
import { AskingPage } from "./asking.page.tsx"
import {
  atFields,
  chosenIn,
  datedIn,
  datedText,
  lettersFrom,
  linesOf,
  nothingTyped,
  type Typed,
  troublesOf,
  typedFrom,
  unseenIn,
} from "./asking-form.ts"
import { loadPlan } from "./load-plan.ts"

/** An adopted resolution of the address, for the staff of its territory. */
export async function askable(c: Ctx, id = Number(c.req.param("id"))) {
  const { db } = c.var.services
  const resolution = await resolutionById(db, id)
  if (!resolution) throw notFound()
  if (!canAsk(c.var.actor, await territoryScopes(db, resolution.territoryId))) throw notAllowed()
  if (!resolution.adoptedOn) throw new Refusal(409, "refusal.not_adopted_yet")
  return { ...resolution, adoptedOn: resolution.adoptedOn }
}

/** What is typed, set against what stands in the database now. */
export async function planFor(c: Ctx, typed: Typed) {
  const resolution = await askable(c)
  const classes = (name: string) => typed.text(name).split(" ").filter(Boolean)
  const keys = [...new Set(classes("class"))].slice(0, 200)
  const chosen = chosenIn(typed, keys)
  for (const key of classes("clear")) chosen.ticked.set(key, [])
  let plan = await loadPlan(c.var.services.db, resolution, chosen)
  const marked = plan.classes.filter(({ key }) => classes("mark").includes(key))
  for (const { key, members } of marked)
    chosen.ticked.set(
      key,
      members.map((member) => member.id),
    )
  if (marked.length) plan = await loadPlan(c.var.services.db, resolution, chosen)
  return { resolution, plan, chosen }
}

type Planned = Awaited<ReturnType<typeof planFor>>

async function draw(c: Ctx, planned: Planned, typed: Typed, errors: Record<string, Saying> = {}) {
  const { view, services } = c.var
  const { resolution, plan, chosen } = planned
  const { organisation } = await loadLetterhead(services.db, resolution.territoryId)
  return c.html(
    <AskingPage
      view={view}
      resolution={resolution}
      plan={plan}
      lines={linesOf(plan, typed, typed === nothingTyped)}
      dated={datedText(typed, view)}
      ticked={chosen.ticked}
      hasSender={organisation !== ""}
      hasSmtp={Boolean(services.config.SMTP_URL)}
      errors={errors}
    />,
    Object.keys(errors).length ? 422 : 200,
  )
}

async function send(c: Ctx, planned: Planned, typed: Typed, key: string) {
  const lines = linesOf(planned.plan, typed, false)
  const dated = datedIn(typed, c.var.view)
  const troubles = troublesOf(lines, dated)
  const unseen = unseenIn(lines, typed)
  if (unseen) troubles[""] = { key: "asking.look_first", params: { count: unseen } }
  if (Object.keys(troubles).length) return draw(c, planned, typed, troubles)
  const { id } = planned.resolution
  const input = { id, dated, letters: lettersFrom(lines), site: siteOf(c.var.services) }
  const done = await attempt(act(c, askAddressees, input, key))
  if ("value" in done) return goTo(c, `/resolutions/${id}/letters`, "asking.sent", { count: done.value.letters })
  return draw(c, await planFor(c, typed), typed, atFields(done.errors, lines))
}

/** Who will be asked what and how, and the deed itself. */
export function askingPages(app: Pages) {
  const path = "/resolutions/:id{[0-9]{1,15}}/asking"
  app.get(path, async (c) => draw(c, await planFor(c, nothingTyped), nothingTyped))
  app.post(path, async (c) => {
    const form = await formOf(c)
    const typed = typedFrom(form)
    const planned = await planFor(c, typed)
    return textOf(form, "do") === "send" ? send(c, planned, typed, textOf(form, "key")) : draw(c, planned, typed)
  })
}

import { understandDay, understandPastDay } from "#platform/day.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound, type Saying } from "#platform/refusal.ts"
import { Confirm } from "#ui/confirm.tsx"
import { Page } from "#ui/frame.tsx"
import { partiesByKind } from "../party/find-parties.ts"
import { canKeepParty, scopesOfParty } from "../party/party.policy.ts"
import { partyById, partyByName } from "../party/party.store.ts"
import { addressOf } from "../party/party.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { addStatus } from "./add-status.ts"
import { endStatus } from "./end-status.ts"
import { removeStatus } from "./remove-status.ts"
import { statusesOf } from "./status.store.ts"
import { crumbsOf, EndForm, StatusForm } from "./status-form.tsx"
import { statusWord, termSaid } from "./status-words.ts"

/** How many schools, colleges and universities are suggested while a name is typed. */
const suggested = 200

/** The organisation of the address, for those who keep it. */
async function kept(c: Ctx) {
  const { db } = c.var.services
  const party = await partyById(db, Number(c.req.param("id")))
  if (party?.nature !== "organisation") throw notFound()
  const path = pathUp(await allTerritories(db), party.territoryId)
  if (!canKeepParty(c.var.actor, scopesOfParty(party, scopesOfPath(path)))) throw notAllowed()
  return party
}

async function keptStatus(c: Ctx) {
  const party = await kept(c)
  const id = Number(c.req.param("status"))
  const status = (await statusesOf(c.var.services.db, party.id)).find((one) => one.id === id)
  if (!status) throw notFound()
  return { party, status }
}

async function newForm(c: Ctx, typed: Record<string, string> = {}, errors: Record<string, Saying> = {}) {
  const party = await kept(c)
  const known = await partiesByKind(c.var.services.db, { kinds: ["education"] }, suggested)
  const institutions = known.map(({ name }) => name)
  const status = Object.keys(errors).length ? 422 : 200
  return c.html(<StatusForm view={c.var.view} {...{ party, typed, errors, institutions }} />, status)
}

async function add(c: Ctx) {
  const party = await kept(c)
  const form = await formOf(c)
  const names = ["kind", "from", "until", "proof", "link", "institutionId"] as const
  const typed = Object.fromEntries(names.map((name) => [name, field(form, name)])) as Record<
    (typeof names)[number],
    string
  >
  const { today } = c.var.view
  const input = {
    ...typed,
    id: party.id,
    from: typed.from ? (understandPastDay(typed.from, today) ?? typed.from) : null,
    until: typed.until ? (understandDay(typed.until, today) ?? typed.until) : null,
    // A name that is nobody's is refused by the command as the id of nobody.
    institutionId: typed.institutionId ? ((await partyByName(c.var.services.db, typed.institutionId))?.id ?? 0) : null,
  }
  const done = await attempt(act(c, addStatus, input, field(form, "key")))
  if ("value" in done) return goTo(c, addressOf(party), "registry.status.was_added")
  return newForm(c, typed, done.errors)
}

async function endForm(c: Ctx, typed: Record<string, string> = {}, errors: Record<string, Saying> = {}) {
  const { party, status } = await keptStatus(c)
  const answer = Object.keys(errors).length ? 422 : 200
  return c.html(<EndForm view={c.var.view} {...{ party, status, typed, errors }} />, answer)
}

async function end(c: Ctx) {
  const { party, status } = await keptStatus(c)
  const form = await formOf(c)
  const typed = { until: field(form, "until"), why: field(form, "why") }
  const until = understandPastDay(typed.until, c.var.view.today) ?? typed.until
  const input = { id: party.id, status: status.id, until, why: typed.why }
  const done = await attempt(act(c, endStatus, input, field(form, "key")))
  if ("value" in done) return goTo(c, addressOf(party), "registry.status.was_ended")
  return endForm(c, typed, done.errors)
}

async function removal(c: Ctx) {
  const { view } = c.var
  const { t } = view
  const { party, status } = await keptStatus(c)
  const word = statusWord(t, status.kind)
  return c.html(
    <Page view={view} narrow title={t("registry.status.remove.title", { status: word })} crumbs={crumbsOf(view, party)}>
      <Confirm
        view={view}
        action={`${addressOf(party)}/statuses/${status.id}/removal`}
        lost={[[word, termSaid(view, status), status.proof].filter(Boolean).join(", ")]}
        undo={t("registry.status.remove.undo")}
        deed={t("registry.status.remove.deed")}
        back={addressOf(party)}
      />
    </Page>,
  )
}

async function remove(c: Ctx) {
  const id = Number(c.req.param("id"))
  const key = field(await formOf(c), "key")
  await act(c, removeStatus, { id, status: Number(c.req.param("status")) }, key)
  return goTo(c, addressOf({ nature: "organisation", id }), "registry.status.was_removed")
}

/** Statuses of an organisation, added, ended and taken away by those who keep its card. */
export function statusPages(app: Pages) {
  const path = "/organisations/:id{[0-9]{1,15}}/statuses"
  const one = `${path}/:status{[0-9]{1,15}}`
  app.get(`${path}/new`, (c) => newForm(c))
  app.post(path, add)
  app.get(`${one}/end`, (c) => endForm(c))
  app.post(`${one}/end`, end)
  app.get(`${one}/removal`, removal)
  app.post(`${one}/removal`, remove)
}

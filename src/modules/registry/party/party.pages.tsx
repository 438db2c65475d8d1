import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { forVisitors } from "#platform/http/middleware.ts"
import { ownFirst } from "#platform/http/own-first.ts"
import { act, attempt, field, formOf, goTo } from "#platform/http/reply.ts"
import { csvReply, xlsxReply } from "#platform/http/table-reply.ts"
import { journalFor } from "#platform/journal.ts"
import type { Pages } from "#platform/module.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { fillSlot } from "#platform/slots.ts"
import { xlsxRows } from "#ui/table-downloads.ts"
import { confirmationNote } from "../confirmation/confirmation-note.tsx"
import { allDirections, directionsOf } from "../direction/direction.store.ts"
import { type Alike, alikeOf } from "../duplicate/find-alike.ts"
import { keepingAlike } from "../duplicate/refuse-alike.ts"
import { loadMerges } from "../merging/merged-card.tsx"
import { loadProfile } from "../profile/load-profile.tsx"
import { loadStatusCard } from "../status/load-status-card.tsx"
import { statusesInForce } from "../status/status.store.ts"
import { isStatusKind } from "../status/status.ts"
import { successionOf } from "../succession/succession.store.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { idsBelow, pathUp } from "../territory/territory.ts"
import { addParty } from "./add-party.ts"
import { editParty } from "./edit-party.ts"
import { countParties, listParties, type PartyFilter } from "./list-parties.ts"
import { canKeepParty, scopesOfParty } from "./party.policy.ts"
import { partyById } from "./party.store.ts"
import { addressOf, home, isKindOf, type Nature, natureOf, natures } from "./party.ts"
import { PartyCard } from "./party-card.tsx"
import { PartyForm } from "./party-form.tsx"
import { type ListQuery, PartyList } from "./party-list.tsx"
import { partyColumns, partyRow } from "./party-sheet.ts"
import { fieldNames } from "./party-words.ts"

const pageSize = 50

const number = z.coerce.number().int().positive().optional().catch(undefined)
const listQuery = z.object({
  kind: z.string().optional(),
  territory: number,
  direction: number,
  status: z.string().optional(),
  q: z.string().trim().max(200).optional().catch(undefined),
  after: number,
  from: z.string().max(1).optional().catch(undefined),
  unconfirmed: z.literal("yes").optional().catch(undefined),
})

/** What the address asks for; what it does not know is left out rather than refused. */
async function asked(c: Ctx, nature: Nature) {
  const raw = listQuery.parse(c.req.query())
  const { db } = c.var.services
  const [territories, directions] = await Promise.all([allTerritories(db), allDirections(db)])
  const query: ListQuery = {
    ...raw,
    kind: raw.kind && isKindOf(nature, raw.kind) ? raw.kind : undefined,
    territory: territories.some(({ id }) => id === raw.territory) ? raw.territory : undefined,
    direction: directions.some(({ id }) => id === raw.direction) ? raw.direction : undefined,
    status: nature === "organisation" && isStatusKind(raw.status) ? raw.status : undefined,
    unconfirmed: nature === "organisation" && staffSomewhere(c.var.actor) ? raw.unconfirmed : undefined,
  }
  const below = query.territory && idsBelow(territories, query.territory)
  const filter: PartyFilter = {
    nature,
    kind: query.kind,
    territories: below || undefined,
    direction: query.direction,
    text: query.q,
    status: query.status && { kind: query.status, on: c.var.view.today },
    unconfirmed: Boolean(query.unconfirmed),
  }
  return { query, filter, territories, directions }
}

/** What those of a list are recognised as today; bodies have no statuses. */
const statusesOfList = async (c: Ctx, nature: Nature, parties: { id: number }[]) =>
  statusesInForce(c.var.services.db, nature === "organisation" ? parties.map(({ id }) => id) : [], c.var.view.today)

async function list(c: Ctx, nature: Nature) {
  const { db } = c.var.services
  const { query, filter, territories, directions } = await asked(c, nature)
  const [found, count] = await Promise.all([
    listParties(db, filter, { after: query.after, from: query.from, limit: pageSize + 1 }),
    countParties(db, filter),
  ])
  const more = found.length > pageSize
  const parties = found.slice(0, pageSize)
  const statuses = await statusesOfList(c, nature, parties)
  const shown = { nature, query, parties, statuses, count, more, territories, directions }
  return c.html(<PartyList view={c.var.view} {...shown} />)
}

/** The list in a file, a part at a time. */
async function* rowsOf(c: Ctx, nature: Nature, atOnce: number) {
  const { filter, territories } = await asked(c, nature)
  const { db } = c.var.services
  for (let after: number | undefined; ; ) {
    const parties = await listParties(db, filter, { after, limit: atOnce })
    const ids = parties.map(({ id }) => id)
    const directions = await directionsOf(db, ids)
    const beside = { territories, directions, statuses: await statusesOfList(c, nature, parties) }
    yield parties.map((party) => partyRow(c.var.view, nature, party, beside))
    after = ids.at(-1)
    if (ids.length < atOnce) return
  }
}

async function file(c: Ctx, nature: Nature, format: "xlsx" | "csv") {
  const { view } = c.var
  const name = home[nature].slice(1)
  const columns = partyColumns(view, nature)
  if (format === "csv") return csvReply(c, name, columns, rowsOf(c, nature, 500))
  const rows = (await rowsOf(c, nature, xlsxRows).next()).value ?? []
  return xlsxReply(c, name, [{ name: view.t(`registry.${nature}.list`), columns, rows }])
}

/** The party of the address, its place and whether the reader may change it. */
async function found(c: Ctx) {
  const { db } = c.var.services
  const party = await partyById(db, Number(c.req.param("id")))
  if (!party) throw notFound()
  const territories = await allTerritories(db)
  const path = pathUp(territories, party.territoryId)
  return { party, territories, path, canEdit: canKeepParty(c.var.actor, scopesOfParty(party, scopesOfPath(path))) }
}

async function card(c: Ctx, nature: Nature) {
  const { party, path, canEdit } = await found(c)
  if (party.nature !== nature) return c.redirect(c.var.view.href(addressOf(party)), 301)
  const { id } = party
  const [journal, asked, services, people, profile, directions, statuses, succession, alike, merges, confirmation] =
    await Promise.all([
      journalFor(c.var.services, c.var.actor, { kind: "party", id: party.id }),
      fillSlot(c, "party.asked", { id }),
      fillSlot(c, "party.services", { id, nature }),
      fillSlot(c, "party.people", { id, nature }),
      loadProfile(c, party, canEdit),
      directionsOf(c.var.services.db, [party.id]),
      nature === "organisation" && loadStatusCard(c, party.id, canEdit),
      successionOf(c.var.services.db, party.id),
      canEdit ? alikeOf(c.var.services.db, party.id) : [],
      canEdit ? loadMerges(c.var.services.db, id) : [],
      confirmationNote(c, party, canEdit),
    ])
  const worksIn = directions.get(party.id) ?? []
  const shown = {
    party,
    path,
    journal,
    statuses,
    services,
    asked,
    people,
    profile,
    canEdit,
    alike,
    merges,
    succession,
    confirmation,
  }
  return c.html(<PartyCard view={c.var.view} {...shown} directions={worksIn} />)
}

async function newForm(c: Ctx, nature: Nature) {
  if (!staffSomewhere(c.var.actor)) throw notAllowed()
  const territories = await allTerritories(c.var.services.db)
  return c.html(<PartyForm view={c.var.view} nature={nature} territories={territories} />)
}

async function editForm(c: Ctx) {
  const { party, territories, canEdit } = await found(c)
  if (!canEdit) throw notAllowed()
  const { view } = c.var
  return c.html(<PartyForm view={view} nature={party.nature} {...{ party, territories }} values={party} />)
}

async function typed(c: Ctx, page: Nature) {
  const form = await formOf(c)
  const values = Object.fromEntries(fieldNames.map((name) => [name, field(form, name)])) as Record<
    (typeof fieldNames)[number],
    string
  >
  const nature = natureOf(values.kind) ?? page
  const input = { ...values, nature, territoryId: Number(values.territoryId) || null }
  return { values, input, key: field(form, "key"), version: Number(field(form, "version")) }
}

async function add(c: Ctx, nature: Nature) {
  const { values, input, key } = await typed(c, nature)
  const seenAlike = field(await formOf(c), "seenAlike")
    .split(",")
    .filter(Boolean)
  const { deed, alike } = await keepingAlike<{ id: number }, Alike>(act(c, addParty, { ...input, seenAlike }, key))
  const done = await attempt(deed)
  if ("value" in done) return goTo(c, addressOf({ nature: input.nature, id: done.value.id }), "registry.party.added")
  const territories = await allTerritories(c.var.services.db)
  const errors = alike.length ? {} : done.errors
  return c.html(<PartyForm view={c.var.view} {...{ nature, territories, values, errors, alike }} />, 422)
}

async function edit(c: Ctx, nature: Nature) {
  const { values, input, key, version } = await typed(c, nature)
  const id = Number(c.req.param("id"))
  const done = await attempt(act(c, editParty, { ...input, id, version }, key))
  const { party, territories } = await found(c)
  if ("value" in done) return goTo(c, addressOf(party), "registry.party.saved")
  return c.html(
    <PartyForm view={c.var.view} nature={party.nature} {...{ party, territories, values }} errors={done.errors} />,
    422,
  )
}

export function partyPages(app: Pages) {
  for (const nature of natures) {
    const path = home[nature]
    app.get(path, forVisitors, ownFirst, (c) => list(c, nature))
    app.get(`${path}.xlsx`, (c) => file(c, nature, "xlsx"))
    app.get(`${path}.csv`, (c) => file(c, nature, "csv"))
    app.get(`${path}/new`, (c) => newForm(c, nature))
    app.post(path, (c) => add(c, nature))
    app.get(`${path}/:id{[0-9]{1,15}}`, forVisitors, (c) => card(c, nature))
    app.get(`${path}/:id{[0-9]{1,15}}/edit`, editForm)
    app.post(`${path}/:id{[0-9]{1,15}}`, (c) => edit(c, nature))
  }
}

import type { Announcement } from "#platform/events.ts"
import { removeDocument } from "#platform/search/index.store.ts"
import type { GivenRow, TakeContext, Taken } from "#platform/tabular/importer.ts"
import { allDirections, directionsOf, writeDirections } from "../direction/direction.store.ts"
import { innKey } from "../party/identifiers.ts"
import { territoryNamed } from "../party/import-parties.ts"
import { indexParties } from "../party/index-party.ts"
import { insertParties, partiesToMatch, updateParty } from "../party/party.store.ts"
import { foldName } from "../party/party.ts"
import type { PartyInput } from "../party/party-input.ts"
import { knownKind } from "../party/party-words.ts"
import { insertStatus, statusesInForce } from "../status/status.store.ts"
import { allTerritories } from "../territory/territory.store.ts"
import type { Territory } from "../territory/territory.ts"
import { type Judged, judgeRow, type Known } from "./judge-row.ts"
import { type RowRead, readRow } from "./read-row.ts"
import type { Trace } from "./trace.ts"

type Row = { read: RowRead; judged: Judged }
type Writing = Extract<Judged, { outcome: "new" | "change" }>

/** Judges rows of organisations and bodies, and saves those that fit. */
export async function takeRows(ctx: TakeContext, given: GivenRow[]): Promise<Taken[]> {
  const { tx, actor, now, matching, write } = ctx
  const directions = await allDirections(tx)
  const reads = given.map((row) => readRow(row, { say: ctx.say, directions }))
  const names = reads.map(({ fields }) => foldName(fields.name ?? "")).filter(Boolean)
  const inns = reads.flatMap(({ fields }) => fields.inn || [])
  const parties = await partiesToMatch(tx, { names, inns }, write)
  const ids = parties.map(({ id }) => id)
  const known: Known = {
    parties,
    territories: await allTerritories(tx),
    directions: await directionsOf(tx, ids),
    statuses: await statusesInForce(tx, ids, now.toISOString().slice(0, 10)),
  }
  const assumed = knownKind(ctx.assumed) ?? { nature: "organisation", kind: "ngo" }
  const rows = reads.map((read) => ({ read, judged: judgeRow(read, { known, actor, matching, assumed }) }))
  if (!write) return rows.map((row) => takenOf(row))
  return save(ctx, rows, known.territories)
}

/** What is told of a row. */
function takenOf({ read, judged }: Row, more: { id?: number; trace?: Trace } = {}): Taken {
  const { inn = "", kpp = "", name = "" } = read.fields
  const keys = [foldName(name), innKey({ inn, kpp })].filter(Boolean)
  const common = { line: read.line, label: name, keys }
  if (judged.outcome === "refused" || judged.outcome === "same" || judged.outcome === "skip")
    return { ...common, ...judged }
  const { outcome, creates, before } = judged
  const statuses = judged.statuses.map((kind) => ({ field: "status", after: kind }))
  return {
    ...common,
    outcome,
    changes: [...judged.changes, ...statuses],
    ...(before && { id: before.id }),
    ...(creates !== undefined && { creates }),
    ...more,
  }
}

async function save(ctx: TakeContext, rows: Row[], territories: Territory[]): Promise<Taken[]> {
  const { tx, now } = ctx
  const writing = rows.flatMap(({ read, judged }) =>
    judged.outcome === "new" || judged.outcome === "change" ? [{ read, judged }] : [],
  )
  for (const { judged } of writing)
    if (judged.creates !== undefined)
      judged.party = { ...judged.party, territoryId: await territoryNamed(ctx, territories, judged.creates) }
  const added = await insertParties(
    tx,
    writing.filter(({ judged }) => judged.outcome === "new").map(({ judged }) => judged.party),
    now,
  )
  const idOf = new Map<PartyInput, number>([...added].map(([id, party]) => [party, id]))
  for (const { judged } of writing)
    if (judged.before) {
      await updateParty(tx, judged.before.id, judged.party)
      idOf.set(judged.party, judged.before.id)
    }
  const events: (Announcement & { id: number })[] = []
  const traces = new Map<number, Trace>()
  const saved = writing.filter(({ judged }) => idOf.has(judged.party))
  for (const { judged } of saved) {
    const id = idOf.get(judged.party)!
    traces.set(id, await writeOne(ctx, id, judged, events))
  }
  const numbers = await ctx.announceMany(events.map(({ id: _, ...event }) => event))
  for (const [i, { id }] of events.entries()) traces.get(id)!.event = numbers[i]!
  for (const { judged } of saved)
    if (judged.before && judged.before.nature !== judged.party.nature)
      await removeDocument(tx, judged.before.nature, String(judged.before.id))
  const filed = saved.map(({ judged }) => ({ ...judged.party, id: idOf.get(judged.party)! }))
  await indexParties(tx, filed, territories, now)
  return rows.map((row) => {
    const { judged } = row
    if (judged.outcome !== "new" && judged.outcome !== "change") return takenOf(row)
    const id = idOf.get(judged.party)
    // somebody has added the same between the look and the writing
    if (id === undefined) return takenOf({ ...row, judged: { outcome: "refused", why: [taken] } })
    return takenOf(row, { id, trace: traces.get(id)! })
  })
}

const taken = { column: "name", saying: { key: "registry.party.name_taken" } }

/** Directions, statuses and events of one card that has been written. */
async function writeOne(
  { tx, now, say, fileName }: TakeContext,
  id: number,
  { before, party, changes, directions, statuses }: Writing,
  events: (Announcement & { id: number })[],
): Promise<Trace> {
  const subject = { kind: "party", id }
  const fields = before ? changes.filter(({ field }) => field !== "directions") : []
  const trace: Trace = { id, event: 0, nature: party.nature, added: !before, statuses: [] }
  if (!before) events.push({ id, name: "party.added", subject, payload: { nature: party.nature } })
  else if (fields.length) {
    const payload = { fields: fields.map(({ field }) => field) }
    events.push({ id, name: "party.edited", subject, payload, changes: fields })
    const names = fields.map(({ field }) => (field === "territory" ? "territoryId" : field)) as (keyof PartyInput)[]
    trace.fields = names.map((name) => ({ name, before: before[name], after: party[name] }))
  }
  if (directions) {
    const ids = directions.map((one) => one.id)
    const had = before ? ((await directionsOf(tx, [id])).get(id) ?? []) : []
    await writeDirections(tx, id, ids)
    trace.directions = { before: had.map((one) => one.id), after: ids }
    const change = changes.filter(({ field }) => field === "directions")
    events.push({ id, name: "party.directions_set", subject, payload: { directions: ids }, changes: change })
  }
  for (const kind of statuses) {
    const proof = say.ru("registry.import.proof", { file: fileName }).slice(0, 500)
    const status = { kind, from: null, until: null, proof, link: "", institutionId: null }
    const row = await insertStatus(tx, id, status, now)
    trace.statuses.push({ id: row.id, kind })
    const change = [
      { field: "status", after: kind },
      { field: "statusProof", after: proof },
    ]
    events.push({ id, name: "party.status_added", subject, payload: { status: row.id, kind }, changes: change })
  }
  return trace
}

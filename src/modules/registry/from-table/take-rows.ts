import type { Announcement } from "#platform/events.ts"
import { removeDocument } from "#platform/search/index.store.ts"
import type { GivenRow, TakeContext, Taken } from "#platform/tabular/importer.ts"
import { allDirections, directionsOf, writeDirectionsOf } from "../direction/direction.store.ts"
import type { Direction } from "../direction/direction.ts"
import { innKey } from "../party/identifiers.ts"
import { territoryNamed } from "../party/import-parties.ts"
import { indexParties } from "../party/index-party.ts"
import { insertParties, partiesToMatch, updateParties } from "../party/party.store.ts"
import { foldName } from "../party/party.ts"
import type { PartyInput } from "../party/party-input.ts"
import { knownKind } from "../party/party-words.ts"
import { insertStatuses, statusesInForce } from "../status/status.store.ts"
import type { StatusKind } from "../status/status.ts"
import { allTerritories } from "../territory/territory.store.ts"
import type { Territory } from "../territory/territory.ts"
import { territoryFinder } from "../territory/territory-names.ts"
import { type Judged, judgeRow, type Known } from "./judge-row.ts"
import { knownParties } from "./known-parties.ts"
import { type RowRead, readRow, wordsOf } from "./read-row.ts"
import type { Trace } from "./trace.ts"

type Row = { read: RowRead; judged: Judged }
type Writing = Extract<Judged, { outcome: "new" | "change" }>

/** Judges rows of organisations and bodies, and saves those that fit. */
export async function takeRows(ctx: TakeContext, given: GivenRow[]): Promise<Taken[]> {
  const { tx, actor, now, matching, write } = ctx
  const directions = await allDirections(tx)
  const words = wordsOf(ctx.say, directions)
  const reads = given.map((row) => readRow(row, words))
  const names = reads.map(({ fields }) => foldName(fields.name ?? "")).filter(Boolean)
  const inns = reads.flatMap(({ fields }) => fields.inn || [])
  const parties = await partiesToMatch(tx, { names, inns }, write)
  const ids = parties.map(({ id }) => id)
  const territories = await allTerritories(tx)
  const known: Known = {
    parties: knownParties(parties),
    territories,
    territoriesNamed: territoryFinder(territories),
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
  const changed = writing.flatMap(({ judged: { before, party } }) => (before ? [{ id: before.id, party }] : []))
  await updateParties(tx, changed)
  for (const { id, party } of changed) idOf.set(party, id)
  const saved = writing.filter(({ judged }) => idOf.has(judged.party))
  const beside = await writeBeside(
    ctx,
    saved.map(({ judged }) => ({ id: idOf.get(judged.party)!, judged })),
  )
  const events: (Announcement & { id: number })[] = []
  const traces = new Map<number, Trace>()
  for (const { judged } of saved) {
    const id = idOf.get(judged.party)!
    traces.set(id, told(id, judged, beside, events))
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

type Beside = {
  had: Map<number, Direction[]>
  statuses: Map<number, { id: number; kind: StatusKind }[]>
  proof: string
}

/** Directions and statuses of cards that have been written. */
async function writeBeside(
  { tx, now, say, fileName }: TakeContext,
  saved: { id: number; judged: Writing }[],
): Promise<Beside> {
  const resets = saved.flatMap(({ id, judged: { directions } }) => (directions ? [{ id, directions }] : []))
  const had = await directionsOf(
    tx,
    resets.map(({ id }) => id),
  )
  await writeDirectionsOf(
    tx,
    resets.map(({ id, directions }) => ({ partyId: id, ids: directions.map((one) => one.id) })),
  )
  const proof = say.ru("registry.import.proof", { file: fileName }).slice(0, 500)
  const given = { from: null, until: null, proof, link: "", institutionId: null }
  const statuses = await insertStatuses(
    tx,
    saved.flatMap(({ id, judged }) => judged.statuses.map((kind) => ({ ...given, partyId: id, kind }))),
    now,
  )
  return { had, statuses: Map.groupBy(statuses, ({ partyId }) => partyId), proof }
}

/** The events of one card that has been written, and what takes it back. */
function told(
  id: number,
  { before, party, changes, directions }: Writing,
  { had, statuses, proof }: Beside,
  events: (Announcement & { id: number })[],
): Trace {
  const subject = { kind: "party", id }
  const fields = before ? changes.filter(({ field }) => field !== "directions") : []
  const got = statuses.get(id) ?? []
  const trace: Trace = { id, event: 0, nature: party.nature, added: !before, statuses: got }
  if (!before) events.push({ id, name: "party.added", subject, payload: { nature: party.nature } })
  else if (fields.length) {
    const payload = { fields: fields.map(({ field }) => field) }
    events.push({ id, name: "party.edited", subject, payload, changes: fields })
    const names = fields.map(({ field }) => (field === "territory" ? "territoryId" : field)) as (keyof PartyInput)[]
    trace.fields = names.map((name) => ({ name, before: before[name], after: party[name] }))
  }
  if (directions) {
    const ids = directions.map((one) => one.id)
    trace.directions = { before: (had.get(id) ?? []).map((one) => one.id), after: ids }
    const change = changes.filter(({ field }) => field === "directions")
    events.push({ id, name: "party.directions_set", subject, payload: { directions: ids }, changes: change })
  }
  for (const { id: status, kind } of got) {
    const change = [
      { field: "status", after: kind },
      { field: "statusProof", after: proof },
    ]
    events.push({ id, name: "party.status_added", subject, payload: { status, kind }, changes: change })
  }
  return trace
}

import { type Announcement, changesBetween } from "#platform/events.ts"
import { touchedSince } from "#platform/journal.ts"
import type { Saying } from "#platform/refusal.ts"
import { removeDocument, removeDocuments } from "#platform/search/index.store.ts"
import type { Kept, UndoContext } from "#platform/tabular/importer.ts"
import { directionsOf, writeDirectionsOf } from "../direction/direction.store.ts"
import { innKey } from "../party/identifiers.ts"
import { indexParties } from "../party/index-party.ts"
import { deleteParties, type Party, partiesToMatch, updateParties } from "../party/party.store.ts"
import { foldName } from "../party/party.ts"
import { removeStatuses, statusesLeft } from "../status/status.store.ts"
import { allTerritories } from "../territory/territory.store.ts"
import type { Territory } from "../territory/territory.ts"
import { knownParties } from "./known-parties.ts"
import type { Trace } from "./trace.ts"

type Row = { line: number; trace: Trace }
const kept = ({ line }: Row, key: string, columns?: string[]): Kept => {
  const why: Saying & { columns?: string[] } = { key, ...(columns && { columns }) }
  return { line, why }
}

/** Takes back what an import wrote: new cards go, changed ones get their old values; what was touched since stays. */
export async function undoRows(ctx: UndoContext, given: { line: number; trace: unknown }[]): Promise<Kept[]> {
  const rows = given as Row[]
  const ids = rows.map(({ trace }) => trace.id)
  const there = new Map((await partiesToMatch(ctx.tx, { ids }, true)).map((party) => [party.id, party]))
  // who took a card away did more than is undone here
  const left = rows.filter(({ trace }) => there.has(trace.id))
  const answers = await removeAdded(
    ctx,
    left.filter(({ trace }) => trace.added),
  )
  const changed = left.filter(({ trace }) => !trace.added)
  return changed.length ? [...answers, ...(await restore(ctx, changed, there))] : answers
}

async function removeAdded({ tx, announceMany }: UndoContext, rows: Row[]): Promise<Kept[]> {
  const touched = await touchedSince(
    tx,
    "party",
    rows.map(({ trace }) => trace),
  )
  const free = rows.filter(({ trace }) => !touched.has(String(trace.id)))
  const gone: Row[] = []
  const answers = rows
    .filter(({ trace }) => touched.has(String(trace.id)))
    .map((row) => kept(row, "registry.import.kept.touched"))
  // One that a request names would keep all the others of the statement: then each is tried alone.
  if (
    free.length &&
    (await deleteParties(
      tx,
      free.map(({ trace }) => trace.id),
    ))
  )
    gone.push(...free)
  else
    for (const row of free)
      if (await deleteParties(tx, [row.trace.id])) gone.push(row)
      else answers.push(kept(row, "registry.import.kept.used"))
  for (const [nature, all] of Map.groupBy(gone, ({ trace }) => trace.nature))
    await removeDocuments(
      tx,
      nature,
      all.map(({ trace }) => String(trace.id)),
    )
  await announceMany(
    gone.map(({ trace: { id, nature } }) => ({
      name: "party.removed",
      subject: { kind: "party", id },
      payload: { nature },
    })),
  )
  return answers
}

/** Gives cards their old values. What somebody has changed since stays, and what another card has taken meanwhile. */
async function restore(ctx: UndoContext, rows: Row[], there: Map<number, Party>): Promise<Kept[]> {
  const { tx, now, announceMany } = ctx
  const wanted = rows.map(({ trace }) => ({
    trace,
    party: there.get(trace.id)!,
    ...restored(there.get(trace.id)!, trace),
  }))
  const takers = knownParties(
    await partiesToMatch(
      tx,
      { names: wanted.map(({ after }) => foldName(after.name)), inns: wanted.flatMap(({ after }) => after.inn || []) },
      true,
    ),
  )
  const territories = await allTerritories(tx)
  const had = await directionsOf(
    tx,
    rows.flatMap(({ trace }) => (trace.directions ? trace.id : [])),
  )
  const gone = await removeStatuses(
    tx,
    rows.flatMap(({ trace }) => trace.statuses.map(({ id }) => id)),
  )
  const standing = await statusesLeft(
    tx,
    rows.flatMap(({ trace }) => trace.statuses.map(({ id }) => id)),
  )
  const back: { partyId: number; ids: number[] }[] = []
  const events: Announcement[] = []
  const cards = wanted.map(({ trace, party, after, stays }) => {
    const takenBy = (other: Party | undefined) => other !== undefined && other.id !== party.id
    if (after.name !== party.name && takenBy(takers.byName.get(foldName(after.name)))) {
      after.name = party.name
      stays.push("name")
    }
    if ((after.inn !== party.inn || after.kpp !== party.kpp) && takenBy(takers.byInnKey.get(innKey(after)))) {
      Object.assign(after, { inn: party.inn, kpp: party.kpp })
      stays.push("inn")
    }
    const changes = changesOf(party, after, trace, territories)
    const subject = { kind: "party", id: party.id }
    if (changes.length)
      events.push({ name: "party.edited", subject, payload: { fields: changes.map(({ field }) => field) }, changes })
    if (trace.directions) {
      const ids = (had.get(party.id) ?? []).map(({ id }) => id)
      if (String(ids) === String(trace.directions.after)) {
        back.push({ partyId: party.id, ids: trace.directions.before })
        events.push({ name: "party.directions_set", subject, payload: { directions: trace.directions.before } })
      } else stays.push("directions")
    }
    for (const { id, kind } of trace.statuses) {
      const change = [{ field: "status", before: kind }]
      if (gone.has(id))
        events.push({ name: "party.status_removed", subject, payload: { status: id, kind }, changes: change })
      else if (standing.has(id)) stays.push("statuses")
    }
    return { party: after, changed: changes.length > 0, stays }
  })
  await updateParties(
    tx,
    cards.flatMap(({ party, changed }) => (changed ? [{ id: party.id, party }] : [])),
  )
  await writeDirectionsOf(tx, back)
  await announceMany(events)
  for (const { party } of cards) {
    const { nature } = there.get(party.id)!
    if (nature !== party.nature) await removeDocument(tx, nature, String(party.id))
  }
  await indexParties(
    tx,
    cards.map(({ party }) => party),
    territories,
    now,
  )
  return rows.flatMap((row, i) =>
    cards[i]!.stays.length ? [kept(row, "registry.import.kept.fields", cards[i]!.stays)] : [],
  )
}

const columnOf = (name: string) => (name === "territoryId" ? "territory" : name)

/** A card with its old values wherever the new ones stand as they were written. */
function restored(party: Party, { fields = [] }: Trace) {
  const after = { ...party }
  const stays: string[] = []
  for (const { name, before, after: wrote } of fields)
    if (party[name] === wrote) Object.assign(after, { [name]: before })
    else stays.push(columnOf(name))
  return { after, stays }
}

function changesOf(party: Party, after: Party, { fields = [] }: Trace, territories: Territory[]) {
  const named = (one: Party) => ({
    ...one,
    territory: territories.find(({ id }) => id === one.territoryId)?.name ?? "",
  })
  return changesBetween(named(party), named(after), fields.map(({ name }) => columnOf(name)) as (keyof Party)[])
}

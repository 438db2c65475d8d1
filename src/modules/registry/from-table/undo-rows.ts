import { changesBetween } from "#platform/events.ts"
import { touchedSince } from "#platform/journal.ts"
import type { Saying } from "#platform/refusal.ts"
import { removeDocuments } from "#platform/search/index.store.ts"
import type { Kept, UndoContext } from "#platform/tabular/importer.ts"
import { directionsOf, writeDirections } from "../direction/direction.store.ts"
import { indexParty } from "../party/index-party.ts"
import {
  deleteParties,
  type Party,
  partiesToMatch,
  partyByInn,
  partyByName,
  updateParty,
} from "../party/party.store.ts"
import { deleteStatus, statusesOf } from "../status/status.store.ts"
import { allTerritories } from "../territory/territory.store.ts"
import type { Territory } from "../territory/territory.ts"
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
  const territories = await allTerritories(ctx.tx)
  for (const row of left.filter(({ trace }) => !trace.added)) {
    const columns = await restore(ctx, there.get(row.trace.id)!, row.trace, territories)
    if (columns.length) answers.push(kept(row, "registry.import.kept.fields", columns))
  }
  return answers
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

/** Gives a card its old values. @returns names of the columns that somebody has changed since, or whose value is taken */
async function restore(ctx: UndoContext, party: Party, trace: Trace, territories: Territory[]): Promise<string[]> {
  const { tx, now, announce } = ctx
  const subject = { kind: "party", id: party.id }
  const stays: string[] = []
  const after = { ...party }
  for (const { name, before, after: wrote } of trace.fields ?? [])
    if (party[name] === wrote) Object.assign(after, { [name]: before })
    else stays.push(name === "territoryId" ? "territory" : name)
  const name = after.name === party.name ? undefined : await partyByName(tx, after.name)
  if (name && name.id !== party.id) {
    after.name = party.name
    stays.push("name")
  }
  const inn = after.inn === party.inn && after.kpp === party.kpp ? undefined : await partyByInn(tx, after)
  if (inn && inn.id !== party.id) {
    Object.assign(after, { inn: party.inn, kpp: party.kpp })
    stays.push("inn")
  }
  const named = (one: Party) => ({
    ...one,
    territory: territories.find(({ id }) => id === one.territoryId)?.name ?? "",
  })
  const fields = (trace.fields ?? []).map((field) => (field.name === "territoryId" ? "territory" : field.name))
  const changes = changesBetween(named(party), named(after), fields as (keyof Party)[])
  if (changes.length) {
    await updateParty(tx, party.id, after)
    await announce({ name: "party.edited", subject, payload: { fields: changes.map(({ field }) => field) }, changes })
  }
  if (trace.directions) {
    const now = ((await directionsOf(tx, [party.id])).get(party.id) ?? []).map(({ id }) => id)
    if (String(now) === String(trace.directions.after)) {
      await writeDirections(tx, party.id, trace.directions.before)
      await announce({ name: "party.directions_set", subject, payload: { directions: trace.directions.before } })
    } else stays.push("directions")
  }
  const statuses = await statusesOf(tx, party.id)
  for (const { id, kind } of trace.statuses) {
    const status = statuses.find((one) => one.id === id)
    if (!status) continue
    if (status.until !== null) stays.push("statuses")
    else {
      await deleteStatus(tx, id)
      const change = [{ field: "status", before: kind }]
      await announce({ name: "party.status_removed", subject, payload: { status: id, kind }, changes: change })
    }
  }
  await indexParty(tx, after, territories, now, party.nature)
  return stays
}

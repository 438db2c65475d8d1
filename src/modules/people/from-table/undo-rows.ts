import { allTerritories, type Territory } from "#modules/registry/public.ts"
import { erasePeople } from "#platform/erasure.ts"
import { type Announcement, changesBetween } from "#platform/events.ts"
import { touchedSince } from "#platform/journal.ts"
import type { Kept, UndoContext } from "#platform/tabular/importer.ts"
import { applyConsents } from "../consent/apply-consents.ts"
import { indexPeople } from "../person/index-person.ts"
import { type Person, publishedOf, updatePeople } from "../person/person.store.ts"
import { mayBeListed } from "../person/person.ts"
import { isTold } from "./judge-row.ts"
import { peopleToMatch, removeConsents, removePlaces, removeSkills, withoutMore } from "./rows.store.ts"
import type { Trace } from "./trace.ts"

type Row = { line: number; trace: Trace }

/**
 * Takes back what an import wrote of people. New cards go with all that is kept of them, the journal's values as well;
 * changed ones get their old values; what was touched since stays.
 */
export async function undoRows(ctx: UndoContext, given: { line: number; trace: unknown }[]): Promise<Kept[]> {
  const rows = given as Row[]
  const there = await peopleToMatch(ctx.tx, { ids: rows.map(({ trace }) => trace.id) }, true)
  const people = new Map(there.map((person) => [person.id, person]))
  const left = rows.filter(({ trace }) => people.has(trace.id))
  const added = await removeAdded(
    ctx,
    left.filter(({ trace }) => trace.added),
  )
  const changed = left.filter(({ trace }) => !trace.added)
  return [...added, ...(changed.length ? await restore(ctx, changed, people) : [])]
}

async function removeAdded({ tx, now, announceMany }: UndoContext, rows: Row[]): Promise<Kept[]> {
  if (!rows.length) return []
  const touched = await touchedSince(
    tx,
    "person",
    rows.map(({ trace }) => trace),
  )
  const free = await withoutMore(
    tx,
    rows.flatMap(({ trace: { id } }) => (touched.has(id) ? [] : id)),
  )
  await erasePeople(tx, [...free], now)
  await announceMany([...free].map((id) => ({ name: "person.removed", subject: { kind: "person", id } })))
  return rows
    .filter(({ trace: { id } }) => !free.has(id))
    .map(({ line }) => ({ line, why: { key: "people.import.kept.touched" } }))
}

/** Gives cards their old values back. */
async function restore(ctx: UndoContext, rows: Row[], people: Map<string, Person>): Promise<Kept[]> {
  const { tx, now, announceMany } = ctx
  const all = <T>(of: (trace: Trace) => T[]) => rows.flatMap(({ trace }) => of(trace))
  const places = await removePlaces(
    tx,
    all((trace) => trace.affiliations),
  )
  const skills = await removeSkills(
    tx,
    all((trace) => trace.skills),
  )
  const consents = await removeConsents(
    tx,
    all(({ consent }) => (consent ? [consent] : [])),
  )
  const territories = await allTerritories(tx)
  const restored = rows.map(({ trace }) => restoredOf(people.get(trace.id)!, trace))
  const published = await publishedOf(tx, [...people.keys()])
  const today = now.toISOString().slice(0, 10)
  const open = ({ id, birthOn }: Person) => Boolean(published.get(id)?.includes("name")) && mayBeListed(birthOn, today)
  const changed = restored.filter(({ back }) => back.length).map(({ after }) => after)
  await updatePeople(
    tx,
    changed.map((person) => ({ ...person, listed: open(person) })),
  )
  for (const [i, { trace }] of rows.entries())
    if (trace.consent && consents.has(trace.consent)) await applyConsents(ctx, restored[i]!.after)
  await indexPeople(
    tx,
    rows.flatMap(({ trace: { id } }) => (people.get(id)!.listed ? id : [])),
    now,
  )
  const gone = { places, skills, consents }
  const answers = rows.map((row, i) => told(row, people.get(row.trace.id)!, restored[i]!, gone, territories))
  await announceMany(answers.flatMap(({ events }) => events))
  return answers.flatMap(({ row, stays }) =>
    stays.length ? [{ line: row.line, why: { key: "registry.import.kept.fields", columns: stays } }] : [],
  )
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The card with old values wherever nobody has changed the new ones. */
function restoredOf(person: Person, { fields }: Trace) {
  const back = fields.filter(({ name, after }) => same(person[name], after))
  const after: Person = { ...person, ...Object.fromEntries(back.map(({ name, before }) => [name, before])) }
  const stays = fields
    .filter((field) => !back.includes(field))
    .map(({ name }) => (name === "territoryId" ? "territory" : name))
  return { after, back, stays }
}

type Gone = { places: Set<number>; skills: Set<number>; consents: Set<number> }

/** Events of one card that was given back, and columns of what stays. */
function told(
  row: Row,
  before: Person,
  { after, stays }: ReturnType<typeof restoredOf>,
  gone: Gone,
  territories: Territory[],
) {
  const { id, affiliations, skills, consent } = row.trace
  const subject = { kind: "person", id }
  const own = <T extends object>(changes: T[]) => changes.map((change) => ({ ...change, personId: id }))
  const named = (one: Person) => ({
    ...one,
    territory: territories.find((place) => place.id === one.territoryId)?.name ?? "",
    languages: one.languages.map(({ code, fluency }) => `${code}: ${fluency}`).join(", "),
  })
  const fields = row.trace.fields.map(({ name }) => (name === "territoryId" ? "territory" : name))
  const changes = changesBetween<object>(named(before), named(after), fields as never[])
  const card = changes.filter((change) => !isTold(change))
  const events: Announcement[] = []
  for (const [name, part] of [
    ["person.edited", card],
    ["person.described", changes.filter(isTold)],
  ] as const)
    if (part.length)
      events.push({ name, subject, payload: { fields: part.map(({ field }) => field) }, changes: own([...part]) })
  const beside = [
    ...(affiliations.some((one) => gone.places.has(one)) ? ["party"] : []),
    ...(skills.some((one) => gone.skills.has(one)) ? ["competence"] : []),
    ...(consent && gone.consents.has(consent) ? ["consent"] : []),
  ]
  if (beside.length) events.push({ name: "person.import_undone", subject, payload: { fields: beside } })
  const remains = [
    ...stays,
    ...(affiliations.some((one) => !gone.places.has(one)) ? ["party"] : []),
    ...(skills.some((one) => !gone.skills.has(one)) ? ["competences"] : []),
    ...(consent && !gone.consents.has(consent) ? ["consentOn"] : []),
  ]
  return { row, events, stays: remains }
}

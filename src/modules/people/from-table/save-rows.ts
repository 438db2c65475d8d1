import { randomUUID } from "node:crypto"
import type { Announcement, Change } from "#platform/events.ts"
import type { TakeContext } from "#platform/tabular/importer.ts"
import { insertFirstConsents, type NewConsent } from "../consent/consent.store.ts"
import { presentOperator, presentText } from "../consent/consent-text.store.ts"
import { createConsent } from "../consent/create-consent.ts"
import { indexPeople } from "../person/index-person.ts"
import { insertPeople, type Person, publishedOf, updatePeople } from "../person/person.store.ts"
import { fullName, mayBeListed } from "../person/person.ts"
import { isTold, type Known, type Writing } from "./judge-row.ts"
import { insertPlaces, insertSkills } from "./rows.store.ts"
import type { Trace } from "./trace.ts"

type Row = { id: string; judged: Writing }

/**
 * Writes rows that were judged, with their events, by a handful of statements for all of them together.
 * @returns what takes each of them back
 */
export async function saveRows(
  ctx: TakeContext,
  writing: Writing[],
  known: Known,
  userId: string | null,
): Promise<Map<unknown, Trace>> {
  const { tx, now } = ctx
  const rows: Row[] = writing.map((judged) => ({ id: judged.before?.id ?? randomUUID(), judged }))
  const added = rows.filter(({ judged }) => !judged.before)
  await insertPeople(
    tx,
    added.map(({ id, judged }) => ({ ...judged.after, id })),
    now,
  )
  await saveChanged(ctx, rows)
  const places = await insertPlaces(
    tx,
    rows.flatMap(({ id, judged }) => judged.places.map((place) => ({ ...place, personId: id }))),
    now,
  )
  const skills = await insertSkills(
    tx,
    rows.flatMap(({ id, judged }) => judged.skills.map((skill) => ({ ...skill, personId: id }))),
    now,
    userId,
  )
  const consents = await saveConsents(ctx, rows, userId)
  const traces = new Map<unknown, Trace>()
  const events: (Announcement & { trace: Trace })[] = []
  for (const { id, judged } of rows) {
    const written = { places: places.get(id) ?? [], skills: skills.get(id) ?? [], consent: consents.get(id) }
    const trace: Trace = {
      id,
      event: 0,
      added: !judged.before,
      fields: fieldsOf(judged),
      affiliations: written.places.map((one) => one.id),
      skills: written.skills.map((one) => one.id),
      ...(written.consent && { consent: written.consent }),
    }
    traces.set(judged, trace)
    for (const event of eventsOf(id, judged, written, known)) events.push({ ...event, trace })
  }
  const numbers = await ctx.announceMany(events.map(({ trace: _, ...event }) => event))
  for (const [i, { trace }] of events.entries()) trace.event = numbers[i]!
  const open = rows.filter(({ judged }) => judged.before?.listed)
  await indexPeople(
    tx,
    open.map(({ id }) => id),
    now,
  )
  return traces
}

const rowNames: Record<string, keyof Person> = { territory: "territoryId" }
/** Old and new values of what an import wrote into a card. */
const fieldsOf = ({ before, after, changes }: Writing): Trace["fields"] =>
  before
    ? changes.map(({ field }) => {
        const name = rowNames[field] ?? (field as keyof Person)
        return { name, before: before[name], after: after[name as keyof typeof after] }
      })
    : []

async function saveChanged({ tx, now }: TakeContext, rows: Row[]): Promise<void> {
  const changed = rows.flatMap(({ id, judged }) =>
    judged.before && judged.changes.length ? [{ ...judged.after, id }] : [],
  )
  const published = await publishedOf(
    tx,
    changed.map(({ id }) => id),
  )
  const today = now.toISOString().slice(0, 10)
  const open = ({ id, birthOn }: (typeof changed)[number]) =>
    Boolean(published.get(id)?.includes("name")) && mayBeListed(birthOn, today)
  await updatePeople(
    tx,
    changed.map((person) => ({ ...person, listed: open(person) })),
  )
}

/** Consents to processing, which open nothing to anybody. @returns the number of each by person */
async function saveConsents(ctx: TakeContext, rows: Row[], userId: string | null): Promise<Map<string, number>> {
  const { tx, now } = ctx
  const giving = rows.filter(({ judged }) => judged.consentOn)
  const operator = giving.length ? await presentOperator(tx) : undefined
  if (!operator) return new Map()
  const text = await presentText(tx, "processing")
  const given = ({ after, consentOn }: Writing) => ({
    kind: "processing" as const,
    signer: fullName(after),
    relation: "",
    reach: [after.phone, after.email].filter(Boolean).join(", "),
    conditions: "",
    channel: "in_person" as const,
    givenOn: consentOn!,
    untilOn: null,
    guardianId: null,
  })
  const first = giving
    .filter(({ judged }) => !judged.before)
    .map(({ id, judged }): NewConsent => {
      const where = { personId: id, field: "" as const, textId: text.id, operatorId: operator.id }
      return { ...given(judged), ...where }
    })
  const made = await insertFirstConsents(tx, first, now, userId)
  for (const { id, judged } of giving) {
    if (!judged.before) continue
    const person = { ...judged.before, ...judged.after }
    made.set(id, (await createConsent(ctx, person, { ...given(judged), fields: [] }, "staff")).consents[0]!)
  }
  return made
}

type Written = {
  places: { id: number; partyId: number; role: string }[]
  skills: { id: number; competenceId: number }[]
  consent: number | undefined
}

/** The events that entering the same by hand would announce; values of a person go when the person is erased. */
function eventsOf(id: string, judged: Writing, written: Written, { parties }: Known): Announcement[] {
  const subject = { kind: "person", id }
  const own = (changes: Change[]) =>
    changes.filter(({ after, before }) => after || before).map((change) => ({ ...change, personId: id }))
  const edited = (name: string, changes: Change[]): Announcement[] =>
    changes.length
      ? [{ name, subject, payload: { fields: changes.map(({ field }) => field) }, changes: own(changes) }]
      : []
  const { before, changes } = judged
  const events: Announcement[] = before
    ? edited(
        "person.edited",
        changes.filter((change) => !isTold(change)),
      )
    : [{ name: "person.added", subject }]
  events.push(...edited("person.described", changes.filter(isTold)))
  for (const { id: affiliation, partyId, role } of written.places) {
    const place = judged.places.find((one) => one.partyId === partyId && one.role === role)!
    const values = [
      { field: "party", after: parties.get(partyId)?.name },
      { field: "role", after: role },
      { field: "post", after: place.post },
      { field: "from", after: place.from },
    ]
    events.push({
      name: "person.affiliated",
      subject,
      payload: { affiliation, party: partyId, role },
      changes: own(values),
    })
  }
  for (const { id: skill, competenceId } of written.skills) {
    const { nameRu, level } = judged.skills.find((one) => one.competenceId === competenceId)!
    const values = [
      { field: "competence", after: nameRu },
      { field: "level", after: level },
    ]
    const payload = { skill, competence: competenceId, confirmed: false }
    events.push({ name: "person.competence_stated", subject, payload, changes: own(values) })
  }
  // of a person who was there `createConsent` has told already
  if (written.consent && !before)
    events.push({
      name: "person.consent_given",
      subject,
      payload: { consents: [written.consent], kind: "processing", channel: "in_person" },
      changes: own([{ field: "consent", after: "processing" }]),
    })
  return events
}

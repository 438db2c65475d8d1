import {
  allTerritories,
  foldName,
  type Matchable,
  partiesToMatch,
  partyNames,
  territoryFinder,
} from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import type { GivenRow, TakeContext, Taken } from "#platform/tabular/importer.ts"
import { affiliationsOf } from "../affiliation/affiliation.store.ts"
import { allCompetences } from "../competence/competence.store.ts"
import { marksOf } from "../consent/consent.store.ts"
import { presentOperator } from "../consent/consent-text.store.ts"
import { canKeepPerson, scopesOfPerson } from "../person/person.policy.ts"
import { foldPerson, fullName, phoneKey } from "../person/person.ts"
import { skillsOf } from "../skill/skill.store.ts"
import { levels } from "../skill/skill.ts"
import { type Judged, judgeRow, type Known, type Writing } from "./judge-row.ts"
import { knownPeople } from "./known-people.ts"
import { keysOf } from "./match-person.ts"
import { type RowRead, readRow, wordsOf } from "./read-row.ts"
import { peopleToMatch } from "./rows.store.ts"
import { saveRows } from "./save-rows.ts"
import type { Trace } from "./trace.ts"

/** Judges rows of people, and saves those that fit. */
export async function takeRows(ctx: TakeContext, given: GivenRow[]): Promise<Taken[]> {
  const { tx, actor, now, matching, write, say } = ctx
  const today = now.toISOString().slice(0, 10)
  const words = wordsOf(say, await allCompetences(tx), today)
  const reads = given.map((row) => readRow(row, words))
  const known = await knownOf(ctx, reads)
  const assumed = levels.find((level) => level === ctx.assumed) ?? "beginner"
  const rows = reads.map((read) => ({ read, judged: judgeRow(read, { known, actor, matching, assumed, today }) }))
  const writing = rows.flatMap(({ judged }) => (isWriting(judged) ? [judged] : []))
  const traces = write ? await saveRows(ctx, writing, known, userIdOf(actor)) : new Map<Judged, Trace>()
  return rows.map(({ read, judged }) => takenOf(read, judged, known, traces.get(judged)))
}

const isWriting = (judged: Judged): judged is Writing => judged.outcome === "new" || judged.outcome === "change"

/** Loads all that judging needs by a handful of statements. Cards of others stay unknown: their being there is a secret. */
async function knownOf({ tx, actor, write }: TakeContext, reads: RowRead[]): Promise<Known> {
  const fields = reads.map((read) => read.fields)
  const found = await peopleToMatch(
    tx,
    {
      ids: reads.flatMap(({ card }) => card || []),
      emails: fields.flatMap(({ email }) => email?.toLowerCase() || []),
      phones: fields.flatMap(({ phone = "" }) => phoneKey(phone) || []),
      names: reads.map(({ name }) => foldPerson(name)).filter(Boolean),
    },
    write,
  )
  const ids = found.map(({ id }) => id)
  const named = reads.flatMap(({ places }) => places.map(({ party }) => party))
  const [territories, affiliations, asked] = [
    await allTerritories(tx),
    await affiliationsOf(tx, ids),
    await partiesToMatch(tx, { names: named.map(foldName), inns: named.map((name) => name.replace(/\D/g, "")) }, false),
  ]
  const belong = [...affiliations.values()].flat().map(({ partyId }) => partyId)
  const parties = await partyNames(tx, belong)
  for (const party of asked) parties.set(party.id, party)
  const people = found.filter((person) => {
    const own = (affiliations.get(person.id) ?? []).flatMap(({ partyId }) => parties.get(partyId) ?? [])
    return canKeepPerson(actor, scopesOfPerson(person, own, territories))
  })
  const asCalled = (of: (party: Matchable) => string[]) =>
    Map.groupBy(
      asked.flatMap((party) => [...new Set(of(party))].map((name) => ({ name, party }))),
      ({ name }) => name,
    )
  // by names of cards merged into it as well
  const byName = asCalled(({ name, aliases }) => [foldName(name), ...(aliases?.names ?? [])])
  const byInn = asCalled(({ inn, aliases }) => [inn, ...(aliases?.inns ?? []).map((key) => key.split(" ")[0]!)])
  return {
    people: knownPeople(people),
    affiliations,
    skills: await skillsOf(tx, ids),
    marks: await marksOf(tx, ids),
    territories,
    territoriesNamed: territoryFinder(territories),
    parties,
    called: (name) => {
      const inn = /^[\d\s]{10,15}$/.test(name) ? name.replace(/\D/g, "") : ""
      return ((inn ? byInn.get(inn) : byName.get(foldName(name))) ?? []).map(({ party }) => party)
    },
    hasOperator: (await presentOperator(tx)) !== undefined,
  }
}

/** What is told of a row. */
function takenOf(read: RowRead, judged: Judged, { parties }: Known, trace: Trace | undefined): Taken {
  const common = { line: read.line, label: fullName(read.name), ...keysOf(read) }
  if (!isWriting(judged)) return { ...common, ...judged }
  const { outcome, before, places, skills, consentOn } = judged
  const changes = [
    ...judged.changes,
    ...places.map(({ partyId }) => ({ field: "party", after: parties.get(partyId)?.name })),
    ...skills.map(({ nameRu }) => ({ field: "competence", after: nameRu })),
    ...(consentOn ? [{ field: "consent", after: "processing" }] : []),
  ]
  const id = trace?.id ?? before?.id
  return { ...common, outcome, changes, ...(id !== undefined && { id }), ...(trace && { trace }) }
}

import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { plantLarge } from "../../../cli/large/plant-large.ts"
import type { AffiliationRole } from "../affiliation/affiliation.ts"
import { present } from "../affiliation/affiliation.ts"
import { confirmedRoles, type RoleName } from "../confirmed-role/confirmed-role.ts"
import { daysAfter, type Level, levels, levelsFrom, proofFilters } from "../skill/skill.ts"
import { consentFilters, countPeople, listPeople, type PersonFilter } from "./list-people.ts"
import type { Reach } from "./person.policy.ts"
import { ageOn, groups, isMinor } from "./person.ts"

const today = "2026-11-21"
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services

type Kept = { from: string | null; until: string | null }
type Known = {
  id: string
  name: string
  birth: string | null
  place: number | null
  listed: boolean
  fields: string[]
  own: string | null
  guardian: string | null
  withdrawn: string | null
  belongs: (Kept & { party: number; role: AffiliationRole })[]
  skills: { competence: number; level: Level; confirmed: boolean; until: string | null; ended: boolean }[]
  roles: (Kept & { role: RoleName })[]
}
let everybody: Known[]
let places: number[]
let parties: number[]

beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  await plantLarge(services, { items: 5, people: 600 })
  const run = (text: string) => sql.raw(text).execute(services.db)
  // more of what is rare, and after everything was written: copies have to follow
  await run(`INSERT INTO people.confirmed_role (person_id, role, from_on, until_on, ground, confirmed_at)
    SELECT id, r, day, day + 400, 'x', now() FROM people.person, unnest(ARRAY['mentor', 'expert']) r,
      LATERAL (SELECT date '2025-11-01' + (hashtext(id::text || r) % 120) AS day) d WHERE hashtext(id::text || r) % 3 = 0`)
  await run(`INSERT INTO people.skill (person_id, competence_id, level, stated_at, confirmed_at, ground, until_on)
    SELECT id, (SELECT min(id) FROM people.competence), 'advanced', now(), now(), 'x', date '2026-12-01'
    FROM people.person WHERE hashtext(id::text) % 4 = 0 ON CONFLICT DO NOTHING`)
  await run(`UPDATE people.person SET consent_withdrawn_on = '2026-11-01' WHERE hashtext(id::text) % 50 = 0`)
  await run(`UPDATE people.person SET own_consent_on = birth_on + interval '15 years', guardian_consent_on = birth_on + interval '15 years'
    WHERE hashtext(id::text) % 20 = 1 AND birth_on < '2010-01-01'`)
  await run(`UPDATE people.person SET family_name = 'Ёлкина', folded_name = 'елкина ' || folded_name,
    territory_id = (SELECT max(id) FROM registry.territory) WHERE hashtext(id::text) % 7 = 0`)
  const { rows } = await sql<Known>`
    SELECT id, folded_name AS name, birth_on AS birth, territory_id AS place, listed, own_consent_on AS own,
      guardian_consent_on AS guardian, consent_withdrawn_on AS withdrawn,
      ARRAY(SELECT field FROM people.published_field f WHERE f.person_id = p.id) AS fields,
      (SELECT coalesce(json_agg(json_build_object('party', party_id, 'role', role, 'from', from_on, 'until', until_on)), '[]')
        FROM people.affiliation a WHERE a.person_id = p.id) AS belongs,
      (SELECT coalesce(json_agg(json_build_object('competence', competence_id, 'level', level, 'confirmed',
          confirmed_at IS NOT NULL, 'until', until_on, 'ended', ended_at IS NOT NULL)), '[]')
        FROM people.skill s WHERE s.person_id = p.id) AS skills,
      (SELECT coalesce(json_agg(json_build_object('role', role, 'from', from_on, 'until', until_on)), '[]')
        FROM people.confirmed_role r WHERE r.person_id = p.id) AS roles
    FROM people.person p`.execute(services.db)
  everybody = rows
  places = [...new Set(rows.flatMap(({ place }) => place ?? []))]
  parties = [...new Set(rows.flatMap(({ belongs }) => belongs.map(({ party }) => party)))]
}, 120_000)
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})

const open = (until: string | null) => until === null || until >= today

/** The same rules told plainly, over everybody. */
function expected(filter: PersonFilter): string[] {
  const { reach, territories, party, group, consent, competence, role, proof, text } = filter
  const belongsTo = (one: Known, ids: number[]) => present(one.belongs, today).some((a) => ids.includes(a.party))
  const kept = (one: Known) =>
    reach === "all" || reach.territories.includes(one.place ?? -1) || belongsTo(one, reach.parties)
  const minor = (one: Known) => isMinor(one.birth, today)
  const asAdult = (one: Known) => one.own !== null && one.birth !== null && ageOn(one.birth, one.own) >= 18
  const lacking: Record<(typeof consentFilters)[number], (one: Known) => boolean> = {
    none: (one) => !one.own && !one.guardian,
    guardian: (one) => minor(one) && !one.guardian,
    own: (one) => minor(one) && ageOn(one.birth!, today) >= 14 && !one.own,
    of_age: (one) => one.birth !== null && !minor(one) && Boolean(one.own || one.guardian) && !asAdult(one),
    withdrawn: (one) => one.withdrawn !== null,
  }
  const soon = (until: string | null) => until !== null && until >= today && until <= daysAfter(today, 60)
  const able = (one: Known) =>
    (!competence ||
      one.skills.some(
        (s) =>
          s.competence === competence.id &&
          !s.ended &&
          s.confirmed &&
          open(s.until) &&
          (!competence.least || levelsFrom(competence.least).includes(s.level)),
      )) &&
    (!role || present(one.roles, today).some((r) => r.role === role)) &&
    (proof !== "unconfirmed" || one.skills.some((s) => !s.ended && !s.confirmed && open(s.until))) &&
    (proof !== "expiring" ||
      one.skills.some((s) => !s.ended && s.confirmed && soon(s.until)) ||
      one.roles.some((r) => soon(r.until)))
  const shownAble = (one: Known) =>
    (!competence || one.fields.includes("competences")) && (!role || one.fields.includes("roles"))
  const inGroup = (one: Known) => {
    if (!group) return true
    if (group === "minor") return minor(one)
    if (group === "silver") return one.birth !== null && ageOn(one.birth, today) >= 55
    return present(one.belongs, today).some((a) => a.role === group)
  }
  return everybody
    .filter((one) => kept(one) || (one.listed && !group && !consent && !proof && shownAble(one)))
    .filter((one) => !territories || territories.includes(one.place ?? -1))
    .filter((one) => party === undefined || belongsTo(one, [party]))
    .filter((one) => inGroup(one) && able(one) && (!consent || lacking[consent](one)))
    .filter((one) => !text || text.split(" ").every((word) => one.name.includes(word)))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
    .map(({ id }) => id)
}

test("a list holds whom its filters and the reader's rights name, in the order of names, page after page", async () => {
  const maybe = <T>(values: readonly T[], weight = 2) =>
    fc.oneof({ weight, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: fc.constantFrom(...values) })
  const some = (ids: number[]) => fc.subarray(ids, { minLength: 1 })
  const competences = [...new Set(everybody.flatMap(({ skills }) => skills.map(({ competence }) => competence)))]
  const filters = fc.record({
    today: fc.constant(today),
    reach: fc.oneof(
      fc.constant("all" as const),
      fc.constant<Reach>({ territories: [], parties: [] }),
      fc.record({
        territories: some(places),
        parties: fc.oneof(fc.constant([] as number[]), fc.subarray(parties, { maxLength: 3 })),
      }),
    ),
    territories: fc.option(some(places), { nil: undefined }),
    party: maybe(parties, 8),
    group: maybe(groups),
    consent: maybe(consentFilters),
    competence: fc.option(fc.record({ id: fc.constantFrom(...competences), least: maybe(levels) }), {
      nil: undefined,
      freq: 2,
    }),
    role: maybe(confirmedRoles),
    proof: maybe(proofFilters, 3),
    text: maybe(["елкина", "ан", "а о"], 4),
  })
  let some51 = 0
  await fc.assert(
    fc.asyncProperty(filters, fc.integer({ min: 3, max: 40 }), async (filter, limit) => {
      const wanted = expected(filter)
      const read: string[] = []
      for (let page = await listPeople(services.db, filter, { limit }); page.length; ) {
        read.push(...page.map(({ id }) => id))
        if (page.length < limit) break
        page = await listPeople(services.db, filter, { limit, after: read.at(-1)! })
      }
      expect(read).toEqual(wanted)
      if (wanted.length) some51++
      expect(await countPeople(services.db, filter)).toBe(Math.min(wanted.length, filter.reach === "all" ? 1000 : 501))
    }),
    { numRuns: 250 },
  )
  expect(some51).toBeGreaterThan(40)
})

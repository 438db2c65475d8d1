import { sql } from "kysely"
import { expect, onTestFinished, test } from "vitest"
import { actsOf } from "#modules/commitments/request/request.store.ts"
import { after, answerKinds, askedStanding, decisionKinds, stages } from "#modules/commitments/request/request.ts"
import { applyConsents } from "#modules/people/consent/apply-consents.ts"
import { countPeople } from "#modules/people/person/list-people.ts"
import { groups } from "#modules/people/person/person.ts"
import { countParties } from "#modules/registry/party/list-parties.ts"
import { dayIn } from "#platform/day.ts"
import { search } from "#platform/search/search.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { plantLarge, type Size } from "./large/plant-large.ts"
import { randomFrom } from "./large/random.ts"
import { inventResolution } from "./large/resolution.ts"

async function planted(size: Size) {
  const { url, drop } = await freshDatabase()
  onTestFinished(drop)
  const services = testServices(url)
  await plantLarge(services, size)
  return services
}

const firstOf = async (rows: Promise<{ rows: unknown[] }>) => (await rows).rows[0]

test("a large region is whole: items, addressees, participants, and everything can be found", async () => {
  const services = await planted({ items: 300, participants: 77 })
  const { db } = services
  const counted = await firstOf(
    sql`SELECT (SELECT count(*) FROM deliberation.item WHERE type = 'item') AS items,
      (SELECT sum(item_count) FROM deliberation.resolution) AS counted,
      (SELECT count(*) FROM deliberation.participant) AS people,
      (SELECT count(*) FROM registry.party) AS parties,
      (SELECT count(*) FROM deliberation.item i WHERE type = 'item' AND NOT EXISTS
        (SELECT FROM search.document d WHERE d.kind = 'item' AND d.id = i.id::text)) AS unfiled,
      (SELECT count(*) FROM deliberation.draft) AS drafts`.execute(db),
  )
  expect(counted).toEqual({ items: 300, counted: 300, people: 77, parties: 2000, unfiled: 0, drafts: 0 })
  expect((await search(db, { query: "организациям", audiences: ["open"], limit: 5 })).total).toBeGreaterThan(5)
  await plantLarge(services, { items: 10, seed: 2 })
  expect(await firstOf(sql`SELECT count(*) AS n FROM deliberation.item WHERE type = 'item'`.execute(db))).toEqual({
    n: 310,
  })
})

test("addressees are asked and have answered in every way, by the rules that people's acts go by", async () => {
  const services = await planted({ items: 3000, participants: 0 })
  const { db } = services
  const requests = await db.selectFrom("commitments.request").selectAll().execute()
  const acts = Map.groupBy(
    await actsOf(
      db,
      requests.map(({ id }) => id),
    ),
    (act) => act.requestId,
  )
  const all = [...acts.values()].flat()
  expect(new Set(requests.map(({ stage }) => stage))).toEqual(new Set(stages))
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set([...answerKinds, ...decisionKinds]))
  const byId = new Map(all.map((act) => [act.id, act]))
  for (const request of requests) {
    let standing = askedStanding
    for (const act of acts.get(request.id) ?? []) {
      standing = after(standing, act, act.settles === null ? null : byId.get(act.settles)!)
      expect(act.stage).toBe(standing.stage)
    }
    const { stage, share, term_on: termOn, considered_until: consideredUntil, answered_on: answeredOn } = request
    expect({ ...standing, stage, share, termOn, consideredUntil, answeredOn }).toEqual(standing)
  }
  const handed = all.filter(({ handedTo }) => handedTo !== null)
  expect(handed.length).toBeGreaterThan(0)
  for (const act of handed)
    expect(requests.find(({ id }) => id === act.handedTo)).toMatchObject({
      parent_id: act.requestId,
      relation: "handed_over",
    })
  const figures = sql`SELECT (SELECT sum(requests) FROM commitments.figure WHERE dimension = 'all' AND measure = 'asked') =
    (SELECT count(*) FROM commitments.request WHERE stage NOT IN ('withdrawn', 'handed_over')) AS kept`
  expect(await firstOf(figures.execute(db))).toEqual({ kept: true })
})

test("people of a large region are as people come: with consents, affiliations and competences by the rules", async () => {
  const services = await planted({ items: 0, people: 1200, organisations: 1600 })
  const { db } = services
  const counted = await firstOf(
    sql`SELECT (SELECT count(*) FROM people.person) AS people,
      (SELECT sum(people)::int FROM people.person_count) AS counted,
      (SELECT count(*) FROM registry.party WHERE nature = 'organisation') AS organisations,
      (SELECT count(*) FROM people.person WHERE listed AND (birth_on IS NULL OR birth_on > current_date - interval '18 years')) AS minors,
      (SELECT count(*) FROM people.person p WHERE listed <> EXISTS
        (SELECT FROM people.published_field f WHERE f.person_id = p.id AND f.field = 'name')) AS unpublished,
      (SELECT count(*) FROM people.person p WHERE listed AND NOT EXISTS
        (SELECT FROM search.document d WHERE d.kind = 'person' AND d.id = p.id::text)) AS unfiled`.execute(db),
  )
  expect(counted).toEqual({ people: 1200, counted: 1200, organisations: 1600, minors: 0, unpublished: 0, unfiled: 0 })
  const state = () =>
    sql`SELECT listed, own_consent_on, guardian_consent_on, consent_withdrawn_on,
        array(SELECT field FROM people.published_field f WHERE f.person_id = p.id ORDER BY 1) AS fields
      FROM people.person p ORDER BY id LIMIT 200`.execute(db)
  const before = await state()
  const ids = (
    await sql<{ id: string; birthOn: string | null }>`
    SELECT id, birth_on AS "birthOn" FROM people.person ORDER BY id LIMIT 200`.execute(db)
  ).rows
  await db.transaction().execute(async (tx) => {
    for (const one of ids) await applyConsents({ tx, now: services.clock.now() }, one)
  })
  expect((await state()).rows).toEqual(before.rows)
  const filter = { reach: "all" as const, today: dayIn("Europe/Moscow", services.clock.now()) }
  for (const group of groups) expect(await countPeople(db, { ...filter, group })).toBeGreaterThan(0)
  expect(await countPeople(db, { ...filter, role: "mentor" })).toBeGreaterThan(0)
  expect(await countParties(db, { status: { kind: "so_nko", on: filter.today } })).toBeGreaterThan(100)
})

test("the same seed makes the same words, another one makes others", () => {
  const parties = [{ id: 1, name: "Клуб «Росток»" }]
  const made = (seed: number) =>
    inventResolution(randomFrom(seed), { items: 40, people: 5, place: "Луговский район", parties })
  expect(made(5)).toEqual(made(5))
  expect(made(6)).not.toEqual(made(5))
})

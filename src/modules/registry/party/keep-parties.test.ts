import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { type Actor, system, visitor } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { journalFor, journalOf } from "#platform/journal.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import { search } from "#platform/search/search.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { editParty } from "./edit-party.ts"
import { importParties } from "./import-parties.ts"
import { partyById } from "./party.store.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let admin: Actor
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  await sql`TRUNCATE registry.party, registry.territory, registry.party_count, search.document CASCADE`.execute(
    services.db,
  )
  admin = (await signedIn(services, "administrator")).actor
})

const as = (actor: Actor, key?: string) => ({ ...services, actor, key })
const saying = (err: unknown) =>
  err instanceof InvalidInput ? err.fields : err instanceof Refusal ? err.saying.key : err

describe("adding", () => {
  test("keeps every field and one party to a name", async () => {
    const id = await aParty(services, admin, "  Совет   ветеранов ", {
      nature: "body",
      kind: "council",
      site: "vk.com/sovet",
      letterTo: "Председателю\r\nА. А. Ковалёвой",
      headEmail: " predsedatel@example.ru ",
    })
    expect(await partyById(services.db, id)).toMatchObject({
      name: "Совет ветеранов",
      site: "https://vk.com/sovet",
      letterTo: "Председателю\nА. А. Ковалёвой",
      headEmail: "predsedatel@example.ru",
      version: 1,
    })
    const again = aParty(services, admin, "совет «ветеранов».")
    expect(saying(await again.catch((err) => err))).toEqual({ name: { key: "registry.party.name_taken" } })
  })

  test("says what does not fit, field by field", async () => {
    const wrong = { name: " «» ", kind: "council", email: "нет", headEmail: "и@", site: "ftp://a.ru" }
    const err = await aParty(services, admin, "", wrong).catch((err) => err)
    expect(saying(err)).toMatchObject({
      name: { key: "invalid.required" },
      email: { key: "invalid.email" },
      headEmail: { key: "invalid.email" },
      site: { key: "invalid.url" },
    })
    const kind = await aParty(services, admin, "Луч", { kind: "council" }).catch((err) => err)
    expect(saying(kind)).toEqual({ kind: { key: "invalid.choice" } })
    const place = await aParty(services, admin, "Луч", { territoryId: 99 }).catch((err) => err)
    expect(saying(place)).toEqual({ territoryId: { key: "invalid.choice" } })
  })

  test("is for those who run the centre there", async () => {
    const region = await aTerritory(services, admin, "Приморская область", null, "region")
    const here = await aTerritory(services, admin, "Заречный район", region)
    const there = await aTerritory(services, admin, "Нагорный район", region)
    const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: here })
    const { actor: member } = await signedIn(services, "member")
    await aParty(services, actor, "Луч", { territoryId: here })
    for (const [who, territoryId] of [
      [actor, there],
      [actor, null],
      [member, here],
      [visitor, here],
    ] as const)
      expect(saying(await aParty(services, who, "Искра", { territoryId }).catch((err) => err))).toBe(
        "refusal.not_allowed",
      )
    const { actor: wider } = await signedIn(services, "coordinator", { kind: "territory", id: region })
    await aParty(services, wider, "Искра", { territoryId: there })
  })
})

describe("editing", () => {
  test("changes what was given, and the journal tells who, when and what was before", async () => {
    const place = await aTerritory(services, admin, "Заречный район")
    const id = await aParty(services, admin, "Луч", { email: "luch@example.ru" })
    await perform(editParty, as(admin), { id, name: "Луч света", email: "svet@example.ru", territoryId: place })
    await perform(editParty, as(admin), { id, name: "Луч света" })
    expect(await partyById(services.db, id)).toMatchObject({ name: "Луч света", version: 2, kind: "ngo" })

    const subject = { kind: "party", id }
    const [edited, added, ...rest] = await journalOf(services.db, subject)
    expect([added?.name, rest]).toEqual(["party.added", []])
    expect(edited).toMatchObject({
      name: "party.edited",
      userName: "Лидия Осипова",
      payload: { fields: ["name", "territory", "email"] },
    })
    expect(edited?.changes).toContainEqual({ field: "territory", before: "", after: "Заречный район" })
    expect(edited?.changes).toContainEqual({ field: "email", before: "luch@example.ru", after: "svet@example.ru" })

    const [seen] = await journalFor(services, visitor, subject)
    expect(seen?.userName).toBeNull()
    expect(seen?.changes).toContainEqual({ field: "name", before: "Луч", after: "Луч света" })
    expect(seen?.changes).toContainEqual({ field: "email", closed: true })
    expect(JSON.stringify(seen)).not.toContain("example.ru")
  })

  test("refuses a version that somebody has changed, a taken name, a foreign party", async () => {
    const here = await aTerritory(services, admin, "Заречный район")
    const id = await aParty(services, admin, "Луч")
    await aParty(services, admin, "Искра")
    await perform(editParty, as(admin), { id, version: 1, phone: "1" })
    const tries = [
      [admin, { id, version: 1, phone: "2" }, "registry.party.changed_meanwhile"],
      [admin, { id, name: "ИСКРА" }, { name: { key: "registry.party.name_taken" } }],
      [admin, { id: 999, name: "Икар" }, "refusal.not_found"],
      [
        (await signedIn(services, "coordinator", { kind: "territory", id: here })).actor,
        { id, territoryId: here },
        "refusal.not_allowed",
      ],
    ] as const
    for (const [actor, input, answer] of tries)
      expect(saying(await perform(editParty, as(actor), input).catch((err) => err))).toEqual(answer)
    const { actor: own } = await signedIn(services, "coordinator", { kind: "organisation", id })
    await perform(editParty, as(own), { id, phone: "3" })
  })
})

describe("importing", () => {
  const row = (name: string, more = {}) => ({ nature: "organisation", kind: "ngo", name, ...more })

  test("adds what is new, finds or adds territories, and does nothing the second time", async () => {
    const place = await aTerritory(services, admin, "Заречный", null, "settlement")
    await aParty(services, admin, "Луч")
    const rows = [
      row("Искра", { territory: "г. Заречный" }),
      row("ЛУЧ"),
      row("Икар", { territory: "Тульская область" }),
      row("икар"),
    ]
    const done = await perform(importParties, as(admin), { rows })
    expect(done.skipped).toEqual([1, 3])
    const [first, second] = await Promise.all(done.added.map((id) => partyById(services.db, id)))
    expect(first).toMatchObject({ name: "Искра", territoryId: place })
    expect(second?.name).toBe("Икар")
    const region = await services.db
      .selectFrom("registry.territory")
      .selectAll()
      .where("id", "=", second!.territoryId!)
      .executeTakeFirst()
    expect(region).toMatchObject({ name: "Тульская область", kind: "region" })
    expect(await perform(importParties, as(admin), { rows })).toEqual({ added: [], skipped: [0, 1, 2, 3] })
  })

  test("with the same key is one deed", async () => {
    const rows = [row("Искра")]
    const [a, b] = await Promise.all([1, 2].map(() => perform(importParties, as(admin, "one"), { rows })))
    expect(a).toEqual(b)
    expect(a!.added).toHaveLength(1)
  })

  test("saves nothing when one row lies outside the coordinator's territory", async () => {
    const here = await aTerritory(services, admin, "Заречный район")
    const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: here })
    const rows = [row("Искра", { territory: "Заречный район" }), row("Икар", { territory: "Нагорный район" })]
    expect(saying(await perform(importParties, as(actor), { rows }).catch((err) => err))).toBe("refusal.not_allowed")
    expect(await services.db.selectFrom("registry.party").selectAll().execute()).toEqual([])
  })

  test("takes a long list at once, each place added once", async () => {
    const rows = Array.from({ length: 400 }, (_, i) =>
      row(`Общество садоводов № ${i}`, { territory: `Округ ${i % 7}` }),
    )
    const done = await perform(importParties, as(system("test")), { rows })
    expect(done.added).toHaveLength(400)
    expect(await services.db.selectFrom("registry.territory").selectAll().execute()).toHaveLength(7)
  })
})

test("counts follow every insert, edit and deletion", async () => {
  const place = await aTerritory(services, admin, "Заречный район")
  const ids = []
  for (const name of ["Луч", "Искра", "Икар"]) ids.push(await aParty(services, admin, name, { territoryId: place }))
  await perform(editParty, as(admin), { id: ids[0], nature: "body", kind: "club" })
  await perform(editParty, as(admin), { id: ids[1], territoryId: null })
  await services.db.deleteFrom("registry.party").where("id", "=", ids[2]!).execute()
  const kept = await services.db.selectFrom("registry.party_count").selectAll().where("parties", "<>", 0).execute()
  expect(kept).toHaveLength(2)
  expect(kept).toContainEqual({ nature: "body", kind: "club", territory_id: place, parties: 1 })
  expect(kept).toContainEqual({ nature: "organisation", kind: "ngo", territory_id: 0, parties: 1 })
})

test("a card is found by any form of its name and by its place, never by its contacts", async () => {
  const place = await aTerritory(services, admin, "Заречный район")
  const id = await aParty(services, admin, "Совет ветеранов", {
    territoryId: place,
    letterTo: "Ковалёвой",
    email: "a@kovaleva.ru",
  })
  const find = async (query: string) =>
    (await search(services.db, { query, audiences: ["open"], limit: 5 })).hits.map(({ kind, id }) => [kind, id])
  for (const query of ["ветераны", "советом ветеранов", "Заречного района"])
    expect(await find(query)).toEqual([["organisation", String(id)]])
  expect(await find("Ковалёва")).toEqual([])
  await perform(editParty, as(admin), { id, nature: "body", kind: "council" })
  expect(await find("ветераны")).toEqual([["body", String(id)]])
})

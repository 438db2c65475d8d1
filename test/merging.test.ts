import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { mergeFields as personFields } from "#modules/people/merging/merge.ts"
import { mergePeople } from "#modules/people/merging/merge-people.ts"
import { unmergePeople } from "#modules/people/merging/unmerge-people.ts"
import { mergeFields } from "#modules/registry/merging/merge.ts"
import { mergeParties } from "#modules/registry/merging/merge-parties.ts"
import { unmergeParties } from "#modules/registry/merging/unmerge-parties.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { nameOf, referencesTo } from "#platform/references/reference.ts"
import { InvalidInput, Refusal } from "#platform/refusal.ts"
import type { Services } from "#platform/services.ts"
import { modules } from "../src/modules.ts"
import { freshDatabase } from "./database.ts"
import { testServices } from "./services.ts"
import { namedWorld, type World } from "./world.ts"

/** What can be merged: the table of its cards, and how columns without a foreign key call it. */
const kinds = [{ kind: "party", table: "registry.party", column: "(^|_)(party|scope|card)_id$" }].map(
  (one) => [one.kind, one] as const,
)

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(() => database.drop())

test.each(kinds)(
  "every column that names a %s is moved by a merge or said to stay, with a reason",
  async (kind, of) => {
    const { rows } = await sql<{ name: string }>`
    SELECT con.conrelid::regclass || '.' || att.attname AS name
    FROM pg_constraint con JOIN pg_attribute att ON att.attrelid = con.conrelid AND att.attnum = con.conkey[1]
    WHERE con.contype = 'f' AND con.confrelid = ${of.table}::regclass
    UNION
    SELECT table_schema || '.' || table_name || '.' || column_name FROM information_schema.columns
    WHERE column_name ~ ${of.column} AND table_schema = ANY(${["platform", "search", ...modules.map((m) => m.name)]})
    ORDER BY 1`.execute(services.db)
    const inDatabase = rows.map((row) => row.name)
    const moved = referencesTo(modules, kind).map(nameOf)
    const unmoved = modules.flatMap((module) => module.unmoved ?? []).map(nameOf)
    expect(inDatabase.length).toBeGreaterThan(10)
    expect(inDatabase.filter((name) => !moved.includes(name) && !unmoved.includes(name))).toEqual([])
    expect(moved.filter((name) => !inDatabase.includes(name))).toEqual([])
    expect(moved.filter((name) => unmoved.includes(name))).toEqual([])
  },
)

const own = {
  party: [
    ...["registry.party", "registry.party_direction", "registry.party_profile", "registry.party_count"],
    ...["registry.direction_count", "registry.service_count"],
  ],
  person: ["people.person", "people.published_field", "people.person_count"],
}

/** All rows that name a card, and what is counted of cards; versions grow with every writing. */
async function everything(db: Db, kind: keyof typeof own): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = new Set([...referencesTo(modules, kind).map(({ table }) => table), ...own[kind], "search.document"])
  const dumped: Record<string, Record<string, unknown>[]> = {}
  for (const table of tables) {
    const drop = table === "search.document" ? ["number", "at"] : ["version"]
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      SELECT to_jsonb(t) - ${drop}::text[] AS row FROM ${sql.table(table)} t ORDER BY 1`.execute(db)
    const zero = (row: Record<string, unknown>) => [row.parties, row.providers, row.people].includes(0)
    dumped[table] = rows.map(({ row }) => row).filter((row) => !zero(row))
  }
  return dumped
}

let world: World
let caller: Parameters<typeof perform>[1]
beforeAll(async () => {
  world = await namedWorld()
  const { db, clock, listeners } = world.services
  caller = { db, clock, listeners, modules, actor: system("test") }
}, 120_000)
afterAll(() => world.drop())

/** Two of these that are not the same one. */
const two = <T extends { id: unknown }>(all: T[]) =>
  fc.tuple(fc.constantFrom(...all), fc.constantFrom(...all)).filter(([a, b]) => a.id !== b.id)

/** Whether the deed was done; some cannot be one, and it is said why. */
const done = (deed: Promise<unknown>) =>
  deed.then(
    () => true,
    (err) => {
      if ((err instanceof Refusal && err.status === 409) || (err instanceof InvalidInput && err.fields.kpp))
        return false
      throw err
    },
  )

test("parties: a merge and its undoing leave every row as it was, whatever belongs to the two", async () => {
  const { db } = world.services
  const { rows } = await sql<{ id: number; nature: string }>`SELECT id, nature FROM registry.party ORDER BY id`.execute(
    db,
  )
  let times = 0
  await fc.assert(
    fc.asyncProperty(two(rows), fc.subarray([...mergeFields]), async ([a, b], take) => {
      fc.pre(a.nature === b.nature)
      const before = await everything(db, "party")
      if (!(await done(perform(mergeParties, caller, { id: a.id, other: b.id, take, same: true })))) return
      times++
      const merged = await everything(db, "party")
      expect(merged["search.document"]!.some(({ url }) => url === `/organisations/${b.id}`)).toBe(false)
      await perform(unmergeParties, caller, { id: a.id, other: b.id })
      expect(await everything(db, "party")).toEqual(before)
    }),
    { numRuns: 25, seed: 7 },
  )
  expect(times).toBeGreaterThan(5)
}, 240_000)

test("people: the same, and nothing is open to everybody meanwhile that was not before", async () => {
  const { db } = world.services
  const { rows } = await sql<{ id: string }>`SELECT id FROM people.person ORDER BY folded_name, id`.execute(db)
  const open = async (id: string) => {
    const found = await sql<{ listed: boolean; fields: string[] }>`
      SELECT listed, ARRAY(SELECT field FROM people.published_field WHERE person_id = p.id) AS fields
      FROM people.person p WHERE id = ${id}`.execute(db)
    return found.rows[0]!
  }
  let times = 0
  await fc.assert(
    fc.asyncProperty(two(rows), fc.subarray([...personFields]), async ([a, b], take) => {
      const before = await everything(db, "person")
      const was = await open(a.id)
      if (!(await done(perform(mergePeople, caller, { id: a.id, other: b.id, take, same: true })))) return
      times++
      const is = await open(a.id)
      expect(is.listed && !was.listed).toBe(false)
      expect(is.fields.filter((field) => !was.fields.includes(field))).toEqual([])
      expect(JSON.stringify((await everything(db, "person"))["search.document"])).not.toContain(b.id)
      await perform(unmergePeople, caller, { id: a.id, other: b.id })
      expect(await everything(db, "person")).toEqual(before)
    }),
    { numRuns: 25, seed: 7 },
  )
  expect(times).toBeGreaterThan(5)
}, 240_000)

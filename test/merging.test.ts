import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
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
import { namedWorld } from "./world.ts"

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

/** All rows that name a card, and what is counted of cards; versions grow with every writing. */
async function everything(db: Db): Promise<Record<string, unknown[]>> {
  const counts = ["registry.party_count", "registry.direction_count", "registry.service_count"]
  const own = ["registry.party", "registry.party_direction", "registry.party_profile", "search.document"]
  const tables = new Set([...referencesTo(modules, "party").map(({ table }) => table), ...own, ...counts])
  const dumped: Record<string, unknown[]> = {}
  for (const table of tables) {
    const drop = table === "search.document" ? ["number", "at"] : ["version"]
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      SELECT to_jsonb(t) - ${drop}::text[] AS row FROM ${sql.table(table)} t ORDER BY 1`.execute(db)
    const zero = (row: Record<string, unknown>) => row.parties === 0 || row.providers === 0
    dumped[table] = rows.map(({ row }) => row).filter((row) => !zero(row))
  }
  return dumped
}

test("a merge and its undoing leave every row of every table as it was, whatever belongs to the two", async () => {
  const world = await namedWorld()
  const { db, clock, listeners } = world.services
  const caller = { db, clock, listeners, modules, actor: system("test") }
  const { rows: parties } = await sql<{ id: number; nature: string }>`
    SELECT id, nature FROM registry.party ORDER BY id`.execute(db)
  await sql`UPDATE registry.party_profile SET logo_alt = 'Знак'`.execute(db)
  let done = 0
  const pair = fc.tuple(fc.constantFrom(...parties), fc.constantFrom(...parties), fc.subarray([...mergeFields]))
  await fc.assert(
    fc.asyncProperty(pair, async ([a, b, take]) => {
      fc.pre(a.id !== b.id && a.nature === b.nature)
      const before = await everything(db)
      try {
        await perform(mergeParties, caller, { id: a.id, other: b.id, take, same: true })
      } catch (err) {
        if (err instanceof Refusal && err.status === 409) return // two centres, or a successor
        if (err instanceof InvalidInput && err.fields.kpp) return
        throw err
      }
      done++
      const merged = await everything(db)
      expect(JSON.stringify(merged["search.document"])).not.toContain(`"/organisations/${b.id}"`)
      await perform(unmergeParties, caller, { id: a.id, other: b.id })
      expect(await everything(db)).toEqual(before)
    }),
    { numRuns: 25, seed: 7 },
  )
  expect(done).toBeGreaterThan(5)
  await world.drop()
}, 240_000)

import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { siteOf } from "#modules/commitments/public.ts"
import { draftResolution } from "#modules/deliberation/public.ts"
import { system } from "#platform/actor.ts"
import { systemClock } from "#platform/clock.ts"
import { perform } from "#platform/command.ts"
import { readConfig } from "#platform/config.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { trialDir } from "#test/trial-dir.ts"
import { makeServices } from "../../setup.ts"
import { demoTexts } from "./demo-world.ts"
import { plantDemo, removeDemo } from "./plant-demo.ts"

let services: Services
const closing: (() => unknown)[] = []
beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  const { folder, remove } = trialDir()
  services = makeServices(readConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", SECRET: "s".repeat(40) }, folder), url)
  closing.push(remove, drop, () => services.db.destroy())
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})
const run = (cmd: Parameters<typeof perform>[0], input: unknown = {}) =>
  perform(
    cmd,
    { db: services.db, clock: systemClock, listeners: services.listeners, actor: system("test") },
    { site: siteOf(services), ...(input as object) },
  )

const tables = [
  "deliberation.resolution",
  "deliberation.item",
  "commitments.request",
  "commitments.act",
  "commitments.letter",
  "commitments.recipient",
  "registry.party",
  "registry.territory",
  "search.document",
]
const counts = async () =>
  Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(services.db)
      return rows[0]!.n
    }),
  )

test("the example comes whole, every item of it reads well, and goes without touching anything real", async () => {
  const document = { format: "txt" as const, lines: [], warnings: [] }
  await run(draftResolution, { document, sourceName: "own.txt" })
  const before = await counts()
  await run(plantDemo)
  const [resolutions, items, requests, acts, , , parties] = await counts()
  expect(requests!).toBeGreaterThan(35)
  expect(acts!).toBeGreaterThan(60)
  expect(resolutions! - before[0]!).toBe(demoTexts.length)
  expect(items!).toBeGreaterThan(30)
  expect(parties!).toBeGreaterThanOrEqual(12)
  await expect(run(plantDemo)).rejects.toMatchObject({ status: 409 })
  await run(removeDemo)
  expect(await counts()).toEqual(before)
})

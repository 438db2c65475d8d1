import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { siteOf } from "#modules/commitments/public.ts"
import { countResolutions } from "#modules/deliberation/resolution/resolution.store.ts"
import { kinds, visibilities } from "#modules/deliberation/resolution/resolution.ts"
import { showResolution } from "#modules/deliberation/resolution/show-resolution.ts"
import { plantDemo, removeDemo } from "#modules/front/plant-demo.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "./database.ts"
import { testServices } from "./services.ts"

let services: Services
let drop: () => Promise<void>

beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  services = testServices(database.url)
})
afterAll(async () => {
  await services?.db.destroy()
  await drop?.()
})

const counted = async () =>
  (
    await sql`SELECT r.visibility, r.kind, count(*) AS n FROM deliberation.resolution r
      JOIN deliberation.adoption a ON a.resolution_id = r.id GROUP BY 1, 2 ORDER BY 1, 2`.execute(services.db)
  ).rows

async function kept() {
  const rows = []
  for (const visibility of [...visibilities].sort())
    for (const kind of [...kinds].sort()) {
      const n = await countResolutions(services.db, { visibilities: [visibility], kind })
      if (n) rows.push({ visibility, kind, n })
    }
  return rows
}

test("the kept counts follow adoption, a change of who sees, and removal", async () => {
  const caller = { ...services, actor: system("test") }
  expect(await countResolutions(services.db, { visibilities: ["open"] })).toBe(0)
  await perform(plantDemo, caller, { site: siteOf(services) })
  expect((await counted()).length).toBeGreaterThan(0)
  expect(await kept()).toEqual(await counted())
  const { id } = await services.db
    .selectFrom("deliberation.resolution")
    .select("id")
    .where("visibility", "=", "open")
    .executeTakeFirstOrThrow()
  const before = await countResolutions(services.db, { visibilities: ["open"] })
  await perform(showResolution, caller, { id, visibility: "internal" })
  expect(await countResolutions(services.db, { visibilities: ["open"] })).toBe(before - 1)
  expect(await kept()).toEqual(await counted())
  await perform(removeDemo, caller, {})
  expect(await kept()).toEqual([])
})

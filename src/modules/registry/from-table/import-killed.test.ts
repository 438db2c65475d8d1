import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { resumeJob, stepJob } from "#platform/tabular/work-import.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { counted, delimited, importing } from "#test/importing.ts"
import { testServices } from "#test/services.ts"
import { workOff } from "#test/work-off.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(() => database.drop())

const all = 900
const count = async (what: ReturnType<typeof sql<{ n: number }>>) => (await what.execute(services.db)).rows[0]!.n
const cards = () => count(sql`SELECT count(*)::int AS n FROM registry.party WHERE name LIKE 'Убитая %'`)
const announced = (name: string) =>
  count(sql`SELECT count(*)::int AS n FROM platform.event e WHERE name = ${name} AND subject_kind = 'party'`)

/** The work on an import, killed with its connection to the database when it comes to a line of its second part. */
async function killedAt(id: number, line: number): Promise<void> {
  await sql`CREATE FUNCTION kill_here() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`.execute(services.db)
  await sql
    .raw(`CREATE TRIGGER kill_here BEFORE UPDATE ON platform.import_row
      FOR EACH ROW WHEN (NEW.line = ${line}) EXECUTE FUNCTION kill_here()`)
    .execute(services.db)
  await stepJob.run(services, { id })
  await expect(stepJob.run(services, { id })).rejects.toThrow()
  await sql`DROP FUNCTION kill_here CASCADE`.execute(services.db)
}

/** What a new process does: the job of the killed one is gone with it, the round finds the import standing still. */
async function restarted(): Promise<void> {
  await sql`DELETE FROM graphile_worker._private_jobs`.execute(services.db)
  await sql`UPDATE platform.import SET moved_at = moved_at - interval '2 minutes'`.execute(services.db)
  await resumeJob.run(services, {})
  await workOff(services, database.url)
}

test("an import that is killed amid writing and amid undoing goes on where it stood: each row once", async () => {
  const staff = await signedIn(services, "coordinator")
  const { tried, page } = importing(services, database.url, staff.browser, "party", "ngo")
  const rows = Array.from({ length: all }, (_, i) => [`Убитая ${i}`])
  const { path } = await tried(delimited(["Название"], ...rows))
  const id = Number(path.split("/").at(-1))
  await staff.browser.post(`${path}/start`)
  await killedAt(id, 700)
  expect(await cards()).toBe(500)
  await restarted()
  expect(await page(path)).toContain(counted(all, 0, 0, 0, 0))
  expect(await page(path)).toContain("Загружено")
  expect([await cards(), await announced("party.added")]).toEqual([all, all])

  await staff.browser.post(`${path}/undo`)
  await killedAt(id, 700)
  expect(await cards()).toBe(all - 500)
  await restarted()
  expect(await page(path)).toContain("Загрузка отменена")
  expect([await cards(), await announced("party.removed")]).toEqual([0, all])
})

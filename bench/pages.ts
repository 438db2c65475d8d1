import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { readConfig } from "#platform/config.ts"
import { relate } from "#platform/search/relate.store.ts"
import type { Services } from "#platform/services.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "#test/actors.ts"
import { startServer } from "#test/server-process.ts"
import { plantLarge } from "../src/cli/large/plant-large.ts"
import { makeServices } from "../src/setup.ts"
import { countQueries } from "./count-queries.ts"
import { ask, closeClient, cpuPerRequest, median, one } from "./cpu.ts"
import { startFloor } from "./floor.ts"

const json = process.argv.includes("--json")
const option = (name: string, otherwise: string) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise
const sizes = option("sizes", "1000,100000").split(",").map(Number)
const rounds = Number(option("rounds", "7"))
const say = (words: string) => process.stderr.write(`${words}\n`)

type Row = {
  items: number
  page: "list" | "item"
  bytes: number
  floor: number
  cached: number
  drawn: number
  signedIn: number
  queries: number
  queriesSignedIn: number
}

const folder = mkdtempSync(join(tmpdir(), "farvater-bench-"))
process.once("exit", () => rmSync(folder, { recursive: true, force: true }))
// Without the worker: what waits after planting (likeness of items) would run for minutes beside the measurement.
const profile = option("profile", "")
const server = await startServer(join(folder, "data"), {
  args: ["--no-worker"],
  node: profile ? ["--cpu-prof", `--cpu-prof-dir=${profile}`] : [],
})
const services = makeServices(readConfig({ DATA_DIR: join(folder, "data"), LOG_LEVEL: "silent" }), server.databaseUrl)
const { token } = await signedIn(services, "coordinator")
const coordinator = { Cookie: `${sessionCookie}=${token}` }
const all = () => [server.pid, ...server.databasePids()]

async function grow(items: number, from: number): Promise<void> {
  const start = performance.now()
  await plantLarge(services, { items: items - from, seed: items })
  say(`${items} items planted in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  await sql`VACUUM ANALYZE`.execute(services.db)
  // Only items are asked for: how the first ones are alike is enough.
  await sql`DELETE FROM search.unrelated u USING search.document d WHERE d.number = u.document AND d.kind <> 'item'`.execute(
    services.db,
  )
  await relate(services.db, 500)
  await sql`CHECKPOINT`.execute(services.db)
}

/** Open items that say what is like them. */
async function someItems({ db }: Services): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT d.id::bigint AS id FROM search.document d JOIN search.related r ON r.document = d.number
    WHERE d.kind = 'item' AND d.audience = 'open' ORDER BY d.number LIMIT 300`.execute(db)
  return rows.map((row) => row.id)
}

let visit = 0
/** The same page under addresses that nobody has asked for: drawn anew each time, and kept by the cache in vain. */
const anew = (paths: string[], count: number) =>
  Array.from({ length: count }, (_, i) => `${server.base}${paths[i % paths.length]}?visit=${++visit}`)
const again = (url: string, count: number) => Array.from({ length: count }, () => url)

async function measure(items: number, page: Row["page"], paths: string[]): Promise<Row> {
  const cached = server.base + paths[0]
  const bytes = await one(cached)
  writeFileSync(join(folder, "body"), bytes)
  const floor = await startFloor(join(folder, "body"))
  await ask(anew(paths, 1500))
  await ask(anew(paths, 1500), coordinator)
  await ask(again(floor.base, 5000))
  await ask(again(cached, 5000))
  const seen = { floor: [] as number[], cached: [] as number[], drawn: [] as number[], signedIn: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    seen.floor.push(await cpuPerRequest(() => [floor.pid], again(floor.base, 5000)))
    seen.cached.push(await cpuPerRequest(all, again(cached, 5000)))
    seen.drawn.push(await cpuPerRequest(all, anew(paths, 1000)))
    seen.signedIn.push(await cpuPerRequest(all, anew(paths, 1000), coordinator))
  }
  floor.stop()
  const queries = await countQueries(services, paths[0]!, {})
  const queriesSignedIn = await countQueries(services, paths[0]!, coordinator)
  const medians = Object.fromEntries(Object.entries(seen).map(([name, all]) => [name, median(all)])) as Record<
    keyof typeof seen,
    number
  >
  return { items, page, bytes: bytes.length, ...medians, queries, queriesSignedIn }
}

const rows: Row[] = []
let planted = 0
for (const items of sizes) {
  await grow(items, planted)
  planted = items
  const paths = (await someItems(services)).map((id) => `/items/${id}`)
  rows.push(await measure(items, "list", ["/resolutions"]), await measure(items, "item", paths))
}
closeClient()
await services.db.destroy()
await server.stop()

if (json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
else {
  const cell = (value: string | number) => String(typeof value === "number" ? value.toFixed(3) : value).padStart(11)
  const head = ["items", "page", "kB", "floor", "cached", "× floor", "drawn", "signed in", "queries", "signed in"]
  process.stdout.write("CPU milliseconds per request of all processes, the database's included; medians\n")
  process.stdout.write(`${head.map(cell).join("")}\n`)
  for (const r of rows) {
    const counts = [String(r.queries), String(r.queriesSignedIn)]
    const times = [r.floor, r.cached, r.cached / r.floor, r.drawn, r.signedIn]
    process.stdout.write(
      `${[String(r.items), r.page, (r.bytes / 1000).toFixed(1), ...times, ...counts].map(cell).join("")}\n`,
    )
  }
  process.stdout.write(
    "Aims: cached within 2 × floor; drawn under 2 for the list and 1 for an item with 5 queries at most;\n" +
      "signed in at most 2 more; the same for every number of items.\n",
  )
}

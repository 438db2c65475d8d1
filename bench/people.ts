import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import type { Scope } from "#platform/actor.ts"
import { readConfig } from "#platform/config.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "#test/actors.ts"
import { startServer } from "#test/server-process.ts"
import { plantLarge } from "../src/cli/large/plant-large.ts"
import { makeServices } from "../src/setup.ts"
import { ask, closeClient, cpuPerRequest, median, one } from "./cpu.ts"

const json = process.argv.includes("--json")
const option = (name: string, otherwise: string) =>
  process.argv.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? otherwise
const sizes = option("people", "1000,1000000").split(",").map(Number)
const organisations = option("organisations", "1520,50000").split(",").map(Number)
const rounds = Number(option("rounds", "3"))
const say = (words: string) => process.stderr.write(`${words}\n`)

const folder = mkdtempSync(join(tmpdir(), "farvater-bench-"))
process.once("exit", () => rmSync(folder, { recursive: true, force: true }))
// Without the worker: what waits after planting would run for minutes beside the measurement.
const server = await startServer(join(folder, "data"), { args: ["--no-worker"] })
const services = makeServices(readConfig({ DATA_DIR: join(folder, "data"), LOG_LEVEL: "silent" }), server.databaseUrl)
const all = () => [server.pid, ...server.databasePids()]

async function grow(people: number, before: number, parties: number): Promise<void> {
  const start = performance.now()
  await plantLarge(services, { items: 0, people: people - before, organisations: parties, seed: people })
  say(`${people} people and ${parties} organisations planted in ${((performance.now() - start) / 1000).toFixed(0)} s`)
  await sql`VACUUM ANALYZE`.execute(services.db)
  await sql`CHECKPOINT`.execute(services.db)
}

const first = async (query: ReturnType<typeof sql<{ id: string }>>) =>
  String((await query.execute(services.db)).rows[0]!.id)

async function pagesAt() {
  const territory = await first(sql`SELECT id FROM registry.territory WHERE kind = 'municipality' ORDER BY id LIMIT 1`)
  const organisation = await first(sql`SELECT id FROM registry.party WHERE nature = 'organisation' ORDER BY id LIMIT 1`)
  const person = await first(sql`SELECT id FROM people.person WHERE phone <> '' ORDER BY id LIMIT 1`)
  const listed = await first(sql`SELECT id FROM people.person WHERE listed ORDER BY id LIMIT 1`)
  const phone = await first(sql`SELECT phone_key AS id FROM people.person WHERE id = ${person}`)
  const competence = await first(sql`SELECT id FROM people.competence ORDER BY id LIMIT 1`)
  const direction = await first(sql`SELECT id FROM registry.direction ORDER BY id LIMIT 1`)
  const text = (words: string) => `/people?q=${encodeURIComponent(words)}`
  const forAll = [
    "/people",
    `/people?territory=${territory}`,
    `/people?competence=${competence}`,
    "/people?role=mentor",
    text("Берёзов"),
    text("Анна"),
    text("Берёзова Анна"),
    "/organisations",
    `/organisations?territory=${territory}`,
    `/organisations?direction=${direction}`,
    "/organisations?status=so_nko",
    "/organisations?status=tos",
    `/organisations?q=${encodeURIComponent("росток")}`,
    `/organisations/${organisation}`,
    `/search?q=${encodeURIComponent("Берёзова")}`,
  ]
  const forStaff = [
    "/people?group=silver",
    "/people?group=pupil",
    "/people?group=minor",
    "/people?consent=none",
    "/people?consent=guardian",
    "/people?consent=of_age",
    "/people?proof=expiring",
    "/people?proof=unconfirmed",
    `/people?territory=${territory}&group=pupil`,
    `/people?q=${phone}`,
    `/people?after=${person}`,
  ]
  return {
    staff: [...forAll, ...forStaff, `/people/${person}`],
    keeper: [...forAll.filter((path) => path.startsWith("/people")), ...forStaff],
    visitor: [...forAll, `/people/${listed}`],
    territory: Number(territory),
  }
}

let visit = 0
/** Under addresses that nobody has asked for: drawn anew each time, and kept by the cache in vain. */
const anew = (path: string, count: number) =>
  Array.from({ length: count }, () => `${server.base}${path}${path.includes("?") ? "&" : "?"}visit=${++visit}`)

/** CPU milliseconds of one request; slow pages are asked for less often. */
async function measure(path: string, headers: Record<string, string>) {
  await ask(anew(path, 30), headers)
  const guess = await cpuPerRequest(all, anew(path, 20), headers)
  const count = Math.round(Math.min(300, Math.max(10, 2000 / guess)))
  const seen: number[] = []
  for (let round = 0; round < rounds; round++) seen.push(await cpuPerRequest(all, anew(path, count), headers))
  return { cpu: median(seen), bytes: (await one(anew(path, 1)[0]!, headers)).length }
}

async function headersOf(scope?: Scope) {
  const { token } = await signedIn(services, "coordinator", scope)
  return { Cookie: `${sessionCookie}=${token}` }
}

type Row = { reader: string; path: string; cpu: number[]; kB: number[] }
const rows = new Map<string, Row>()
let before = 0
let readers: Record<"staff" | "keeper" | "visitor", Record<string, string>> | undefined
for (const [i, people] of sizes.entries()) {
  await grow(people, before, organisations[i] ?? organisations.at(-1)!)
  before = people
  const { territory, ...pages } = await pagesAt()
  readers ??= {
    staff: await headersOf(),
    keeper: await headersOf({ kind: "territory", id: territory }),
    visitor: {},
  }
  for (const reader of ["staff", "keeper", "visitor"] as const)
    for (const [n, path] of pages[reader].entries()) {
      const { cpu, bytes } = await measure(path, readers[reader])
      const name = decodeURIComponent(path)
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/, "ID")
        .replace(/\d{10}/, "TELEPHONE")
      say(`${reader} ${name}: ${cpu.toFixed(2)} ms`)
      const row = rows.get(`${reader} ${n}`) ?? { reader, path: name, cpu: [], kB: [] }
      rows.set(`${reader} ${n}`, { ...row, cpu: [...row.cpu, cpu], kB: [...row.kB, bytes / 1000] })
    }
}
closeClient()
await services.db.destroy()
await server.stop()

if (json) process.stdout.write(`${JSON.stringify([...rows.values()], null, 2)}\n`)
else {
  process.stdout.write(
    `CPU milliseconds per request of all processes, the database's included; medians.\n` +
      `Whole installation, one municipality, everybody; ${sizes.join(", ")} people; kB of the first and the last.\n`,
  )
  for (const { reader, path, cpu, kB } of rows.values()) {
    const ratio = cpu.at(-1)! / cpu[0]!
    const cells = [...cpu.map((ms) => ms.toFixed(2).padStart(9)), `× ${ratio.toFixed(2)}`.padStart(9)]
    const size = `${kB[0]!.toFixed(0)}–${kB.at(-1)!.toFixed(0)}`
    process.stdout.write(
      `${reader.padEnd(8)}${cells.join("")}${size.padStart(9)}${ratio > 2 ? "  !" : "   "} ${path}\n`,
    )
  }
  process.stdout.write("Aim: at most × 2.\n")
}

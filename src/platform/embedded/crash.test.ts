import { spawn } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { expect, test } from "vitest"
import { ask, quiet, trialFolder } from "#test/trial.ts"
import { serversIn } from "./leftovers.ts"
import { startEmbedded } from "./start.ts"

const serverPid = (dataDir: string) =>
  Number(readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8").split("\n")[0])

/** A process that starts the database, writes rows one by one, and tells each one that was confirmed. */
const writer = (dataDir: string) => `
  import pg from "pg"
  import { startEmbedded } from "./src/platform/embedded/start.ts"
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const { url } = await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, log })
  const client = new pg.Client({ connectionString: url })
  client.on("error", () => {})
  await client.connect()
  await client.query("CREATE TABLE IF NOT EXISTS note (n int)")
  for (let n = 1; ; n++) {
    await client.query("INSERT INTO note VALUES ($1)", [n])
    process.stdout.write(n + "\\n")
  }`

async function writeUntil(count: number, dataDir: string) {
  const child = spawn(process.execPath, ["--input-type=module", "-e", writer(dataDir)], {
    stdio: ["ignore", "pipe", "inherit"],
  })
  const ended = new Promise((resolve) => child.once("close", resolve))
  let confirmed = 0
  await new Promise<void>((reached) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      confirmed = Number(line)
      if (confirmed >= count) reached()
    })
  })
  return { child, ended, confirmed: () => confirmed }
}

test("a killed parent leaves no server behind, and no confirmed row is lost", async () => {
  const dataDir = trialFolder()
  const { child, ended, confirmed } = await writeUntil(50, dataDir)
  child.kill("SIGKILL")
  await ended
  await expect.poll(() => serversIn(join(dataDir, "postgres")), { timeout: 10_000 }).toEqual([])
  const { url, stop } = await startEmbedded({ dataDir, log: quiet })
  const [[rows]] = (await ask(url, "SELECT count(*)::int FROM note")) as [[number]]
  await stop()
  expect(rows).toBeGreaterThanOrEqual(confirmed())
})

test("parent and server killed together: it starts at once and no confirmed row is lost", async () => {
  const dataDir = trialFolder()
  const { child, ended, confirmed } = await writeUntil(50, dataDir)
  process.kill(serverPid(dataDir), "SIGKILL")
  child.kill("SIGKILL")
  await ended
  const { url, stop } = await startEmbedded({ dataDir, log: quiet })
  const [[rows]] = (await ask(url, "SELECT count(*)::int FROM note")) as [[number]]
  await stop()
  expect(rows).toBeGreaterThanOrEqual(confirmed())
})

test("a server that was left running is stopped, and what it had confirmed is there", async () => {
  const dataDir = trialFolder()
  const { child, ended, confirmed } = await writeUntil(50, dataDir)
  const pid = serverPid(dataDir)
  child.kill("SIGSTOP") // alive, so the server lives on; its lock is not asked for here
  const { url, stop } = await startEmbedded({ dataDir, log: quiet })
  expect(serverPid(dataDir)).not.toBe(pid)
  const [[rows]] = (await ask(url, "SELECT count(*)::int FROM note")) as [[number]]
  child.kill("SIGKILL")
  await ended
  await stop()
  expect(rows).toBeGreaterThanOrEqual(confirmed())
})

test("a killed server comes back behind the same address", async () => {
  const dataDir = trialFolder()
  const { url, stop } = await startEmbedded({ dataDir, log: quiet })
  await ask(url, "CREATE TABLE note AS SELECT 1 AS n")
  const busy = ask(url, "SELECT pg_sleep(60)").catch((error) => error)
  const sleepers = () => ask(url, "SELECT 1 FROM pg_stat_activity WHERE query LIKE '%sleep(60)'")
  await expect.poll(sleepers).toHaveLength(1)
  process.kill(serverPid(dataDir), "SIGKILL")
  expect(await busy).toBeInstanceOf(Error)
  await expect.poll(() => ask(url, "SELECT n FROM note").catch(() => null), { timeout: 20_000 }).toEqual([[1]])
  await stop()
  expect(serversIn(join(dataDir, "postgres"))).toEqual([])
})

test("a lock file whose number now belongs to another process does not stop the start", async () => {
  const dataDir = trialFolder()
  const first = await startEmbedded({ dataDir, log: quiet })
  const lockFile = readFileSync(join(dataDir, "postgres/postmaster.pid"), "utf8")
  await first.stop()
  writeFileSync(join(dataDir, "postgres/postmaster.pid"), lockFile.replace(/^\d+/, String(process.ppid)))
  const { url, stop } = await startEmbedded({ dataDir, log: quiet })
  expect(await ask(url, "SELECT 1")).toEqual([[1]])
  await stop()
})

import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, onTestFinished, test } from "vitest"
import { serversIn } from "#platform/embedded/leftovers.ts"
import { killHard } from "./server-process.ts"
import { trialFolder } from "./trial.ts"

/** `npm start` without npm, on a free port. */
function start(dataDir: string): ChildProcess & { said: () => string } {
  const clean = { DATABASE_URL: "", BASE_URL: "", NODE_ENV: "production" } // Vitest sets some of these
  const env = { ...process.env, ...clean, DATA_DIR: dataDir, PORT: "0" }
  const child = spawn("node", ["scripts/prepare.mjs", "start"], { env, stdio: ["ignore", "pipe", "pipe"] })
  let said = ""
  child.stdout.on("data", (chunk) => (said += chunk))
  child.stderr.on("data", (chunk) => (said += chunk))
  onTestFinished(() => void child.kill("SIGKILL"))
  return Object.assign(child, { said: () => said })
}

const address = /http:\/\/127\.0\.0\.1:\d+/

async function firstPage(child: { said: () => string }): Promise<number> {
  await expect.poll(child.said, { timeout: 30_000 }).toMatch(address)
  return (await fetch(address.exec(child.said())![0])).status
}

const serverPid = (dataDir: string) => Number(readFileSync(join(dataDir, "farvater.pid"), "utf8"))
const nothingIsLeft = (dataDir: string) =>
  expect.poll(() => serversIn(join(dataDir, "postgres")), { timeout: 15_000 }).toEqual([])

test("starts, and one Ctrl-C, echoed by npm, ends everything with 0", async () => {
  const dataDir = trialFolder()
  const child = start(dataDir)
  expect(await firstPage(child)).toBeLessThan(500)
  child.kill("SIGINT")
  child.kill("SIGINT")
  expect(await once(child, "close")).toEqual([0, null])
  expect(serversIn(join(dataDir, "postgres"))).toEqual([])
}, 90_000)

test("a second start on the folder says so and stops; the first goes on", async () => {
  const dataDir = trialFolder()
  const first = start(dataDir)
  await firstPage(first)
  const second = start(dataDir)
  expect(await once(second, "close")).toEqual([1, null])
  expect(second.said().trim()).toBe(
    `Farvater is already running in ${dataDir} (process ${serverPid(dataDir)}): stop it first, or use it.`,
  )
  expect(await firstPage(first)).toBeLessThan(500)
  first.kill("SIGTERM")
  expect(await once(first, "close")).toEqual([0, null])
}, 90_000)

test("whoever is killed with -9, nothing runs on and the next start simply starts", async () => {
  const dataDir = trialFolder()
  const killed = start(dataDir)
  await firstPage(killed)
  killed.kill("SIGKILL")
  await nothingIsLeft(dataDir)
  const again = start(dataDir)
  await firstPage(again)
  const database = serversIn(join(dataDir, "postgres"))
  expect(database.length).toBeGreaterThan(0)
  process.kill(serverPid(dataDir), "SIGKILL")
  for (const pid of database) killHard(pid)
  expect(await once(again, "close")).toEqual([137, null])
  const last = start(dataDir)
  expect(await firstPage(last)).toBeLessThan(500)
  last.kill("SIGTERM")
  await once(last, "close")
  await nothingIsLeft(dataDir)
}, 180_000)

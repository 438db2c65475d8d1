import { existsSync, readFileSync, statSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { expect, test } from "vitest"
import { ask, quiet, trialFolder } from "#test/trial.ts"
import { findEmbedded, startEmbedded } from "./start.ts"

test("starts, keeps what was written, and starts again in a folder with an awkward name", async () => {
  const dataDir = join(trialFolder(), `Мои данные, "новые" и 'старые'`)
  const first = await startEmbedded({ dataDir, log: quiet })
  await ask(first.url, "CREATE TABLE note AS SELECT 'записано' AS text")
  await first.stop()
  expect(findEmbedded(dataDir)).toBeNull()
  const second = await startEmbedded({ dataDir, log: quiet })
  try {
    expect(await ask(second.url, "SELECT text FROM note")).toEqual([["записано"]])
    await expect.poll(() => findEmbedded(dataDir)).toBe(second.url)
  } finally {
    await second.stop()
  }
})

test("the database knows Russian letters, orders them by request, keeps checksums and syncs", async () => {
  const { url, stop } = await startEmbedded({ dataDir: trialFolder(), log: quiet })
  try {
    await ask(url, "CREATE EXTENSION pg_trgm")
    const asked = `SELECT lower('ПРИВЕТ'), similarity('ветеран', 'ветераны') > 0.5, 'Ёлка' < 'Жук' COLLATE "ru-x-icu",
      'ПРИВЕТ' ILIKE 'прив%', current_setting('fsync'), current_setting('data_checksums'), current_setting('listen_addresses')`
    expect(await ask(url, asked)).toEqual([["привет", true, true, true, "on", "on", ""]])
  } finally {
    await stop()
  }
})

test("enters by a socket elsewhere when the path is too long for one, and leaves nothing of it", async () => {
  const dataDir = join(trialFolder(), "очень-длинное-имя-папки-".repeat(4))
  const { url, stop } = await startEmbedded({ dataDir, log: quiet })
  const socketFolder = new URL(url).searchParams.get("host")!
  expect(socketFolder.startsWith(dataDir)).toBe(false)
  expect(statSync(socketFolder).mode & 0o777).toBe(0o700)
  expect(await ask(url, "SELECT 1")).toEqual([[1]])
  await stop()
  expect(existsSync(socketFolder)).toBe(false)
})

test("where there are no Unix sockets it listens on this machine only, with a password", async () => {
  const { url, stop } = await startEmbedded({ dataDir: trialFolder(), log: quiet, door: "tcp" })
  try {
    expect(await ask(url, "SELECT current_setting('listen_addresses')")).toEqual([["127.0.0.1"]])
    const guessing = new URL(url)
    guessing.password = "guess"
    await expect(ask(guessing.href, "SELECT 1")).rejects.toThrow(/password authentication failed/)
  } finally {
    await stop()
  }
})

test("a database of another major version is left alone, with advice", async () => {
  const dataDir = trialFolder()
  const { stop } = await startEmbedded({ dataDir, log: quiet })
  await stop()
  await writeFile(join(dataDir, "postgres", "PG_VERSION"), "15\n")
  const failure = await startEmbedded({ dataDir, log: quiet }).catch((error) => error)
  expect(failure).toMatchObject({ code: "version_mismatch", params: { found: "15", brought: "17" } })
  expect(failure.message).toMatch(/backup.*restore/)
})

test("a folder that is no database is left alone", async () => {
  const dataDir = trialFolder()
  await mkdir(join(dataDir, "postgres"))
  await writeFile(join(dataDir, "postgres", "photo.jpg"), "x")
  await expect(startEmbedded({ dataDir, log: quiet })).rejects.toMatchObject({ code: "not_a_database" })
  expect(readFileSync(join(dataDir, "postgres", "photo.jpg"), "utf8")).toBe("x")
})

test("a creation that was cut short is begun anew", async () => {
  const dataDir = trialFolder()
  await mkdir(join(dataDir, "postgres.new"))
  await writeFile(join(dataDir, "postgres.new", "half"), "x")
  const { url, stop } = await startEmbedded({ dataDir, log: quiet })
  expect(await ask(url, "SELECT 1")).toEqual([[1]])
  await stop()
  expect(existsSync(join(dataDir, "postgres.new"))).toBe(false)
})

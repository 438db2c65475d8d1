import { execFileSync } from "node:child_process"
import { chmodSync, cpSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from "node:fs"
import { dirname, join } from "node:path"
import { describe, expect, test } from "vitest"
import { ask, quiet, trialFolder } from "#test/trial.ts"
import { chooseAccount } from "./account.ts"
import { findBinaries, makeUsable } from "./binaries.ts"
import { startEmbedded } from "./start.ts"

describe.runIf(process.getuid?.() === 0)("as root", () => {
  test("the database runs as another user, who owns its files", async () => {
    const dataDir = trialFolder()
    const { url, stop } = await startEmbedded({ dataDir, log: quiet })
    await ask(url, "SELECT 1")
    await stop()
    expect(statSync(join(dataDir, "postgres")).uid).toBeGreaterThan(0)
  })

  test("in a folder closed to others the data goes to the system's place, with a note, and is found again", async () => {
    const closed = trialFolder(0o700)
    const systemDir = join(trialFolder(), "farvater")
    const dataDir = join(closed, "data")
    const first = await startEmbedded({ dataDir, log: quiet, systemDir })
    await ask(first.url, "CREATE TABLE note AS SELECT 1 AS n")
    await first.stop()
    const data = readFileSync(join(dataDir, "postgres.where"), "utf8").split("\n")[0]!
    expect(data.startsWith(systemDir)).toBe(true)
    renameSync(dataDir, join(closed, "moved"))
    const second = await startEmbedded({ dataDir: join(closed, "moved"), log: quiet, systemDir })
    expect(await ask(second.url, "SELECT n FROM note")).toEqual([[1]])
    await second.stop()
    rmSync(dirname(data), { recursive: true })
    await expect(startEmbedded({ dataDir: join(closed, "moved"), log: quiet, systemDir })).rejects.toMatchObject({
      code: "data_missing",
    })
  })

  test("binaries that the user cannot reach are copied out once", async () => {
    const closed = trialFolder(0o700)
    const found = findBinaries()
    const root = join(closed, "native")
    cpSync(found.root, root, { recursive: true, verbatimSymlinks: true })
    const shelf = join(trialFolder(), "shelf")
    const account = chooseAccount()
    const usable = await makeUsable({ ...found, root }, account, shelf)
    expect(usable).toBe(join(shelf, `postgresql-${found.version}`))
    const made = statSync(usable).ctimeMs
    expect(await makeUsable({ ...found, root }, account, shelf)).toBe(usable)
    expect(statSync(usable).ctimeMs).toBe(made)
    expect(readdirSync(shelf)).toHaveLength(1)
    const said = execFileSync(join(usable, "bin/postgres"), ["--version"], { ...account, cwd: "/", encoding: "utf8" })
    expect(said).toContain(found.version.slice(0, 5))
  })

  test("data that root copied back gets its owner again", async () => {
    const dataDir = trialFolder()
    const first = await startEmbedded({ dataDir, log: quiet })
    await ask(first.url, "CREATE TABLE note AS SELECT 1 AS n")
    await first.stop()
    execFileSync("chown", ["-R", "0:0", join(dataDir, "postgres")])
    const second = await startEmbedded({ dataDir, log: quiet })
    expect(await ask(second.url, "SELECT n FROM note")).toEqual([[1]])
    await second.stop()
  })

  test("a folder that its owner may no longer enter is named in the refusal", async () => {
    const dataDir = join(trialFolder(), "data")
    const first = await startEmbedded({ dataDir, log: quiet })
    await first.stop()
    chmodSync(dataDir, 0o700)
    const failure = await startEmbedded({ dataDir, log: quiet }).catch((error) => error)
    expect(failure).toMatchObject({ code: "data_unreachable" })
    expect(failure.message).toContain(dataDir)
  })
})

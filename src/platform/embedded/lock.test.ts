import { spawn } from "node:child_process"
import { once } from "node:events"
import { join } from "node:path"
import { expect, test } from "vitest"
import { trialFolder } from "#test/trial.ts"
import { lockDataDir } from "./lock.ts"

test("a folder is taken once, and free again after release", async () => {
  const dataDir = join(trialFolder(), "made on the way")
  const release = await lockDataDir(dataDir)
  await expect(lockDataDir(dataDir, 0)).rejects.toMatchObject({ name: "AlreadyRunning", pid: process.pid })
  await release()
  await (await lockDataDir(dataDir))()
})

test("another process holds it until it dies, however it dies", async () => {
  const dataDir = trialFolder()
  const code = `
    import { lockDataDir } from "./src/platform/embedded/lock.ts"
    await lockDataDir(${JSON.stringify(dataDir)})
    process.stdout.write("held")
    setInterval(() => {}, 1000)`
  const other = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] })
  await once(other.stdout, "data")
  await expect(lockDataDir(dataDir, 0)).rejects.toMatchObject({ pid: other.pid })
  await expect(lockDataDir(dataDir, 0)).rejects.toThrow(`already running in ${dataDir} (process ${other.pid})`)
  other.kill("SIGKILL")
  await once(other, "close")
  await (await lockDataDir(dataDir))()
})

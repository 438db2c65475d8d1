import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { expect, onTestFinished, test } from "vitest"
import { trialFolder } from "#test/trial.ts"

const program = "bin/farvater.mjs"

/** Starts a command of the CLI in a process of its own, as a person does. */
function start(dataDir: string, args: string[]) {
  // vitest has variables of its own that look like our settings
  const { PATH, HOME = "" } = process.env
  const env = { PATH, HOME, DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "error" }
  const child = spawn(process.execPath, [program, ...args], { env, stdio: "pipe" })
  onTestFinished(() => void child.kill("SIGKILL"))
  return child
}

async function run(dataDir: string, args: string[], input = "") {
  const child = start(dataDir, args)
  child.stdin.end(input)
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "close")])
  return { code: code as number, out, err }
}

test("commands work beside a running server; a backup made there comes alive in an empty folder", {
  timeout: 240_000,
}, async () => {
  const folder = trialFolder()
  const [here, there] = [join(folder, "here"), join(folder, "there")]
  const server = start(here, ["serve"])
  const address = await new Promise<string>((found, failed) => {
    server.stdout.on("data", (words) => {
      const [, url] = /Farvater: (\S+)/.exec(String(words)) ?? []
      if (url) found(url)
    })
    server.stderr.on("data", (words) => failed(new Error(String(words))))
  })
  const addAnna = ["user", "add", "anna@example.ru", "--role", "coordinator", "--name", "Анна Лугова"]
  const added = await run(here, [...addAnna, "--password-stdin"], "дорога к дальнему маяку\n")
  expect(added).toMatchObject({ code: 0, out: "anna@example.ru: a new account, coordinator.\n" })
  const token = (await run(here, ["token", "add", "--user", "anna@example.ru", "--name", "сводка"])).out.trim()
  expect(token).toMatch(/^[\w-]{43}$/)

  const file = join(folder, "Резолюция.txt")
  writeFileSync(
    file,
    "РЕЗОЛЮЦИЯ круглого стола «Забота»\n14 марта 2025 года\nРЕШИЛИ:\n1. Администрации города Солнечного провести форум.\n",
  )
  const imported = await run(here, ["import", file, "--adopt", "--visibility", "open"])
  expect(imported).toMatchObject({ code: 0, err: "" })
  const path = new URL(imported.out.trim()).pathname
  expect(path).toMatch(/^\/resolutions\/\d+$/)
  const page = await fetch(address + path)
  expect([page.status, (await page.text()).includes("провести форум")]).toEqual([200, true])

  expect(await run(here, ["doctor"])).toMatchObject({ code: 0 })
  const archive = join(folder, "backup.tar.gz")
  const backedUp = await run(here, ["backup", archive])
  expect(backedUp).toMatchObject({ code: 0, out: expect.stringContaining("read back and whole") })
  expect((await run(here, ["backup", archive])).err).toContain("is there already")
  expect((await run(here, ["restore", archive, "--force"])).err).toContain("already running")
  server.kill("SIGTERM")
  await once(server, "close")

  const restored = await run(there, ["restore", archive])
  expect(restored).toMatchObject({ code: 0, err: "", out: expect.stringMatching(/^Restored \d+ rows .* and 1 file/) })
  expect(await run(there, ["restore", archive])).toMatchObject({ code: 1, err: expect.stringContaining("--force") })
  expect((await run(there, addAnna)).out).toContain("the account that was there")
  const examined = await run(there, ["doctor"])
  expect(examined.out).toContain("ok    Files: 1 stored, none missing")
  expect(examined.code).toBe(0)
})

test("a command says in a sentence what it cannot do", { timeout: 60_000 }, async () => {
  const nowhere = join(trialFolder(), "nowhere")
  const [typo, missing, empty, role] = await Promise.all([
    run(nowhere, ["backup", "a", "--forse"]),
    run(nowhere, ["restore"]),
    run(nowhere, ["backup", join(trialFolder(), "a.tar.gz")]),
    run(nowhere, ["user", "add", "a@example.ru", "--role", "king"]),
  ])
  expect(typo).toMatchObject({ code: 1, err: "Unknown option '--forse'.\nUse: farvater backup FILE [--force]\n" })
  expect(missing.err).toBe("Something is missing.\nUse: farvater restore FILE [--force]\n")
  expect(empty.err).toMatch(/^There is nothing to back up/)
  expect(role.err).toMatch(/^--role is one of: administrator/)
  expect(existsSync(nowhere)).toBe(false)
})

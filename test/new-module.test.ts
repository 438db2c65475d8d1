import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, beforeAll, expect, test } from "vitest"
import { testServer } from "./database.ts"

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const tools = join(root, "node_modules")
let copy: string
let server: string

/** Runs a program of node_modules in the copy. @returns its exit code and all that it said */
function run(program: string, ...args: string[]) {
  const done = spawnSync(process.execPath, [join(tools, program), ...args], {
    cwd: copy,
    encoding: "utf8",
    env: { ...process.env, VITEST: undefined, NODE_ENV: undefined, TEST_DATABASE_URL: server },
  })
  return { code: done.status, said: done.stdout + done.stderr }
}
const newModule = (...args: string[]) => run("tsx/dist/cli.mjs", "scripts/new-module.ts", ...args)

beforeAll(async () => {
  server = (await testServer()).url
  copy = mkdtempSync(join(tmpdir(), "farvater-copy-"))
  for (const path of [
    "src",
    "test",
    "scripts",
    "bench",
    "docs",
    "package.json",
    "tsconfig.json",
    "biome.json",
    "vitest.config.ts",
    ".gitignore",
  ])
    cpSync(join(root, path), join(copy, path), { recursive: true })
  symlinkSync(tools, join(copy, "node_modules"))
})
afterAll(() => rmSync(copy, { recursive: true, force: true }))

test("npm run new-module makes a module that type-checks, keeps the conventions and passes its tests", {
  timeout: 300_000,
}, () => {
  const made = newModule("meadow", "pasture")
  expect(made.code, made.said).toBe(0)
  const files = readdirSync(join(copy, "src/modules/meadow"), { recursive: true, encoding: "utf8" })
  expect(files).toContain("pasture/add-pasture.ts")
  const text = files
    .filter((f) => /\.\w+$/.test(f))
    .map((f) => readFileSync(join(copy, "src/modules/meadow", f), "utf8"))
    .join("\n")
  expect(text.match(/.*(?:registry|territor|party|parties|террит).*/gi)).toBeNull()

  // what the new module is made of, not the whole tree
  const include = ["src/**/*.d.ts", "src/modules.ts", "src/modules/meadow"]
  writeFileSync(join(copy, "tsconfig.meadow.json"), JSON.stringify({ extends: "./tsconfig.json", include }))
  const types = run("typescript/bin/tsc", "-p", "tsconfig.meadow.json")
  expect(types.code, types.said).toBe(0)
  const lint = run("@biomejs/biome/bin/biome", "check", "src/modules/meadow", "src/modules.ts")
  expect(lint.code, lint.said).toBe(0)
  const conventions = ["architecture", "translations", "permissions"]
    .map((n) => `test/${n}.test.ts`)
    .filter((f) => existsSync(join(copy, f)))
  const tests = run("vitest/vitest.mjs", "run", "src/modules/meadow", ...conventions)
  expect(tests.code, tests.said).toBe(0)
})

test("it refuses what it would spoil", () => {
  expect(newModule("Calendar").code).toBe(2)
  expect(newModule("registry").said).toContain("there already")
  expect(newModule("valley", "territory").said).toContain("choose another one")
})

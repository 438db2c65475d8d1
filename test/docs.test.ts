import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join, posix } from "node:path"
import { describe, expect, test } from "vitest"
import { z } from "zod"
import { settings } from "#platform/config.ts"
import manifest from "../package.json" with { type: "json" }
import { commands } from "../src/cli.ts"
import { modules } from "../src/modules.ts"
import { filesUnder, root, textOf } from "./tree.ts"

/** First cells of a table's rows, in the order of the page, without code marks. */
const rowsOf = (path: string) =>
  [...textOf(path).matchAll(/^\| `([^`]+)`(?:, `[^`]+`)* \|(.*)\|$/gm)].map(([, name = "", rest = ""]) => ({
    name,
    rest,
  }))
const pages = filesUnder("docs", /\.md$/)

describe("docs/operate", () => {
  test("settings.md explains every setting, with its default, and none that is not there", () => {
    const rows = rowsOf("docs/operate/settings.md")
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(settings).sort())
    for (const { name, rest } of rows) {
      const [normal = "", meaning = ""] = rest.split(" | ")
      const parsed = settings[name as keyof typeof settings].schema.safeParse(undefined)
      expect(`${name}: ${normal.replaceAll("`", "").trim()}`).toBe(`${name}: ${parsed.data ?? ""}`)
      expect(meaning.trim().length, name).toBeGreaterThan(15)
    }
  })

  test("commands.md has every command, and none that is not there", () => {
    const documented = rowsOf("docs/operate/commands.md").map(({ name }) => name.split(" ")[0])
    expect([...new Set(documented)].sort()).toEqual(Object.keys(commands).sort())
  })

  test("events.md has every event with what it carries, in the words of the code", () => {
    const expected = modules.flatMap((m) =>
      Object.entries(m.events ?? {}).map(([name, { doc, payload }]) => {
        const fields = Object.keys((z.toJSONSchema(payload, { unrepresentable: "any" }).properties as object) ?? {})
        return `| \`${name}\` | ${fields.map((f) => `\`${f}\``).join(", ")} | ${doc} |`
      }),
    )
    const written: string[] = textOf("docs/operate/events.md").match(/^\| `.*$/gm) ?? []
    expect(expected.filter((row) => !written.includes(row))).toEqual([])
    expect(written.filter((row) => !expected.includes(row))).toEqual([])
  })
})

describe("docs/decisions", () => {
  const records = pages.filter((path) => path.startsWith("docs/decisions/"))

  test("are numbered once each and say whether they are in force", () => {
    const numbers = records.map((path) => /\/(\d{4})-[a-z0-9-]+\.md$/.exec(path)?.[1])
    expect(numbers).not.toContain(undefined)
    expect(new Set(numbers).size).toBe(numbers.length)
    for (const path of records)
      expect(textOf(path), path).toMatch(/^# \d{4}\. .+\n\n\w+ \d{4} · (in force|superseded by \d{4})\n/)
  })

  test("every dependency has a line, and is used", () => {
    const { dependencies, devDependencies } = manifest
    const lines = rowsOf("docs/decisions/0000-dependencies.md").map(({ name }) => name)
    const all = [...Object.keys(dependencies), ...Object.keys(devDependencies)]
    expect(lines.sort()).toEqual(all.filter((name) => !name.startsWith("@types/")).sort())
    const code = ["src", "scripts"].flatMap((folder) => filesUnder(folder, /\.(tsx?|mjs|css)$/)).map(textOf)
    const idle = Object.keys(dependencies).filter((name) => !code.some((text) => text.includes(name)))
    expect(idle).toEqual([])
  })

  test("versions are exact", () => {
    const versions = Object.entries({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    })
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })
})

test("links between documents lead somewhere", () => {
  const front = readdirSync(root).filter((name) => /^[A-Z]+(\.ru)?\.md$/.test(name))
  const dead = [...pages, ...front, ...filesUnder("src", /README\.md$/)].flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)[^)]*\)/g)]
      .map(([, to = ""]) => posix.join(posix.dirname(path), decodeURI(to)))
      .filter((to) => !existsSync(join(root, to)))
      .map((to) => `${path} → ${to}`),
  )
  expect(pages.length).toBeGreaterThan(8)
  expect(dead).toEqual([])
})

test("documents carry no paths of somebody's machine", () => {
  const wrong = pages.filter((path) => /\/(work|home|Users)\/\w+|file:\/\//.test(textOf(path)))
  expect(wrong).toEqual([])
})

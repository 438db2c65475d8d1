import { mkdirSync, readdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"
import { z } from "zod"
import { makeDocx } from "#platform/documents/testing/make-docx.ts"
import { trialFolder } from "#test/trial.ts"
import { parseFiles } from "./parse.ts"

const samples = readdirSync("test/samples/documents")
  .filter((name) => name.endsWith(".txt"))
  .map((name) => join("test/samples/documents", name))

const text = z.string().min(1)
const lines = { fromLine: z.int().min(1), toLine: z.int().min(1) }
/** The contract of `parse --json`: these fields and no others. */
const record = z.strictObject({
  file: text,
  title: text.nullable(),
  kind: z.enum(["round_table", "conference", "forum", "council_session", "hearing", "charter", "other"]),
  date: z.iso.date().nullable(),
  place: text.nullable(),
  organiser: text.nullable(),
  participants: z.array(
    z.strictObject({ name: text.nullable(), post: text.nullable(), organisation: text.nullable() }),
  ),
  participantsCount: z.int().nullable(),
  findings: z.array(z.strictObject({ tone: z.enum(["positive", "problem", "neutral"]), text })),
  items: z.array(
    z.strictObject({
      type: z.enum(["item", "block"]),
      path: text,
      label: z.string(),
      text,
      addressees: z.array(z.strictObject({ raw: z.string(), name: text, role: z.enum(["lead", "joint", "class"]) })),
      force: z.enum(["instruct", "recommend", "petition", "appeal", "consider", "decide", "endorse"]),
      deadline: z.iso.date().nullable(),
      term: text.nullable(),
      source: z.strictObject(lines),
      parent: text.nullable(),
    }),
  ),
  unrecognised: z.array(z.strictObject({ ...lines, text: z.string() })),
  warnings: z.array(z.strictObject({ code: text, line: z.int().nullable(), message: text })),
})

test("every sample becomes a record of the contract, with warnings in words", async () => {
  expect(samples.length).toBeGreaterThan(4)
  const records = await parseFiles(samples, (file, why) => expect.unreachable(`${file}: ${why}`))
  expect(records.map((r) => r.file)).toEqual(samples)
  for (const one of records) {
    record.parse(JSON.parse(JSON.stringify(one)))
    expect(one.items.length).toBeGreaterThan(0)
    expect(new Set(one.items.map((i) => i.path)).size).toBe(one.items.length)
    for (const { code, message } of one.warnings) expect(message).not.toContain(code)
  }
})

test("what cannot be read is told by a sentence each, and the rest is read all the same", async () => {
  const folder = trialFolder()
  const put = (name: string, bytes: string | Uint8Array) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  mkdirSync(join(folder, "sub"))
  const good = put("резолюция.docx", makeDocx("<w:p><w:r><w:t>РЕШИЛИ: 1. Провести форум.</w:t></w:r></w:p>"))
  const bad = [
    join(folder, "absent.docx"),
    join(folder, "sub"),
    put("empty.txt", ""),
    put("old.doc", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("WordDocument", "utf16le")])),
    put("broken.docx", makeDocx("").slice(0, 100)),
    put("picture.png", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")),
  ]
  const told: [string, string][] = []
  const records = await parseFiles([bad[0]!, good, ...bad.slice(1)], (...one) => told.push(one))
  expect(records.map((r) => r.file)).toEqual([good])
  expect(told.map(([file]) => file)).toEqual(bad)
  expect(told[0]![1]).toBe("there is no such file")
  expect(told[3]![1]).toMatch(/save it as \.docx/)
  for (const [, why] of told) expect(why).toMatch(/^\w[^{}]{10,}$/)
})

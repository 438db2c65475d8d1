import fc from "fast-check"
import { expect, test } from "vitest"
import { readTable } from "#platform/documents/table/read-table.ts"
import { csvHead, csvRows } from "./csv.ts"
import type { Column } from "./xlsx.ts"

const columns: Column[] = [
  { header: "Имя", width: 10, type: "text" },
  { header: "Дата", width: 10, type: "date" },
  { header: "Число", width: 10, type: "number" },
]
const file = (rows: (string | number | null)[][]) => new TextEncoder().encode(csvHead(columns) + csvRows(columns, rows))

test("what a spreadsheet would count is guarded, and numbers are not", () => {
  const rows = ["=1+1", "+7 900 000-00-01", "-2", "@SUM(A1)", "\tx", "\rx", "\nx", "＝1", "'=1", "обычный"]
  expect(
    csvRows(
      [columns[0]!],
      rows.map((text) => [text]),
    )
      .split("\r\n")
      .map((line) => line.slice(0, 3)),
  ).toEqual([`"'=`, `"'+`, `"'-`, `"'@`, `"'\t`, `"'\r`, `"'\n`, `"'＝`, `"''`, `"об`, ""])
  expect(csvRows(columns, [["a", "2026-03-14", -5]])).toBe(`"a";"14.03.2026";-5\r\n`)
  expect(csvHead([{ ...columns[0]!, header: "=cmd()" }])).toBe(`\uFEFF"'=cmd()"\r\n`)
})

test("property: any text comes back as it was, guarded or not", async () => {
  const text = fc.oneof(fc.string({ unit: "grapheme" }), fc.string({ unit: fc.constantFrom(..."'=+-@;,\"\n x＋") }))
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1 }), async (texts) => {
      const plain = texts.map((one) => `.${one}`.replace(/[\r\0-\x08\x0e-\x1f]/g, "").toWellFormed())
      const signed = plain.map((one) => one.slice(1)).map((one) => (one.trim() ? one : "+"))
      const read = await readTable(file([...plain, ...signed].map((one) => [one, null, 1])))
      expect(read.rows.slice(1).map(({ cells }) => cells[0])).toEqual([...plain, ...signed])
    }),
    { numRuns: 60 },
  )
})

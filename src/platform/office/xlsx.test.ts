import fc from "fast-check"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { expect, test } from "vitest"
import { buildDocx } from "./docx.ts"
import { readSheet, readSheets, type Sheet, writeSheets } from "./xlsx.ts"
import { xmlText } from "./xml-text.ts"

const sheet = (rows: Sheet["rows"]): Sheet => ({
  name: "Пункты: 1/2",
  columns: [
    { header: "Текст", width: 60, type: "text" },
    { header: "Срок", width: 12, type: "date" },
    { header: "Баллы", width: 8, type: "number" },
  ],
  rows,
})

const part = (bytes: Uint8Array, name: string) => strFromU8(unzipSync(bytes)[name]!)

test("text, dates and numbers come back; the header row is frozen, text is wrapped", async () => {
  const bytes = await writeSheets([
    sheet([["Создать совет\nветеранов", "2019-03-14", 7.5]]),
    { ...sheet([]), name: "Вторая" },
  ])
  expect(await readSheets(bytes)).toEqual({
    ok: true,
    sheets: [
      {
        name: "Пункты  1 2",
        rows: [
          ["Текст", "Срок", "Баллы"],
          ["Создать совет\nветеранов", new Date("2019-03-14T00:00:00Z"), "7.5"],
        ],
      },
      { name: "Вторая", rows: [["Текст", "Срок", "Баллы"]] },
    ],
  })
  expect(part(bytes, "xl/worksheets/sheet1.xml")).toMatch(/<pane[^>]*ySplit="1"[^>]*state="frozen"/)
  expect(part(bytes, "xl/styles.xml")).toContain('wrapText="1"')
})

test("a text that looks like a formula is text", async () => {
  const bytes = await writeSheets([
    sheet([
      ['=HYPERLINK("http://example.org")', null, null],
      ["+7 900", null, null],
      ["@SUM(1)", null, null],
    ]),
  ])
  expect(part(bytes, "xl/worksheets/sheet1.xml")).not.toContain("<f>")
  const read = await readSheet(bytes)
  expect(read.ok && read.rows.map((row) => row[0])).toEqual([
    "Текст",
    '=HYPERLINK("http://example.org")',
    "+7 900",
    "@SUM(1)",
  ])
})

test("property: any text survives", async () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("_x0041_", "constructor", "__proto__", " a ", "<&>\"'", "toString"),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        text.filter((t) => t !== "" && xmlText(t) === t),
        { minLength: 1 },
      ),
      async (texts) => {
        const read = await readSheet(await writeSheets([sheet(texts.map((t) => [t, null, null]))]))
        expect(read.ok && read.rows.slice(1).map((row) => row[0])).toEqual(texts)
      },
    ),
    { numRuns: 60 },
  )
})

test("what XML cannot hold is dropped, line breaks are one", () => {
  expect(xmlText("а\u0000б\u007F\uD800в\uFFFF\r\nг\rд\u2028е 😀")).toBe("абв\nг\nд\nе 😀")
})

test("a longer text than Excel holds is cut openly", async () => {
  const read = await readSheet(await writeSheets([sheet([["я".repeat(40_000), null, null]])]))
  expect(read.ok && read.rows[1]![0]).toMatch(/^я{32766}…$/)
})

test("what is not a workbook, is broken or would not fit is refused", async () => {
  const good = unzipSync(await writeSheets([sheet([["a", null, null]])]))
  const path = "xl/worksheets/sheet1.xml"
  const changed = (from: string | RegExp, to: string) =>
    zipSync({ ...good, [path]: strToU8(strFromU8(good[path]!).replace(from, to)) })
  expect(await readSheet(strToU8("Название;Город"))).toEqual({ ok: false, code: "not_xlsx" })
  expect(await readSheet(await buildDocx({ title: "t", language: "ru", blocks: [] }))).toEqual({
    ok: false,
    code: "not_xlsx",
  })
  expect(await readSheet(changed("</sheetData>", ""))).toEqual({ ok: false, code: "broken" })
  expect(await readSheet(changed(/^(<\?xml[^>]*>)?/, '<!DOCTYPE x [<!ENTITY a "b">]>'))).toEqual({
    ok: false,
    code: "broken",
  })
  expect(await readSheet(zipSync({ ...good, "xl/media/a.bin": new Uint8Array(40 * 2 ** 20) }))).toEqual({
    ok: false,
    code: "too_large",
  })
  expect(await readSheet(zipSync({ ...good, "xl/vbaProject.bin": strToU8("x") }))).toEqual({
    ok: false,
    code: "macros",
  })
})

test("a sheet with one far cell does not fill memory; an empty last row, as LibreOffice writes, is no harm", async () => {
  const good = unzipSync(await writeSheets([sheet([["a", null, null]])]))
  const path = "xl/worksheets/sheet1.xml"
  const add = (row: string) =>
    zipSync({ ...good, [path]: strToU8(strFromU8(good[path]!).replace("</sheetData>", `${row}</sheetData>`)) })
  const far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
  expect(await readSheet(add(far))).toEqual({ ok: false, code: "too_large" })
  const wide = Array.from({ length: 400 }, (_, i) => `<row r="${i + 3}"><c r="XFD${i + 3}"/></row>`).join("")
  expect(await readSheet(add(wide))).toEqual({ ok: false, code: "too_large" })
  const read = await readSheet(add('<row r="1048576"><c r="A1048576"/></row>'))
  expect(read.ok && read.rows.length).toBe(2)
})

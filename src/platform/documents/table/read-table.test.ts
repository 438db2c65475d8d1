import fc from "fast-check"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import iconv from "iconv-lite"
import { describe, expect, test } from "vitest"
import { writeSheets } from "#platform/office/xlsx.ts"
import { readTableSafely } from "../read-document-safely.ts"
import { readTable } from "./read-table.ts"
import { tableLimits } from "./table.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const cells = async (of: Uint8Array) => (await readTable(of)).rows.map((row) => row.cells)
const refusal = async (of: Uint8Array) => (await readTable(of).catch((err) => err)).code
const column = (header: string) => ({ header, width: 10, type: "text" as const })

describe("delimited text", () => {
  test("is read with any delimiter, in any encoding of Russian, with a byte order mark and quoted cells", async () => {
    const rows = [
      ["Название", "Телефон"],
      ['Клуб «Луч»; "малый"', "+7 900 000-00-01"],
    ]
    const text = (by: string) =>
      rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(by)).join("\r\n")
    for (const by of [";", "\t", ","]) {
      expect(await cells(bytes(text(by)))).toEqual(rows)
      expect(await cells(bytes(`\uFEFF${text(by)}`))).toEqual(rows)
      expect(await cells(iconv.encode(text(by), "win1251"))).toEqual(rows)
      expect(await cells(iconv.encode(`\uFEFF${text(by)}`, "utf16le"))).toEqual(rows)
    }
    expect(await cells(bytes("sep=;\na;b\n1;2"))).toEqual([
      ["a", "b"],
      ["1", "2"],
    ])
  })
  test("keeps the number of each line, leaves empty ones out, and takes the guard off formulas", async () => {
    expect(await readTable(bytes("а;б\n\n;;\n'=1+1;'+7 900"))).toEqual({
      rows: [
        { line: 1, cells: ["а", "б"] },
        { line: 4, cells: ["=1+1", "+7 900"] },
      ],
    })
  })
})

describe("a workbook", () => {
  test("gives back what was written into it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(
            fc.string({ unit: "grapheme", maxLength: 12 }).map((s) => `x${s.replace(/[\r\u2028\u2029]/g, "")}`),
            { minLength: 2, maxLength: 2 },
          ),
          { minLength: 1, maxLength: 5 },
        ),
        async (rows) => {
          const book = await writeSheets([{ name: "1", columns: [column("а"), column("б")], rows }])
          const read = await cells(book)
          const again = await cells(
            await writeSheets([{ name: "1", columns: [column("а"), column("б")], rows: read.slice(1) }]),
          )
          expect(again).toEqual(read)
          expect(read).toHaveLength(rows.length + 1)
        },
      ),
      { numRuns: 25 },
    )
  })
  test("says dates as days and long numbers in full; formulas by their value", async () => {
    const book = await writeSheets([
      {
        name: "1",
        columns: [
          { header: "день", width: 9, type: "date" },
          { header: "ИНН", width: 9, type: "number" },
          column("текст"),
        ],
        rows: [["2026-12-25", 7707083893, "=1+1"]],
      },
    ])
    expect((await cells(book))[1]).toEqual(["25.12.2026", "7707083893", "=1+1"])
  })
  test("with merged headings, formulas, an error and days kept as numbers gives what one sees", async () => {
    const days = { header: "день", width: 9, type: "date" as const }
    const book = unzipSync(
      await writeSheets([{ name: "1", columns: [days, column("б")], rows: [["1993-01-01", "x"]] }]),
    )
    const path = "xl/worksheets/sheet1.xml"
    const style = /<c r="A2"[^>]* s="(\d+)"/.exec(strFromU8(book[path]!))?.[1]
    const sheet = strFromU8(book[path]!).replace(
      /<sheetData>.*<\/sheetData>/s,
      `<sheetData>
        <row r="1"><c r="A1" t="inlineStr"><is><t>Телефон и почта</t></is></c><c r="B1"/><c r="C1" t="inlineStr"><is><t>Итого</t></is></c></row>
        <row r="2"><c r="A2" s="${style}"><v>33970</v></c><c r="B2"><f>1+1</f><v>2</v></c><c r="C2" t="str"><f>A1&amp;""</f><v>текст</v></c></row>
        <row r="3"><c r="A3"><v>33970</v></c><c r="B3"><f>НЕТ()</f></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
        <row r="9"><c r="A9"/></row>
      </sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>`,
    )
    expect(await cells(zipSync({ ...book, [path]: strToU8(sheet) }))).toEqual([
      ["Телефон и почта", "", "Итого"],
      ["01.01.1993", "2", "текст"],
      ["33970"],
    ])
  })
  test("is read in a process of its own", async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => [`Имя ${i}`, String(i)])
    const book = await writeSheets([{ name: "1", columns: [column("а"), column("б")], rows }])
    expect((await readTableSafely(book)).rows).toHaveLength(3001)
    await expect(readTableSafely(book, { wallTime: 1 })).rejects.toMatchObject({ code: "timeout" })
  })
})

test("what is no table, or too large, is refused by its reason", async () => {
  expect(await refusal(new Uint8Array())).toBe("empty_table")
  expect(await refusal(bytes(" \n;;;\n"))).toBe("empty_table")
  expect(await refusal(Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"))).toBe("not_table")
  expect(await refusal(Buffer.from("d0cf11e0a1b11ae1", "hex"))).toBe("not_table")
  expect(await refusal(zipSync({ "word/document.xml": bytes("<a/>") }))).toBe("not_table")
  expect(await refusal(bytes("PK\u0003\u0004 broken"))).toBe("broken")
  expect(await refusal(new Uint8Array(tableLimits.fileSize + 1))).toBe("too_large_table")
  expect(await refusal(bytes(Array.from({ length: tableLimits.columns + 1 }, () => "x").join(";")))).toBe(
    "too_large_table",
  )
  expect(await refusal(zipSync({ "xl/bomb.xml": new Uint8Array(90 * 2 ** 20) }))).toBe("zip_bomb")
  expect(await refusal(bytes("x\n".repeat(tableLimits.rows + 1)))).toBe("too_large_table")
})

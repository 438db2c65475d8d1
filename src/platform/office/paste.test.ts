import fc from "fast-check"
import { expect, test } from "vitest"
import { parsePasted } from "./paste.ts"

test("a range pasted out of Excel, with line breaks inside cells", () => {
  expect(parsePasted('Название\tАдрес\r\n"Совет\nветеранов"\tул. Мира, 1\r\n')).toEqual([
    ["Название", "Адрес"],
    ["Совет\nветеранов", "ул. Мира, 1"],
  ])
})

test("quotes of names stay: Excel does not double them where no line break is", () => {
  expect(parsePasted('"Ромашка" ООО\tАНО "Берег"\n')).toEqual([['"Ромашка" ООО', 'АНО "Берег"']])
  expect(parsePasted('"не закрыта\tвторая')).toEqual([['"не закрыта', "вторая"]])
})

test("CSV of a Russian Excel and of others", () => {
  expect(parsePasted('\uFEFFНазвание;Город\n"АНО ""Берег""; филиал";Чехов')).toEqual([
    ["Название", "Город"],
    ['АНО "Берег"; филиал', "Чехов"],
  ])
  expect(parsePasted('name,town\n"Shore, branch",Riga')).toEqual([
    ["name", "town"],
    ["Shore, branch", "Riga"],
  ])
})

test("one column of names with commas stays one column", () => {
  const names = "Совет ветеранов, г. Чехов\nОбщество слепых, г. Серпухов"
  expect(parsePasted(names)).toEqual([["Совет ветеранов, г. Чехов"], ["Общество слепых, г. Серпухов"]])
  expect(parsePasted("Совет ветеранов")).toEqual([["Совет ветеранов"]])
  expect(parsePasted("")).toEqual([])
})

const cell = fc.oneof(fc.string(), fc.constantFrom('"', '""', "\n", 'a"b', '"a"', "a\nb", "a;b", "a\tb", '"\t"'))

test("property: what a spreadsheet writes is read back cell by cell", () => {
  for (const delimiter of ["\t", ";", ","] as const) {
    const quote = (text: string) => (/["\n\t;,]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1 }), (rows) => {
        const clean = rows.map((row) => row.map((text) => text.replace(/\r/g, "")))
        const text = clean.map((row) => row.map(quote).join(delimiter)).join("\r\n")
        expect(parsePasted(text.replace(/^\uFEFF/, ""), delimiter)).toEqual(
          clean.map((row, i) => (i ? row : [row[0]!.replace(/^\uFEFF/, ""), ...row.slice(1)])),
        )
      }),
    )
  }
})

test("property: any text gives rows, and no letter of it is lost", () => {
  const letters = (text: string) => text.replace(/["\s;,\uFEFF]/g, "")
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(letters(parsePasted(text).flat().join(""))).toBe(letters(text))
    }),
  )
})

test("a megabyte of quotes is read in reasonable time", () => {
  const started = performance.now()
  parsePasted('"a\t""b""\t"\n'.repeat(80_000))
  parsePasted('"'.repeat(1_000_001))
  expect(performance.now() - started).toBeLessThan(3000)
})

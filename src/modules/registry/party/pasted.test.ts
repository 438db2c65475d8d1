import fc from "fast-check"
import { describe, expect, test } from "vitest"
import type { Territory } from "../territory/territory.ts"
import { foldName } from "./party.ts"
import {
  type Checked,
  type Corrections,
  checkPasted,
  foldedNames,
  type Pasted,
  pastedText,
  readPasted,
} from "./pasted.ts"

const places: Territory[] = [{ id: 1, parentId: null, name: "Заречный", kind: "settlement" }]
const check = (pasted: Pasted, more: Partial<Parameters<typeof checkPasted>[1]> = {}): Checked =>
  checkPasted(pasted, {
    existing: new Map(),
    byInn: new Map([["7707083893 ", 9]]),
    territories: places,
    assumed: { nature: "organisation", kind: "ngo" },
    chosen: new Map(),
    kindOfCell: () => null,
    permits: () => true,
    ...more,
  })
const read = (text: string, corrected: Corrections = {}) => readPasted(text, places, corrected)

describe("columns", () => {
  test("are named by headings in Russian and in English", () => {
    expect(
      read(
        "№ п/п\tПолное наименование организации\tИНН\tРайон\tТелефон\tЭл. почта\tФИО руководителя\tАдрес\tСайт\tВид\n1\tА",
      ).columns,
    ).toEqual(["ignored", "name", "inn", "territory", "phone", "email", "letterTo", "postalAddress", "site", "kind"])
    expect(read("Название\tЭлектронная почта\tЭлектронная почта руководителя\nА").columns).toEqual([
      "name",
      "email",
      "headEmail",
    ])
    expect(read("Name\tE-mail of the head\tE-mail\nA").columns).toEqual(["name", "headEmail", "email"])
    expect(read("Name\tShort name\tE-mail\tDistrict\nA\tB\tc@d.ru\tE").columns).toEqual([
      "name",
      "shortName",
      "email",
      "territory",
    ])
  })
  test("are told by what cells look like when there are no headings", () => {
    const pasted = read(
      "1\tКлуб «Надежда»\t+7 (900) 000-00-01\tklub@example.ru\tЗаречный\t5001234567\n" +
        "2\tОрганизация инвалидов\t8 900 000 00 02\t\tг. Чистополье\t5001234568",
    )
    expect(pasted.header).toBeNull()
    expect(pasted.columns).toEqual(["ignored", "name", "phone", "email", "territory", "ignored"])
    expect(pasted.rows).toHaveLength(2)
  })
  test("a list of names alone keeps its first row, «Организация инвалидов» included", () => {
    for (const first of ["Организация инвалидов", "Городской совет", "Клуб «Луч»"])
      expect(read(`${first}\nСоюз садоводов`).rows).toHaveLength(2)
    expect(read("Организация\nСоюз садоводов").rows).toHaveLength(1)
  })
  test("can be corrected", () => {
    const pasted = read("Ромашка\tЛуч", { columns: ["shortName", "name"], header: false })
    expect(check(pasted).accepted[0]?.row).toMatchObject({ name: "Луч", shortName: "Ромашка" })
  })
})

describe("rows", () => {
  test("carry all fields, the kind by its column, by the name, by the choice, or as assumed", () => {
    const pasted = read(
      "Название\tВид\tГород\tСайт\nСовет отцов\t\tг. Заречный\tvk.com/otcy\nЛуч\tклуб\t\t\nПодсолнух\t\t\t\nИскра\t\t\t",
    )
    const { accepted } = check(pasted, { chosen: new Map([[5, { nature: "body", kind: "commission" }]]) })
    expect(accepted.map(({ row, kind }) => [row.name, row.kind, kind])).toEqual([
      ["Совет отцов", "council", "guessed"],
      ["Луч", "club", "named"],
      ["Подсолнух", "ngo", "assumed"],
      ["Искра", "commission", "chosen"],
    ])
    expect(accepted[0]?.row).toMatchObject({ nature: "body", territory: "г. Заречный", site: "https://vk.com/otcy" })
  })
  test("are refused with the field and the reason, or known as repeated", () => {
    const pasted = read("Название\tПочта\n\tx@example.ru\nЛуч\tне знаю\nИскра\t\nИСКРА\t\nАНО «Дом»\t")
    const checked = check(pasted, { existing: new Map([[foldName('ано "дом"'), 7]]) })
    expect(checked.refused.map(({ line, reasons }) => [line, reasons.map((r) => [r.field, r.saying.key])])).toEqual([
      [2, [["name", "invalid.required"]]],
      [3, [["email", "invalid.email"]]],
    ])
    expect(checked.repeated).toEqual([
      { line: 5, name: "ИСКРА", ofLine: 4 },
      { line: 6, name: "АНО «Дом»", id: 7 },
    ])
    expect(checked.accepted.map(({ line }) => line)).toEqual([4])
  })
  test("are known again by ИНН and КПП, whatever they are called, also without the zero that Excel drops", () => {
    const pasted = read(
      "Название\tИНН\tКПП\tОГРН\nЛуч\t7707083893\t\t\nЛуч, филиал\t7707083893\t773601001\t\nЗаря\t101000021\t\t\nСвет\t0101000021\t\t\nИскра\t7707083892\t12\t5",
    )
    const { accepted, refused, repeated } = check(pasted)
    expect(repeated).toEqual([
      { line: 2, name: "Луч", id: 9 },
      { line: 5, name: "Свет", ofLine: 4 },
    ])
    expect(accepted.map(({ row }) => [row.name, row.inn, row.kpp])).toEqual([
      ["Луч, филиал", "7707083893", "773601001"],
      ["Заря", "0101000021", ""],
    ])
    expect(refused.flatMap(({ reasons }) => reasons.map(({ saying }) => saying.key))).toEqual([
      "registry.invalid.inn_digit",
      "registry.invalid.ogrn_length",
      "registry.invalid.kpp",
    ])
  })
  test("of a foreign or an ambiguous territory are refused", () => {
    const twice = [...places, { id: 2, parentId: 1, name: "п. Заречный", kind: "settlement" as const }]
    const reasons = (c: Checked) => c.refused.map((r) => r.reasons[0]?.saying.key)
    const pasted = read("Название\tГород\nЛуч\tЗаречный")
    expect(reasons(check(pasted, { territories: twice }))).toEqual(["registry.paste.several_territories"])
    expect(reasons(check(pasted, { permits: () => false }))).toEqual(["registry.paste.foreign_territory"])
  })
})

const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'аб «»"Ё@.1-\n\t;,') }),
  fc.constantFrom("Совет ветеранов", "Название", "Почта", "a@b.ru", "", "г. Заречный", "8 900 000-00-00"),
)
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 12 })

test("any text is read without a crash, and every row lies in exactly one list", () => {
  const whole = (text: string) => {
    const pasted = read(text)
    const { accepted, refused, repeated } = check(pasted)
    const lines = [...accepted, ...refused, ...repeated].map(({ line }) => line).sort((a, b) => a - b)
    expect(lines).toEqual(pasted.rows.map(({ line }) => line))
    const uses = pasted.columns.filter((use) => use !== "ignored")
    expect(new Set(uses).size).toBe(uses.length)
    expect(new Set(accepted.map(({ row }) => foldName(row.name))).size).toBe(accepted.length)
    expect(foldedNames(pasted).length).toBeLessThanOrEqual(pasted.rows.length)
  }
  fc.assert(fc.property(fc.string({ unit: "grapheme" }), whole))
  fc.assert(
    fc.property(table, (rows) =>
      whole(
        pastedText(
          null,
          rows.map((cells) => ({ cells })),
        ),
      ),
    ),
  )
})

test("rows left over read again as they were", () => {
  fc.assert(
    fc.property(table, (rows) => {
      const pasted = read(
        pastedText(
          null,
          rows.map((cells) => ({ cells })),
        ),
        { header: false },
      )
      const again = read(pastedText(null, pasted.rows), { header: false })
      expect(again.rows.map(({ cells }) => cells)).toEqual(pasted.rows.map(({ cells }) => cells))
    }),
  )
})

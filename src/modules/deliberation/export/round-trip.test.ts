import fc from "fast-check"
import { expect, test } from "vitest"
import { writeSheets } from "#platform/office/xlsx.ts"
import { forces, kinds } from "../resolution/resolution.ts"
import { type ExportedResolution, exportedResolution, roles, tones, types } from "./exported-resolution.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import { readResolutionXlsx } from "./read-resolution-xlsx.ts"
import { readResolutionJson, resolutionJson, resolutionJsonSchema } from "./resolution-json.ts"
import { resolutionXlsx } from "./resolution-xlsx.ts"
import { english, russian, sample } from "./sample.ts"

const whole = exportedResolution.parse(sample)
const jsonOf = (model: ExportedResolution) => new TextDecoder().decode(resolutionJson(model))

const text = fc.string({ minLength: 1 }).map((t) => t.trim() || "слово")
const line = text.map((t) => t.replaceAll(";", ","))
const date = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2100-01-01"), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10))
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const model: fc.Arbitrary<ExportedResolution> = fc.record({
  title: text,
  kind: fc.constantFrom(...kinds),
  kindLabel: text,
  date: maybe(date),
  dateEnd: maybe(date),
  place: maybe(text),
  organiser: maybe(text),
  preamble: fc.array(text, { maxLength: 3 }),
  participantsCount: maybe(fc.nat(5000)),
  organisations: fc.array(text, { maxLength: 3 }),
  findings: fc.array(fc.record({ tone: fc.constantFrom(...tones), text }), { maxLength: 3 }),
  items: fc.uniqueArray(
    fc.record({
      type: fc.constantFrom(...types),
      path: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 }).map((path) => path.join(".")),
      label: fc.constantFrom("", "1.", "2.10", "–", "а)", "=1+1"),
      text,
      depth: fc.nat(3),
      addressees: fc.array(fc.record({ name: line, role: fc.constantFrom(...roles) }), { maxLength: 3 }),
      force: fc.constantFrom(...forces),
      forceLabel: text,
      deadline: maybe(date),
      term: maybe(text),
      theme: maybe(text),
      status: maybe(text),
      amendedFrom: maybe(text),
    }),
    { selector: ({ path }) => path, maxLength: 5 },
  ),
  closing: fc.array(text, { maxLength: 2 }),
  adoptedOn: maybe(date),
  amendments: fc.array(
    fc.record({ date, number: fc.integer({ min: 1, max: 99 }), path: text, before: text, after: text, reason: text }),
    { maxLength: 2 },
  ),
  url: fc.constantFrom("", "https://example.ru/resolutions/7"),
})

test("what is exported is imported the same, from .xlsx in both languages and from .json", async () => {
  expect(await readResolutionXlsx(await resolutionXlsx(sample, russian))).toEqual({ ok: true, resolution: whole })
  expect(await readResolutionXlsx(await resolutionXlsx(sample, english))).toEqual({ ok: true, resolution: whole })
  expect(readResolutionJson(jsonOf(sample))).toEqual({ ok: true, resolution: whole })
})

test("property: any resolution survives both ways", async () => {
  await fc.assert(
    fc.asyncProperty(model, async (any) => {
      expect(readResolutionJson(jsonOf(any))).toEqual({ ok: true, resolution: any })
      expect(await readResolutionXlsx(await resolutionXlsx(any, russian))).toEqual({ ok: true, resolution: any })
    }),
    { numRuns: 60 },
  )
})

test("JSON: version, fixed order, every key in the README; the same bytes each time", async () => {
  expect(jsonOf(sample)).toMatch(/^\{\n {2}"format": "farvater\.resolution",\n {2}"version": 1,\n/)
  expect(jsonOf(sample)).toBe(jsonOf(Object.fromEntries(Object.entries(sample).reverse()) as ExportedResolution))
  const { readFileSync } = await import("node:fs")
  const readme = readFileSync(new URL("./README.md", import.meta.url), "utf8")
  const keys = [...Object.keys(whole), ...Object.keys(whole.items[0]!), ...Object.keys(whole.amendments[0]!)]
  expect(keys.filter((key) => !readme.includes(`\`${key}\``))).toEqual([])
  expect(JSON.stringify(resolutionJsonSchema())).toContain('"amendedFrom"')
})

test("JSON: what is wrong is told by item and field", () => {
  const bad = { ...sample, date: "2026-02-30", items: [sample.items[0], { ...sample.items[1], force: "demand" }] }
  expect(readResolutionJson(JSON.stringify({ version: 1, resolution: bad }))).toEqual({
    ok: false,
    errors: [
      { code: "field_invalid", row: 0, params: { field: "date" } },
      { code: "field_invalid", row: 2, params: { field: "items.1.force" } },
    ],
  })
  const codes = (text: string) => {
    const read = readResolutionJson(text)
    return read.ok ? [] : read.errors.map(({ code }) => code)
  }
  expect(codes("{")).toEqual(["json_broken"])
  expect(codes("null")).toEqual(["version_unknown"])
  expect(codes('{"version": 2}')).toEqual(["version_unknown"])
  expect(
    codes(JSON.stringify({ version: 1, resolution: { ...sample, items: [sample.items[0], sample.items[0]] } })),
  ).toEqual(["path_duplicate"])
})

const byHand = (headers: string[], rows: (string | number | null)[][], type: "text" | "date" = "text") =>
  writeSheets([{ name: "Лист1", columns: headers.map((header) => ({ header, width: 20, type })), rows }])

test("a sheet made by hand: other headers, numbers typed as numbers, terms in words", async () => {
  const read = await readResolutionXlsx(
    await byHand(
      ["№ п/п", "Решение", "Ответственный", "Вид решения", "Срок исполнения"],
      [
        [1, "Создать совет", "Администрация города; Совет ветеранов", "Поручить", "01.06.2026"],
        ["", "", "", "", ""],
        ["2)", "Провести форум", null, null, "до конца года"],
      ],
    ),
  )
  expect(
    read.ok &&
      read.resolution.items.map(({ path, label, text, addressees, force, deadline, term }) => [
        path,
        label,
        text,
        addressees.map(({ name }) => name),
        force,
        deadline,
        term,
      ]),
  ).toEqual([
    ["1", "1", "Создать совет", ["Администрация города", "Совет ветеранов"], "instruct", "2026-06-01", null],
    ["2", "2)", "Провести форум", [], "decide", null, "до конца года"],
  ])
})

test("mistakes are told with their row", async () => {
  const read = await readResolutionXlsx(
    await byHand(
      ["Путь", "Текст", "Вид решения", "Тип", "Уровень", "Адресаты", "Роли адресатов", "Срок", "Срок словами"],
      [
        ["1", "", "потребовать", "глава", "первый", "Совет", "друг", "скоро", "летом"],
        ["1", "Да", null, null, null, null, null, null, null],
      ],
    ),
  )
  expect(read.ok || read.errors.map(({ code, row }) => `${row} ${code}`)).toEqual([
    "2 text_missing",
    "2 type_unknown",
    "2 force_unknown",
    "2 number_invalid",
    "2 role_unknown",
    "2 date_invalid",
    "3 path_duplicate",
  ])
  const dated = await readResolutionXlsx(await byHand(["Номер", "Текст"], [["2026-01-02", "2026-01-03"]], "date"))
  expect(dated.ok || dated.errors.map(({ code }) => code)).toEqual(["path_is_date"])
})

test("a file that is no list of items is told apart", async () => {
  const code = async (bytes: Uint8Array) => {
    const read = await readResolutionXlsx(bytes)
    return read.ok ? "" : read.errors[0]!.code
  }
  expect(await code(new TextEncoder().encode("Номер;Текст"))).toBe("not_xlsx")
  expect(await code(await byHand(["Фамилия"], [["Иванова"]]))).toBe("sheet_missing")
})

test("both languages say the same keys", () => {
  expect(Object.keys(en)).toEqual(Object.keys(ru))
})

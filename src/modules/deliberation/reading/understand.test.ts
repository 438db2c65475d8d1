import { existsSync } from "node:fs"
import path from "node:path"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { SourceLine } from "#platform/documents/source.ts"
import { documentsIn, linesOf, run, totals } from "../../../../bench/parse.ts"
import { understand } from "./understand.ts"

const root = path.join(import.meta.dirname, "../../../..")
const samples = path.join(root, "test/samples/documents")
const corpus = path.join(root, "../shared/corpus")
const share = ([right, of]: [number, number]) => (of ? right / of : 1)

describe("documents of the project's own", async () => {
  for (const { name, score } of await run([samples])) {
    it(name, () => expect(score.wrong).toEqual([]))
  }
})

describe.skipIf(!existsSync(corpus))("real documents", () => {
  it("are read as a careful reader reads them", async () => {
    const figures = totals(await run([corpus]))
    for (const figure of ["precision", "recall", "path"] as const) {
      expect(share(figures[figure]), figure).toBeGreaterThanOrEqual(0.98)
    }
    expect(share(figures.addressee)).toBeGreaterThanOrEqual(0.95)
    for (const figure of ["title", "kind", "date", "place", "participants", "findings", "organiser"] as const) {
      expect(share(figures[figure]), figure).toBe(1)
    }
  })
})

/** Pieces out of which resolutions are made, in any order: far more dangerous than letters at random. */
const fragment = fc.constantFrom(
  "РЕЗОЛЮЦИЯ",
  "Участники форума рекомендуют:",
  "РЕШИЛИ:",
  "р е ш и л о:",
  "СЛУШАЛИ: Петрова П.П.",
  "Повестка дня:",
  "В работе приняли участие 67 человек:",
  "отмечают, что:",
  "Администрации города:",
  "Рекомендовать СМИ:",
  "1. создать центр",
  "1. Поручить Совету ветеранов:",
  "2) провести акцию до 01.02.2024",
  "2.1. выделить средства;",
  "III. МЕХАНИЗМЫ",
  "IV. Провести форум.",
  "а) первое",
  "- второе",
  "• третье:",
  "6. Срок: до конца года",
  "Срок: 1 мая 2024 года",
  "Ответственный: Иванов И.И.",
  "г. Тула\t14 марта 2019 г.",
  "Председатель ____________ И.О. Фамилия",
  "[bookmark: _GoBack]1.1 текст «без конца",
  "Решили: 1. Одно. 2. Другое. 3. Третье.",
  "",
  " ",
  "Голосовали: за – 3",
  "16.00 час. начало",
  "«» ( ) — \u0000 \ud800",
)
const line = fc.record(
  {
    text: fc.oneof(
      { weight: 4, arbitrary: fragment },
      fc.string({ unit: "binary", maxLength: 80 }),
      fc.string({ maxLength: 300 }),
    ),
    kind: fc.constantFrom<SourceLine["kind"]>("paragraph", "paragraph", "paragraph", "table", "footnote", "header"),
    marker: fc.constantFrom("1.", "2.1.", "-", "III.", "а)", "", "(1)"),
    level: fc.integer({ min: 1, max: 9 }),
  },
  { requiredKeys: ["text", "kind"] },
)
const document = fc
  .array(line, { maxLength: 40 })
  .map((lines) => lines.map((one, i): SourceLine => ({ ...one, n: i + 1 })))

describe("whatever the text", () => {
  it("loses no line, repeats no path, and reads the same twice", () => {
    fc.assert(
      fc.property(document, (lines) => {
        const understood = understand(lines)
        expect(understood.lines.map((one) => one.n)).toEqual(lines.map((one) => one.n))
        const paths = understood.items.map((item) => item.path)
        expect(new Set(paths).size).toBe(paths.length)
        for (const item of understood.items) {
          expect(item.source.fromLine).toBeGreaterThan(0)
          expect(item.source.toLine).toBeGreaterThanOrEqual(item.source.fromLine)
          if (item.parent !== null) expect(paths).toContain(item.parent)
        }
        for (const { role, ref } of understood.lines) {
          if (role === "item" || role === "block") expect(understood.items[ref!]).toBeDefined()
        }
        expect(understand(lines)).toEqual(understood)
      }),
      { numRuns: 300 },
    )
  })

  it("keeps every word of the decisions", () => {
    for (const { text } of documentsIn(samples)) {
      const lines = linesOf(text)
      const understood = understand(lines)
      const items = understood.items.map((item) => item.text).join(" ")
      for (const one of understood.lines.filter((line) => line.role === "item")) {
        // A vote told on the same line is no part of the decision.
        const decided = lines[one.n - 1]!.text.replace(/\[bookmark[^\]]*\]|Голосовали.*$/g, "")
        const words = decided.match(/\p{Ll}{8,}/gu) ?? []
        const last = words.at(-1)
        if (last && !/^(?:Срок|Ответственный)/.test(lines[one.n - 1]!.text)) expect(items).toContain(last)
      }
    }
  })

  it.each([
    ["an endless line of spaces", `${" ".repeat(100_000)}x`],
    ["open brackets", "(".repeat(50_000)],
    ["thousands of lower-case lines", "слово слово слово слово слово\n".repeat(3000)],
    ["one verb ten thousand times", `${"решил ".repeat(10_000)}:`],
    ["numbers without end", "1. ".repeat(20_000)],
  ])("is not held up by %s", (_, text) => {
    // Slower than linear, it would run for minutes and into the test's own time limit.
    expect(understand(linesOf(text)).lines.length).toBe(linesOf(text).length)
  })

  it("reads twenty pages whole", () => {
    const page = Array.from(
      { length: 40 },
      (_, i) =>
        `${i + 1}. Администрации города совместно с советом ветеранов провести встречу № ${i} до 1 мая 2024 года.`,
    )
    const lines = linesOf(
      ["РЕЗОЛЮЦИЯ форума", "Участники рекомендуют:", ...Array.from({ length: 20 }, () => page).flat()].join("\n"),
    )
    expect(understand(lines).items).toHaveLength(800)
  })
})

import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { foldName, rankSuggestions, searchName } from "./party.ts"

describe("foldName", () => {
  test("takes away what people write differently", () => {
    for (const [a, b] of [
      ["АНО «Зелёный берег»", 'ано  "зеленый БЕРЕГ".'],
      ["Клуб — «Надежда»", "клуб-надежда"],
      ["Совет\u00a0ветеранов", "Совет ветеранов "],
      ["МБОУ\u00ad «Школа № 5»", "МБОУ «Школа № 5»"],
      ["Заозе\u0308рный клуб", "Заозёрный клуб"],
    ] as const)
      expect(foldName(a)).toBe(foldName(b))
  })
  test("keeps what tells parties apart", () => {
    for (const [a, b] of [
      ["Школа № 5", "Школа № 15"],
      ["Совет ветеранов", "Совет ветеранов (Заречный)"],
      ["Дом 1/2", "Дом 12"],
    ] as const)
      expect(foldName(a)).not.toBe(foldName(b))
  })
  test("folding twice changes nothing, and spaces or case around do not matter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const folded = foldName(text)
        expect(foldName(folded)).toBe(folded)
        expect(foldName(`  ${text}\n`)).toBe(folded)
        expect(folded).not.toMatch(/^\s|\s\s|\s$/)
      }),
    )
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."абёй «»—-A \"'.Ъ") }), (text) => {
        expect(foldName(text.toUpperCase())).toBe(foldName(text))
        expect(foldName(foldName(text))).toBe(foldName(text))
      }),
    )
  })
})

test("suggestions: the same name, then beginnings, then words, then likeness", () => {
  const party = (name: string, likeness: number, shortName = "") => ({
    foldedName: foldName(name),
    searchName: searchName(name, shortName),
    likeness,
  })
  const found = [
    party("Городской совет ветеранов", 1),
    party("Совет", 1),
    party("Ресурсный центр", 0.3, "СОВЕТ"),
    party("Советник", 0.9),
    party("Завет", 0.7),
    party("Совет молодёжи", 1),
  ]
  expect(rankSuggestions(" совет", found).map((p) => p.foldedName)).toEqual([
    "совет",
    "ресурсный центр",
    "совет молодежи",
    "советник",
    "городской совет ветеранов",
    "завет",
  ])
})

import { readdirSync, readFileSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { readings } from "#platform/morphology/dictionary.ts"
import { understand } from "./query.ts"
import { tokens } from "./tokens.ts"
import { answers, terms } from "./vector.ts"

const folder = new URL("../../../test/samples/forms/", import.meta.url)
const lines = (name: string) =>
  readFileSync(new URL(name, folder), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(" "))

const seen = new Map<string, boolean>()
/** Does a query of one word find a text of the other? */
function finds(query: string, text: string): boolean {
  const key = `${query} ${text}`
  let found = seen.get(key)
  if (found === undefined) {
    const { sought } = understand(query)!
    found = tokens(text).some((token) => answers(token, sought))
    seen.set(key, found)
  }
  return found
}

const paradigms = readdirSync(folder).filter((name) => name !== "confusable.txt")

describe("every form of a word finds the others", () => {
  test.each(paradigms)("%s", (name) => {
    let pairs = 0
    const missed: string[] = []
    for (const forms of lines(name)) {
      for (const query of forms) {
        for (const text of forms.filter((form) => form !== query)) {
          pairs++
          if (!finds(query, text)) missed.push(`${query} ≠ ${text}`)
        }
      }
    }
    expect(pairs).toBeGreaterThan(1000)
    expect(missed.length / pairs, missed.slice(0, 20).join(", ")).toBeLessThan(0.01)
  })

  test("in any case of letters, with «е» for «ё», with stress marks", () => {
    expect(finds("ЁЛКИ", "елок")).toBe(true)
    expect(finds("ветера\u0301нов", "ВЕТЕРАНАМ")).toBe(true)
    expect(finds("волонтер", "волонтёрами")).toBe(true)
  })
})

test("other words look alike and do not meet", () => {
  const pairs = lines("confusable.txt")
  const met = pairs.filter(([one, other]) => finds(one!, other!) || finds(other!, one!))
  expect(met.length / pairs.length, met.join(" ")).toBeLessThan(0.03)
  expect(pairs.length).toBeGreaterThan(150)
})

test("the samples hold names and words which the dictionary lacks", () => {
  const unknown = ["surnames.txt", "unknown.txt"].flatMap(lines).flat()
  expect(unknown.filter((form) => !readings(form.toLowerCase()).length).length).toBeGreaterThan(200)
})

test("a text becomes terms, word by word", () => {
  expect(terms("Ветеранам — ёлок! 44-ФЗ")).toEqual([["ветеран"], ["елка"], ["=44", "=фз"]])
  expect(terms("людям стали")).toEqual([["человек"], ["сталь", "стать"]])
  expect(terms("и в на")).toEqual([[], [], []])
})

test("a hyphenated word is found by its parts and as a whole", () => {
  expect(finds("магазин", "интернет-магазинов")).toBe(true)
  expect(finds("Йошкар-Олу", "Йошкар-Оле")).toBe(true)
  expect(tokens("город Ростов-на-Дону")[1]).toMatchObject({ word: "ростов-на-дону", position: 2, start: 6, end: 20 })
})

test("any text gives terms that need no quoting", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      for (const term of terms(text).flat()) expect(term).toMatch(/^[=~]?[\p{L}\p{N}-]{1,40}$/u)
    }),
  )
})

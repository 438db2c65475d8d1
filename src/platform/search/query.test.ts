import { expect, test } from "vitest"
import { excerpt, mark, type Segment } from "./excerpt.ts"
import { tsqueryLiteral, understand } from "./query.ts"
import { tsvectorLiteral } from "./vector.ts"

test("all words are wanted, each in all its readings", () => {
  expect(tsqueryLiteral("стали ветеранам")).toBe("('сталь'|'стать')&('ветеран')")
})

test("a phrase in quotes keeps its order, common words leave a gap", () => {
  expect(tsqueryLiteral("«план на год»")).toBe("(('план')<2>('год'))")
  expect(tsqueryLiteral('"план работы"')).toBe("(('план')<1>('работа'))")
})

test("a word after a minus is not wanted", () => {
  expect(tsqueryLiteral("совет -школа")).toBe("('совет')&!('школа')")
  expect(tsqueryLiteral("-школа")).toBe("")
})

test("signs mean nothing", () => {
  expect(tsqueryLiteral("план' ); & | ! ( ) : * \\ <-> --")).toBe("('план')")
  expect(tsqueryLiteral("")).toBe("")
  expect(tsqueryLiteral("«»\"'")).toBe("")
  expect(tsqueryLiteral("и в")).toBe("")
})

test("a query has at most 16 words", () => {
  expect(tsqueryLiteral("план ".repeat(100)).split("&")).toHaveLength(16)
})

test("while typing, the last word may be just begun", () => {
  const query = understand("совет ветеранс", { typing: true })!
  expect(query.tsquery).toContain("'ветеранс':*")
  expect(query.begun).toBe("ветеранс")
  expect(understand("совет ветеранс")!.tsquery).not.toContain(":*")
})

test("a text becomes a literal with positions and weights", () => {
  expect(tsvectorLiteral("Совет, в совете ветеранов", "A")).toBe("'совет':1A,3A 'ветеран':4A '~ветеран':4A")
  expect(tsvectorLiteral("")).toBe("")
})

const shown = (segments: Segment[]) => segments.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("")

test("an excerpt shows the place with most of the words", () => {
  const text = `${"Иное дело. ".repeat(40)}Поддержать ветеранов в городе-герое Севастополе. ${"Иное дело. ".repeat(40)}`
  const found = shown(excerpt(text, understand("ветеран севастополь герой")!))
  expect(found).toContain("[ветеранов] в городе-[герое] [Севастополе]")
  expect(found).toMatch(/^… .* …$/)
  expect(found.length).toBeLessThan(270)
})

test("marking keeps the text whole", () => {
  const text = "Ветераны и Йошкар-Ола, ветеранам."
  const segments = mark(text, understand("ветеран йошкар-оле")!)
  expect(segments.map((one) => one.text).join("")).toBe(text)
  expect(shown(segments)).toBe("[Ветераны] и [Йошкар-Ола], [ветеранам].")
})

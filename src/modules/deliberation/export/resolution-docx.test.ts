import { strFromU8, unzipSync } from "fflate"
import { expect, test } from "vitest"
import { resolutionDocx } from "./resolution-docx.ts"
import { english, russian, sample } from "./sample.ts"

const linesOf = (bytes: Uint8Array) => {
  const document = strFromU8(unzipSync(bytes)["word/document.xml"]!)
  return [...document.matchAll(/<w:p>.*?<\/w:p>/gs)].map(([paragraph]) => ({
    style: /<w:pStyle w:val="(\w+)"/.exec(paragraph)?.[1] ?? "",
    text: paragraph
      .replace(/<w:tab\/>/g, "\t")
      .replace(/<w:br\/>/g, "\n")
      .replace(/<[^>]*>/g, ""),
  }))
}

test("every text of the resolution is on the paper, in order, with its printed label", async () => {
  const lines = linesOf(await resolutionDocx(sample, russian))
  const texts = lines.map(({ text }) => text)
  const order = [
    sample.title,
    sample.preamble[0]!,
    "Участвовали: 22 человека.",
    `–\t${sample.findings[0]!.text}`,
    `1.\t${sample.items[0]!.text}`,
    "Рекомендовать Администрации города:",
    `1.\t${sample.items[2]!.text}`,
    "Прежняя редакция: Предоставить помещение для встреч.",
    `–\t${sample.items[4]!.text}`,
    `III.10.\t${sample.items[6]!.text}`,
    sample.closing[0]!,
  ].map((text) => texts.indexOf(text))
  expect(order).toEqual([...order].sort((a, b) => a - b))
  expect(order).not.toContain(-1)
  expect(texts.some((text) => /^г\. Синегорск\t14–15 марта 2026\sг\.$/.test(text))).toBe(true)
  expect(texts).toContain("Опубликовано: https://example.ru/resolutions/7")
  expect(texts.some((text) => /^Поправка № 1 от 3 апреля 2026\sг\. к пункту 2\.1$/.test(text))).toBe(true)
  expect(texts).toContain("Совет ветеранов (участвует)".replace(/^/, "Администрация города Синегорска\n"))
})

test("title and headings are real, a block is a heading", async () => {
  const styled = linesOf(await resolutionDocx(sample, russian)).filter(({ style }) => style)
  expect(styled.slice(0, 5)).toEqual([
    { style: "Title", text: sample.title },
    { style: "Heading1", text: "Что удалось" },
    { style: "Heading1", text: "Проблемы" },
    { style: "Heading1", text: "Решения" },
    { style: "Heading2", text: "Рекомендовать Администрации города:" },
  ])
})

test("what is absent leaves no empty heading; English is complete", async () => {
  const bare = {
    ...sample,
    findings: [],
    items: [],
    amendments: [],
    organisations: [],
    closing: [],
    url: "",
    adoptedOn: null,
    participantsCount: null,
  }
  expect(linesOf(await resolutionDocx(bare, russian)).filter(({ style }) => style)).toHaveLength(1)
  const words = linesOf(await resolutionDocx(sample, english)).map(({ text }) => text)
  expect(words).toContain("Decisions")
  expect(words).toContain("Amendment No. 1 of 3 April 2026 to item 2.1")
  expect(words.join()).not.toContain("export.")
})

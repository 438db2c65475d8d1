import { expect, test } from "vitest"
import { linkName, readLink, readLinks, writeLinks } from "./profile.ts"

test("a link is words and an address, or an address alone", () => {
  expect(readLink("vk.com/dobro")).toEqual({ label: "", address: "https://vk.com/dobro" })
  expect(readLink("  Наш блог: blog.example.ru ")).toEqual({ label: "Наш блог", address: "https://blog.example.ru" })
  expect(readLink("http://добро.рф/org/7")).toEqual({ label: "", address: "http://добро.рф/org/7" })
})

test.each([
  "javascript:alert(1)",
  "data:text/html,<script>",
  "просто слова",
  "",
  "ftp://files.example.ru",
  "https://vk.com@evil.example.ru",
  `https://example.ru/${"a".repeat(300)}`,
])("«%s» is no link", (line) => expect(readLink(line)).toBeUndefined())

test("known networks are named by their address, unless somebody gave them a name", () => {
  const named = (line: string) => linkName(readLink(line)!)
  expect(named("m.vk.com/dobro")).toBe("ВКонтакте")
  expect(named("t.me/dobro")).toBe("Telegram")
  expect(named("добро.рф/organizations/7")).toBe("Добро.рф")
  expect(named("notvk.com/x")).toBe("notvk.com/x")
  expect(named("Группа садоводов vk.com/sad")).toBe("Группа садоводов")
})

test("written and read again, links are the same", () => {
  const links = readLinks("vk.com/a\nБлог blog.example.ru\n\nне ссылка")
  expect(links).toHaveLength(2)
  expect(readLinks(writeLinks(links))).toEqual(links)
})

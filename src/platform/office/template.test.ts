import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { expect, test } from "vitest"
import { buildDocx } from "./docx.ts"
import type { Block } from "./docx-blocks.ts"
import { checkTemplate, fillTemplate, type TemplateShape } from "./template.ts"
import { writeSheets } from "./xlsx.ts"

const shape: TemplateShape = {
  tags: { дата: true, адресат: true, пункты: { номер: true, текст: true, срок: true } },
  aliases: { date: "дата", items: "пункты", text: "текст" },
}
const docx = (...lines: (string | Block)[]) =>
  buildDocx({
    title: "Письмо",
    language: "ru",
    blocks: lines.map((text) => (typeof text === "string" ? { type: "paragraph", text } : text)),
  })
const check = async (...lines: string[]) => checkTemplate(await docx(...lines), shape)
const fill = async (template: Uint8Array, values: Parameters<typeof fillTemplate>[1]) => {
  const filled = await fillTemplate(template, values, shape)
  if (!filled.ok) throw new Error(JSON.stringify(filled))
  const document = strFromU8(unzipSync(filled.bytes)["word/document.xml"]!)
  const lines = [...document.matchAll(/<w:p>.*?<\/w:p>|<w:p\/>/gs)].map(([p]) =>
    p.replace(/<w:(tab|br)\/>/g, "\t").replace(/<[^>]*>/g, ""),
  )
  return lines
}
const items = [
  { номер: "2.1.", текст: "Создать {дата} совет", срок: "до лета" },
  { номер: "3.", текст: "Вторая\nстрока & <b>", срок: "" },
]

test("a list in one paragraph repeats the paragraph; a text that is empty hides its inside", async () => {
  const template = await docx(
    "Письмо {адресат}",
    "{#пункты}{номер} {текст}{#срок} (срок: {срок}){/срок}{/пункты}",
    "Конец",
  )
  expect(await fill(template, { адресат: "Совету", пункты: items })).toEqual([
    "Письмо Совету",
    "2.1. Создать {дата} совет (срок: до лета)",
    "3. Вторая\tстрока &amp; &lt;b&gt;",
    "Конец",
  ])
})

test("a list over several paragraphs and over a row of a table", async () => {
  const lines = await fill(await docx("{#пункты}", "{номер}", "{текст}", "{/пункты}"), { пункты: items })
  expect(lines.filter(Boolean)).toEqual(["2.1.", "Создать {дата} совет", "3.", "Вторая\tстрока &amp; &lt;b&gt;"])
  const table: Block = {
    type: "table",
    header: ["№", "Текст"],
    widths: [20, 150],
    rows: [["{#пункты}{номер}", "{текст}{/пункты}"]],
  }
  expect((await fill(await docx(table), { пункты: items })).slice(0, 6)).toEqual([
    "№",
    "Текст",
    "2.1.",
    "Создать {дата} совет",
    "3.",
    "Вторая\tстрока &amp; &lt;b&gt;",
  ])
})

test("names in English, with other case and spaces; unknown members are nothing", async () => {
  const template = await docx("{Date}: {#ITEMS}{text};{/items}", "{#items}{text}{/items}", "{constructor}|{toString}")
  expect(await fill(template, { дата: "14 марта", пункты: [{ текст: "да" }, { текст: "нет" }] })).toEqual([
    "14 марта: да;нет;",
    "да",
    "нет",
    "|",
  ])
})

test("a good template is told by the names it uses", async () => {
  expect(await check("{дата} {#items}{номер}{/пункты}")).toEqual({ ok: true, tags: ["дата", "пункты", "номер"] })
  expect(await check("Без меток")).toEqual({ ok: true, tags: [] })
})

test("each mistake is told with its name", async () => {
  const errors = async (...lines: string[]) => {
    const checked = await check(...lines)
    return checked.ok ? [] : checked.errors
  }
  expect(await errors("{#пункты}{номер}")).toEqual([{ code: "tag_unclosed", tag: "пункты" }])
  expect(await errors("{номер}{/пункты}")).toEqual([
    { code: "tag_outside_list", tag: "номер" },
    { code: "tag_unopened", tag: "пункты" },
  ])
  expect(await errors("{адрисат}", "{дата}")).toEqual([{ code: "tag_unknown", tag: "адрисат" }])
  expect(await errors("{constructor}")).toEqual([{ code: "tag_unknown", tag: "constructor" }])
  expect(await errors("Дата {дата")).toEqual([{ code: "brace_unclosed", tag: "{дата" }])
  expect(await errors("{адресат", "{дата}")).toEqual([{ code: "brace_unclosed", tag: "{адресат" }])
  expect(await errors("дата}")).toEqual([{ code: "brace_unopened", tag: "дата}" }])
  expect(await errors("{#пункты}{#дата}{/пункты}")).toEqual([{ code: "tag_unclosed", tag: "дата" }])
})

test("a file that is no template is refused by its kind", async () => {
  const good = unzipSync(await docx("{дата}"))
  const code = async (bytes: Uint8Array) => {
    const checked = await checkTemplate(bytes, shape)
    return checked.ok ? "" : checked.errors[0]!.code
  }
  expect(await code(strToU8("{\\rtf1 {дата}}"))).toBe("not_docx")
  expect(await code(await writeSheets([{ name: "a", columns: [], rows: [] }]))).toBe("not_docx")
  expect(await code(zipSync({ ...good, "word/media/a.bin": new Uint8Array(40 * 2 ** 20) }))).toBe("too_large")
  expect(await code(zipSync({ ...good, "word/vbaProject.bin": strToU8("x") }))).toBe("macros")
  expect(await code(zipSync({ ...good, "word/document.xml": strToU8("<w:document>") }))).toBe("broken")
  const laughs = strFromU8(good["word/document.xml"]!).replace(
    "<w:document",
    '<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document',
  )
  expect(await code(zipSync({ ...good, "word/document.xml": strToU8(laughs) }))).toBe("broken")
})

import { strFromU8, unzipSync } from "fflate"
import { expect, test } from "vitest"
import { buildDocx } from "#platform/office/docx.ts"
import { checkLetterTemplate, letterDocx, letterFileName, lettersZip } from "./letter-docx.ts"
import { defaultLetterTemplate, letterTags } from "./letter-template.ts"
import { english, letter, russian } from "./testing/sample.ts"

const at = new Date("2026-03-18T09:00:00")

function textOf(bytes: Uint8Array): string {
  const document = strFromU8(unzipSync(bytes)["word/document.xml"]!)
  return document
    .replace(/<w:tab\/>/g, "\t")
    .replace(/<w:br\/>|<\/w:p>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/\u00A0/g, " ")
    .replaceAll("&quot;", '"')
}

test("a letter has its number, date, addressee, items with terms, and who signs", async () => {
  const filled = await letterDocx(null, letter, russian)
  const text = filled.ok ? textOf(filled.bytes) : ""
  for (const part of [
    "18 марта 2026 г. № 12",
    "Администрация города Синегорска\nЗаместителю главы П. С. Ольховскому\n123456",
    "Уважаемый Пётр Сергеевич!",
    "«Добровольчество рядом: город и общественные организации» (14 марта 2026 г., г. Синегорск).",
    "1.\tПредоставить помещение для встреч добровольцев совместно с советом ветеранов. Срок: до конца учебного года\n",
    "2.\tОпределить цели работы ресурсного центра:\n",
    "Директор",
    "А. Б. Лесная",
    "В. Г. Полевой\n8 (000) 000-00-00",
  ])
    expect(text).toContain(part)
  expect(text).not.toMatch(/[{}]/)
})

test("what is not known leaves no trace", async () => {
  const filled = await letterDocx(
    null,
    {
      ...letter,
      salutation: null,
      addressee: { name: "Совет" },
      resolution: { title: "Резолюция", date: null, place: "г. Чехов" },
    },
    russian,
  )
  const text = filled.ok ? textOf(filled.bytes) : ""
  expect(text).toContain("Уважаемые коллеги!")
  expect(text).toContain("в принятом документе: Резолюция.")
  expect(text).toContain("\nСовет\n")
})

test("the printed form of answer has a row for each item and the code; a letter without a code has no form", async () => {
  const textIn = async (one: typeof letter) => {
    const filled = await letterDocx(null, one, russian)
    return filled.ok ? textOf(filled.bytes) : ""
  }
  const text = await textIn(letter)
  const form = text.slice(text.indexOf("Ответ на письмо от 18 марта 2026 г. № 12"))
  expect(text).toContain("наберите в браузере адрес farvater.example/answer и введите код ABCDE-FGHJK")
  expect(text).toContain("действует до 14 сентября 2026 г.")
  expect(text).toContain("Спросить можно у координатора: В. Г. Полевой, 8 (000) 000-00-00.")
  expect(form.match(/☐ берём в работу до/g)).toHaveLength(2)
  for (const said of ["1. Предоставить помещение", "☐ отказ, причина", "☐ передать", "Код ответа ABCDE-FGHJK"])
    expect(form).toContain(said)
  const bare = await textIn({ ...letter, answer: null })
  expect(bare).not.toMatch(/Ответ на письмо|☐|введите код|[{}]/)
  expect(bare).toContain("А. Б. Лесная")
})

test("the built-in template uses every tag and passes its own check, in both languages", async () => {
  const names = Object.keys({ ...letterTags.tags, ...letterTags.tags.пункты }).sort()
  for (const labels of [russian, english]) {
    const checked = await checkLetterTemplate(await defaultLetterTemplate(labels))
    expect(checked.ok && checked.tags.sort()).toEqual(names)
  }
  expect(Object.values(letterTags.aliases).toSorted()).toEqual(names)
  expect(textOf(await defaultLetterTemplate(english))).toContain(
    "{#items}{number}\t{text}{#deadline} Term: {deadline}{/deadline}{/items}",
  )
})

test("a template of the user's own, and what is wrong with another", async () => {
  const own = (text: string) => buildDocx({ title: "t", language: "ru", blocks: [{ type: "paragraph", text }] })
  const filled = await letterDocx(await own("Кому: {addressee}, пункты {#пункты}{номер} {/пункты}"), letter, russian)
  expect(filled.ok && textOf(filled.bytes).trim()).toBe("Кому: Администрация города Синегорска, пункты 1. 2.")
  expect(await checkLetterTemplate(await own("{текст} {адресант}"))).toEqual({
    ok: false,
    errors: [
      { code: "tag_outside_list", tag: "текст" },
      { code: "tag_unknown", tag: "адресант" },
    ],
  })
})

test("all letters as one archive, one file per addressee", async () => {
  expect(letterFileName(letter, russian)).toBe("Исх. 12 — Администрация города Синегорска.docx")
  const school = { ...letter, number: "13/2", addressee: { name: 'МБОУ "Школа № 7"' } }
  const zip = await lettersZip(null, [letter, school, letter], russian, at)
  const files = zip.ok ? unzipSync(zip.bytes) : {}
  expect(Object.keys(files)).toEqual([
    "Исх. 12 — Администрация города Синегорска.docx",
    "Исх. 13_2 — МБОУ _Школа № 7_.docx",
    "Исх. 12 — Администрация города Синегорска (2).docx",
  ])
  expect(textOf(files["Исх. 13_2 — МБОУ _Школа № 7_.docx"]!)).toContain('МБОУ "Школа № 7"')
})

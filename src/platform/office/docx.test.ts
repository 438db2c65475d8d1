import { strFromU8, unzipSync } from "fflate"
import { expect, test } from "vitest"
import { buildDocx } from "./docx.ts"
import { openPackage } from "./package.ts"

const limits = { files: 100, bytes: 10_000_000 }
const paper = () =>
  buildDocx({
    title: "Резолюция «Берег»",
    language: "ru",
    author: "Ресурсный центр",
    blocks: [
      { type: "letterhead", lines: ["АНО «Ресурсный центр»"] },
      { type: "title", text: "Резолюция\nкруглого стола" },
      { type: "placeDate", place: "г. Чехов", date: "14 марта 2019 г." },
      { type: "heading", level: 1, text: "Решили" },
      { type: "paragraph", text: "Участники\u0000 <отметили> & решили:" },
      { type: "item", label: "2.10.", text: "Создать совет.", depth: 0 },
      { type: "item", label: "–", text: "и комиссию", depth: 1 },
      { type: "table", header: ["Пункт", "Срок"], widths: [100, 70], rows: [["1", "2019-06-01"]] },
      { type: "signature", post: "Председатель", name: "И. О. Фамилия" },
    ],
  })

test("a paper has the margins, faces and page numbers of ГОСТ Р 7.0.97-2016", async () => {
  const files = unzipSync(await paper())
  const document = strFromU8(files["word/document.xml"]!)
  expect(document).toMatch(/<w:pgSz w:w="11906" w:h="1683[78]"/)
  expect(document).toMatch(
    /<w:pgMar(?=[^>]* w:top="1134")(?=[^>]* w:bottom="1134")(?=[^>]* w:left="1701")(?=[^>]* w:right="567")/,
  )
  expect(document).toContain("<w:titlePg")
  expect(document).toMatch(/w:firstLine="709"/)
  const styles = strFromU8(files["word/styles.xml"]!)
  expect(styles).toMatch(
    /<w:docDefaults>.*w:ascii="Times New Roman".*<w:sz w:val="28"\/>.*<w:lang w:val="ru-RU"\/>.*<\/w:docDefaults>/s,
  )
  expect(styles).toMatch(/w:line="276" w:lineRule="auto"/)
  const headers = Object.keys(files)
    .filter((name) => /^word\/header\d/.test(name))
    .map((name) => strFromU8(files[name]!))
  expect(headers.filter((xml) => xml.includes("PAGE") && xml.includes('<w:jc w:val="center"/>'))).toHaveLength(1)
})

test("a screen reader finds title, headings, header row, language and the title in the properties", async () => {
  const files = unzipSync(await paper())
  const document = strFromU8(files["word/document.xml"]!)
  expect(document).toContain('<w:pStyle w:val="Title"/>')
  expect(document).toContain('<w:pStyle w:val="Heading1"/>')
  expect(strFromU8(files["word/styles.xml"]!)).toMatch(
    /w:styleId="Heading1">.*?<w:keepNext\/>.*?<w:outlineLvl w:val="0"\/>/s,
  )
  expect(document).toContain("<w:tblHeader/>")
  expect(strFromU8(files["docProps/core.xml"]!)).toContain("<dc:title>Резолюция «Берег»</dc:title>")
})

test("labels are text of the paragraph, not numbering of Word; odd characters do no harm", async () => {
  const document = strFromU8(unzipSync(await paper())["word/document.xml"]!)
  expect(document).not.toContain("<w:numPr>")
  expect(document).toMatch(/2\.10\.<\/w:t><w:tab\/><w:t[^>]*>Создать совет\./)
  expect(document).toMatch(/w:left="709" w:hanging="709"/)
  expect(document).toMatch(/w:left="1417" w:hanging="709"/)
  expect(document).toContain("Участники &lt;отметили&gt; &amp; решили:")
  expect((await openPackage(await paper(), "docx", limits)).ok).toBe(true)
})

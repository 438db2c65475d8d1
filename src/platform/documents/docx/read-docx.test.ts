import { strToU8 } from "fflate"
import { expect, test } from "vitest"
import { readDocument } from "../read-document.ts"
import { abstractList, type DocxParts, list, makeDocx, numbered, p } from "../testing/make-docx.ts"
import { codes, shown } from "../testing/show-lines.ts"

const r = (text: string, properties = "") =>
  `<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`
const read = (body: string, parts: DocxParts = {}) => readDocument(makeDocx(body, parts), "sample.docx")
const who = 'w:id="1" w:author="Ирина Лужская" w:date="2024-05-06T07:08:09Z"'
const deleted = (text: string) => `<w:del ${who}><w:r><w:delText>${text}</w:delText></w:r></w:del>`
const field = (instruction: string, result: string) =>
  `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${instruction}</w:instrText></w:r>` +
  `<w:r><w:fldChar w:fldCharType="separate"/></w:r>${result}<w:r><w:fldChar w:fldCharType="end"/></w:r>`

test("lines are numbered from 1, blank ones included, and carry style, alignment and weight", async () => {
  const styles =
    '<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
  const heading = p("РЕЗОЛЮЦИЯ", '<w:pStyle w:val="H"/><w:jc w:val="center"/>')
  const { lines, format } = await read(`${heading}<w:p/><w:p>${r("часть ", "<w:b/>")}${r("текста")}</w:p>`, { styles })
  expect(format).toBe("docx")
  expect(lines).toEqual([
    { n: 1, text: "РЕЗОЛЮЦИЯ", kind: "paragraph", level: 1, bold: true, style: "heading 1", align: "center" },
    { n: 2, text: "", kind: "paragraph" },
    { n: 3, text: "часть текста", kind: "paragraph" },
  ])
})

test("soft breaks split a line; tabs, hyphens and signs stay", async () => {
  const sign = '<w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Arial" w:char="2022"/>'
  const body = `<w:p>${r("г. Приозёрск")}<w:r><w:tab/></w:r>${r("14 марта")}<w:r><w:br/></w:r>${r("зал")}<w:r><w:noBreakHyphen/><w:softHyphen/>${sign}</w:r></w:p>`
  expect(shown(await read(body))).toEqual(["г. Приозёрск\t14 марта", "зал\u2011✓•"])
})

test("white space at the ends of a run counts only where the file says so", async () => {
  expect(
    shown(await read("<w:p><w:r><w:t> один </w:t></w:r><w:r><w:t xml:space='preserve'> два</w:t></w:r></w:p>")),
  ).toEqual(["один два"])
})

test("insertions and the new place of moved text are read, deletions and the old place are not", async () => {
  const body =
    `<w:p>${r("Было ")}${deleted("прежнее")}<w:ins ${who}>${r("новое")}</w:ins></w:p>` +
    `<w:p><w:moveFrom ${who}>${r("ушло")}</w:moveFrom>${r("стоит")}<w:moveTo ${who}>${r(" пришло")}</w:moveTo></w:p>`
  const document = await read(body)
  expect(shown(document)).toEqual(["Было новое", "стоит пришло"])
  expect(codes(document)).toEqual(["tracked_changes"])
})

test("a paragraph whose end was deleted goes on in the next; a wholly deleted one takes no number", async () => {
  const gone = `<w:rPr><w:del ${who}/></w:rPr>`
  const number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
  const body =
    `<w:p><w:pPr>${gone}</w:pPr>${r("Начало, ")}</w:p><w:p>${r("продолжение")}</w:p>` +
    `${numbered("один", 1)}<w:p><w:pPr>${number}${gone}</w:pPr>${deleted("лишний")}</w:p>${numbered("два", 1)}`
  const numbering = abstractList(0, [{ text: "%1." }]) + list(1, 0)
  expect(shown(await read(body, { numbering }))).toEqual(["Начало, продолжение", "1. один", "2. два"])
})

test("of fields the result is read, page numbers are not, and a broken field swallows nothing", async () => {
  const link = field(' HYPERLINK "http://sample.example" ', r("ссылка"))
  const page = `<w:fldSimple w:instr=" PAGE ">${r("7")}</w:fldSimple>${field("NUMPAGES", r("9"))}`
  const broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>'
  expect(shown(await read(`<w:p>${link}${page}${r(".")}</w:p>${broken}${p("дальше")}`))).toEqual([
    "ссылка.",
    "",
    "дальше",
  ])
})

test("hyperlinks, content controls, formulas and bookmarks: their text and nothing else", async () => {
  const body =
    `<w:p><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:hyperlink>${r("сайт")}</w:hyperlink><w:bookmarkEnd w:id="0"/></w:p>` +
    `<w:sdt><w:sdtPr><w:alias w:val="Поле"/></w:sdtPr><w:sdtContent>${p("в поле")}</w:sdtContent></w:sdt>` +
    "<w:p><m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath></w:p>"
  expect(shown(await read(body))).toEqual(["сайт", "в поле", "a+b"])
})

test("a text box told twice is read once, after the paragraph that it is tied to", async () => {
  const box = `<w:txbxContent>${p("в рамке")}</w:txbxContent>`
  const choice = `<mc:Choice Requires="wps"><w:drawing><wps:txbx>${box}</wps:txbx></w:drawing></mc:Choice>`
  const fallback = `<mc:Fallback><w:pict><v:textbox>${box}</v:textbox></w:pict></mc:Fallback>`
  const told = (inside: string) =>
    `<w:p><w:r><mc:AlternateContent>${inside}</mc:AlternateContent></w:r>${r("абзац")}</w:p>`
  expect(shown(await read(told(choice + fallback)))).toEqual(["абзац", "в рамке"])
  expect(shown(await read(told(`<mc:Choice Requires="x"/>${fallback}`)))).toEqual(["абзац", "в рамке"])
})

test("rows of one-paragraph cells become one line, a cell of several keeps them", async () => {
  const cell = (...inside: string[]) => `<w:tc>${inside.join("")}</w:tc>`
  const row = (...cells: string[]) => `<w:tr>${cells.join("")}</w:tr>`
  const rows = [
    row(cell(numbered("", 1)), cell(p("Лужская И. П.")), cell(p("директор"))),
    row(cell(numbered("", 1)), cell(p("Первое"), p("второе")), cell(p("май"))),
    row(cell(`<w:p>${r("зал")}<w:r><w:br/></w:r>${r("№ 2")}</w:p>`), cell(p("")), cell(p("июнь"))),
    `<w:tr><w:trPr><w:del ${who}/></w:trPr>${cell(p("удалена"))}</w:tr>`,
  ]
  const numbering = abstractList(0, [{ text: "%1." }]) + list(1, 0)
  const document = await read(`<w:tbl>${rows.join("")}</w:tbl>`, { numbering })
  expect(shown(document)).toEqual(["1. Лужская И. П.\tдиректор", "2. Первое", "второе", "май", "зал № 2\t\tиюнь"])
  expect(new Set(document.lines.map((line) => line.kind))).toEqual(new Set(["table"]))
})

test("notes stand at the end with their numbers, in the order of their references", async () => {
  const note = (name: string, id: number, text: string) =>
    `<w:${name} w:id="${id}"><w:p><w:r><w:${name}Ref/></w:r>${r(` ${text}`)}</w:p></w:${name}>`
  const separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
  const body = `<w:p>${r("Текст")}<w:r><w:footnoteReference w:id="5"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>`
  const document = await read(body, {
    footnotes: separator + note("footnote", 2, "вторая") + note("footnote", 5, "первая") + note("footnote", 9, "ничья"),
    endnotes: note("endnote", 1, "концевая"),
  })
  expect(shown(document)).toEqual(["Текст", "1 первая", "i концевая", "2 вторая"])
  expect(document.lines.map((line) => line.kind)).toEqual(["paragraph", "footnote", "footnote", "footnote"])
})

test("hidden text is kept and told of; comments and embedded documents are told of", async () => {
  const document = await read(
    `<w:p>${r("скрыто", "<w:vanish/>")}<w:r><w:commentReference w:id="0"/></w:r></w:p><w:altChunk/>`,
  )
  expect(shown(document)).toEqual(["скрыто"])
  expect(document.warnings).toEqual([
    { code: "comments" },
    { code: "embedded_document" },
    { code: "hidden_text", line: 1 },
  ])
})

test("other prefixes, strict namespaces and UTF-16 parts are the same document", async () => {
  const strict =
    '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>Да</d:t></d:r></d:p></d:body></d:document>'
  const utf16 = Buffer.from(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${strict}`, "utf16le")
  for (const part of [strToU8(strict), new Uint8Array(utf16)])
    expect(shown(await readDocument(makeDocx("", {}, { "word/document.xml": part }), ""))).toEqual(["Да"])
})

test("what a database would refuse does not come through", async () => {
  const document = await read(`<w:p>${r("\uf0b7 пункт")}</w:p>`)
  expect(shown(document)).toEqual(["• пункт"])
})

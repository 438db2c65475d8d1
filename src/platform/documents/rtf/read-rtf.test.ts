import { expect, test } from "vitest"
import { readDocument } from "../read-document.ts"
import { codes, shown } from "../testing/show-lines.ts"

const bytes = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
const head =
  "{\\rtf1\\ansi\\ansicpg1251\\deff0{\\fonttbl{\\f0\\fcharset204 Arial;}{\\f1\\fcharset2 Symbol;}{\\f2\\fcharset161 Greek;}}"
const read = (body: string) => readDocument(bytes(`${head}${body}}`), "sample.rtf")
/** Russian text as \'xx in code page 1251. */
const hex = (text: string) =>
  [...text].map((sign) => (sign < "\x80" ? sign : `\\'${(sign.charCodeAt(0) - 0x350).toString(16)}`)).join("")

test("letters as codes of the page, as Unicode with a substitute, as bytes, and in the code page of their font", async () => {
  const unicode = "\\uc1\\u1055?\\u1088\\'f0\\uc0\\u1080\\u-3913"
  expect(shown(await read(`${hex("Решили")}\\par ${unicode}\\par \xcf\xf0\\par {\\f2 \\'e1}{\\f1 \\'b7}`))).toEqual([
    "Решили",
    "При•",
    "Пр",
    "α•",
  ])
})

test("a substitute of two bytes, a surrogate pair and half of one", async () => {
  expect(shown(await read("{\\uc2\\u1071\\'c0\\'c1\\uc1\\u-10179?\\u-8704?\\u-10179?}"))).toEqual(["Я😀\ufffd"])
})

test("text of programs that never named their alphabet is taken for Russian", async () => {
  const silent = bytes(`{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 ${hex("Резолюция")}}`)
  expect(shown(await readDocument(silent, ""))).toEqual(["Резолюция"])
})

test("list numbers are those left for older readers, with their level", async () => {
  const body =
    "\\pard\\ilvl0{\\listtext\\pard\\plain 1.\\tab}a\\par {\\pntext\\f1\\'b7\\tab}b\\par\\pard\\ilvl1{\\listtext\\tab 1.1)\\tab}c\\par\\pard d"
  const { lines } = await read(body)
  expect(lines.map((line) => [line.marker, line.text, line.level])).toEqual([
    ["1.", "a", 1],
    ["•", "b", 1],
    ["1.1)", "c", 2],
    [undefined, "d", undefined],
  ])
})

test("what is no text is left out: pictures, headers, properties, unknown optional groups, binary data", async () => {
  const rest =
    "{\\info{\\title t}}{\\header h\\par}{\\pict\\wmetafile8 0102}{\\*\\unknown u}{\\*\\bkmkstart b}{\\*\\shppict{\\pict ff}}"
  expect(shown(await read(`${rest}{\\pict\\bin5 }}}}}}text{\\nonshppict{\\pict 00}}`))).toEqual(["text"])
})

test("fields give their result, page numbers do not", async () => {
  const link = '{\\field{\\*\\fldinst{HYPERLINK "http://sample.example"}}{\\fldrslt{site}}}'
  expect(shown(await read(`${link}{\\field{\\*\\fldinst PAGE}{\\fldrslt 3}}.`))).toEqual(["site."])
})

test("tables by rows, also with several paragraphs in a cell", async () => {
  const row = "\\trowd\\pard\\intbl 1\\cell a\\cell \\row \\trowd\\intbl 2\\cell b\\par c\\cell\\row\\pard end\\par"
  const { lines } = await read(row)
  expect(lines.map((line) => [line.kind, line.text])).toEqual([
    ["table", "1\ta"],
    ["table", "2\tb"],
    ["table", "c"],
    ["paragraph", "end"],
  ])
})

test("notes stand at the end, text boxes after their paragraph, deletions nowhere", async () => {
  const document = await read(
    "a{\\footnote\\pard {\\super\\chftn} note}b{\\deleted gone}{\\shp{\\*\\shpinst{\\sp{\\sn x}{\\sv 1}}{\\shptxt\\pard box\\par}}{\\shprslt old}}\\par c",
  )
  expect(shown(document)).toEqual(["ab", "box", "c", "1 note"])
  expect(codes(document)).toEqual(["tracked_changes"])
})

test("breaks, tabs, special characters, alignment, weight and the style's name", async () => {
  const { lines } = await read(
    "{\\stylesheet{\\s3 Title;}}\\pard\\s3\\qc\\b a\\tab b\\line c\\emdash\\~\\_\\{\\}\\\\\\par\\pard\\plain d\\v e",
  )
  expect(lines).toEqual([
    { n: 1, text: "a\tb", kind: "paragraph", bold: true, style: "Title", align: "center" },
    { n: 2, text: "c—\u00a0\u2011{}\\", kind: "paragraph", bold: true, style: "Title", align: "center" },
    { n: 3, text: "de", kind: "paragraph" },
  ])
})

test("the Unicode one of two tellings is read", async () => {
  expect(shown(await read("{\\upr{ansi}{\\*\\ud{\\u1044?\\u1072?}}}"))).toEqual(["Да"])
})

test("a file that breaks off is read as far as it goes, and it is said", async () => {
  const document = await readDocument(bytes(`${head}{\\b begin`), "")
  expect(shown(document)).toEqual(["begin"])
  expect(codes(document)).toEqual(["truncated"])
})

test("words of no meaning mean nothing, whatever they are", async () => {
  expect(shown(await read("\\constructor a\\toString{\\*\\valueOf b}{\\hasOwnProperty c}"))).toEqual(["ac"])
})

test("groups without end are refused", async () => {
  await expect(read("{".repeat(100_000))).rejects.toMatchObject({ code: "broken" })
})

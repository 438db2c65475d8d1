import iconv from "iconv-lite"
import { expect, test } from "vitest"
import { readDocument } from "../read-document.ts"
import { shown } from "../testing/show-lines.ts"

const read = async (html: string) =>
  readDocument(new TextEncoder().encode(`<!DOCTYPE html><html><body>${html}</body></html>`), "sample.html")

test("blocks and breaks end lines; white space counts once; scripts and styles are no text", async () => {
  const html =
    "<title>нет</title><style>p{}</style><p>Один\n  <i>два</i></p><div>три<br>четыре<div>пять</div>шесть</div><script>x</script>"
  expect(shown(await read(html))).toEqual(["Один два", "три", "четыре", "пять", "шесть"])
})

test("entities, preformatted text and a hard space", async () => {
  expect(shown(await read("<p>&laquo;а&raquo;&nbsp;&#8212; &lt;б&gt;</p><pre>в  г\n  д</pre>"))).toEqual([
    "«а»\u00a0— <б>",
    "в  г",
    "  д",
  ])
})

test("lists: start, value, type, reversed, nested, without markers", async () => {
  const html =
    '<ol start="3"><li>а<ol type="a"><li>б<li>в</ol><li value="9">г<li>д</ol><ol type="I" reversed start="2"><li>е<li>ж</ol>' +
    '<ul><li><p>з</p><p>и</p></ul><ul style="list-style-type:none"><li>к</ul>'
  const document = await read(html)
  expect(shown(document)).toEqual(["3. а", "a. б", "b. в", "9. г", "10. д", "II. е", "I. ж", "• з", "и", "к"])
  expect(document.lines.map((line) => line.level)).toEqual([1, 2, 2, 1, 1, 1, 1, 1, 1, 1])
})

test("tables by rows; a text laid out in a cell keeps its lines; tables in tables", async () => {
  const html =
    "<table><tr><th>№<th>Имя</tr><tr><td>1<td>Лужская<br>Ирина</table><table><tr><td><p>а</p><p>б</p><table><tr><td>в<td>г</table></table>после"
  const { lines } = await read(html)
  expect(lines.map((line) => [line.kind[0], line.text])).toEqual([
    ["t", "№\tИмя"],
    ["t", "1\tЛужская Ирина"],
    ["t", "а"],
    ["t", "б"],
    ["t", "в\tг"],
    ["p", "после"],
  ])
})

test("weight, alignment and headings", async () => {
  const html =
    '<h2 align="center">А</h2><p style="text-align:justify"><b>б</b> <span style="font-weight:700">в</span></p><p><b>г</b> д</p>'
  expect((await read(html)).lines).toEqual([
    { n: 1, text: "А", kind: "paragraph", level: 2, bold: true, style: "h2", align: "center" },
    { n: 2, text: "б в", kind: "paragraph", bold: true, align: "both" },
    { n: 3, text: "г д", kind: "paragraph" },
  ])
})

test("a number that Word saved as text of a list is a marker", async () => {
  const html =
    "<p><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Поручить</p><p><span style='mso-list:Ignore'>·<span> </span></span>Просить</p>"
  expect(shown(await read(html))).toEqual(["1. Поручить", "• Просить"])
})

test("the declared encoding, and the real one where the declaration lies", async () => {
  const page =
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head><p>Резолюция принята</p></html>'
  const koi = await readDocument(iconv.encode(page, "koi8-r"), "")
  expect([koi.encoding, shown(koi)]).toEqual(["koi8-r", ["Резолюция принята"]])
  const lying = await readDocument(new TextEncoder().encode(page), "")
  expect([lying.encoding, shown(lying)]).toEqual(["utf-8", ["Резолюция принята"]])
})

test("attributes of no meaning mean nothing", async () => {
  expect(shown(await read('<ol type="constructor" start="x" style="list-style:toString"><li value="">а</ol>'))).toEqual(
    ["1. а"],
  )
})

test("elements without end are refused, unclosed ones are read", async () => {
  await expect(read("<div>".repeat(100_000))).rejects.toMatchObject({ code: "broken" })
  expect(shown(await read("<table><tr><td>а<td><b>б"))).toEqual(["а\tб"])
})

import { expect, test } from "vitest"
import { readDocument } from "../read-document.ts"
import { makeOdt } from "../testing/make-odt.ts"
import { codes, shown } from "../testing/show-lines.ts"

const number = (level: number, format: string, more = "") =>
  `<text:list-level-style-number text:level="${level}" style:num-format="${format}" style:num-suffix="." ${more}/>`
const listStyle = `<text:list-style style:name="L">${number(1, "1")}${number(2, "1", 'text:display-levels="2"')}${number(3, "а, б, .., аа, бб, ... (ru)")}</text:list-style>`
const bullets =
  '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1" text:bullet-char="–"/></text:list-style>'
const item = (text: string, inner = "", more = "") =>
  `<text:list-item ${more}><text:p>${text}</text:p>${inner}</text:list-item>`
const list = (items: string, more = 'text:style-name="L"') => `<text:list ${more}>${items}</text:list>`
const read = async (body: string) => readDocument(makeOdt(body, { automatic: listStyle + bullets }), "sample.odt")

test("lists count by level; an unrelated one begins anew", async () => {
  const deep = list(item("в", list(item("г") + item("д"), "")), "")
  const body = list(item("а") + item("б", deep) + item("е")) + list(item("ж")) + list(item("з"), 'text:style-name="B"')
  expect(shown(await read(body))).toEqual(["1. а", "2. б", "2.1. в", "а. г", "б. д", "3. е", "1. ж", "– з"])
})

test("lists go on by style, by name, and not by a name that no list has", async () => {
  const first = list(item("а"), 'text:style-name="L" xml:id="one"')
  const between = "<text:p>между</text:p>"
  const byStyle = list(item("б"), 'text:style-name="L" text:continue-numbering="true"')
  const byName =
    list(item("в"), 'text:style-name="B" text:continue-list="one"') +
    list(item("г"), 'text:style-name="L" text:continue-list="lost"')
  expect(shown(await read(first + between + byStyle + byName))).toEqual(["1. а", "между", "2. б", "– в", "1. г"])
})

test("items may say their number; headers and further paragraphs have none", async () => {
  const header = "<text:list-header><text:p>шапка</text:p></text:list-header>"
  const two = "<text:list-item><text:p>б</text:p><text:p>ещё</text:p></text:list-item>"
  expect(shown(await read(list(header + item("а", "", 'text:start-value="5"') + two)))).toEqual([
    "шапка",
    "5. а",
    "6. б",
    "ещё",
  ])
})

test("headings count by the outline", async () => {
  const outline = `<text:outline-style>${[1, 2].map((level) => `<text:outline-level-style text:level="${level}" style:num-format="1" style:num-suffix="." text:display-levels="${level}"/>`).join("")}</text:outline-style>`
  const heading = (level: number, more = "") => `<text:h text:outline-level="${level}" ${more}>х</text:h>`
  const body = heading(1) + heading(2) + heading(2) + heading(1) + heading(1, 'text:is-list-header="true"')
  const document = await readDocument(makeOdt(body, { common: outline }), "")
  expect(shown(document)).toEqual(["1. х", "1.1. х", "1.2. х", "2. х", "х"])
  expect(document.lines.map((line) => line.level)).toEqual([1, 2, 2, 1, 1])
})

test("spaces, tabs, breaks, links and fields", async () => {
  const body =
    '<text:p>  а \n б<text:s text:c="3"/>в<text:tab/>г<text:line-break/>д <text:a>сайт</text:a><text:page-number>4</text:page-number><text:bookmark text:name="_GoBack"/></text:p>'
  expect(shown(await read(body))).toEqual(["а б   в\tг", "д сайт"])
})

test("styles give weight, alignment and the shown name through their parents", async () => {
  const common =
    '<style:style style:name="T_1" style:display-name="Title One" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-weight="bold"/></style:style>'
  const automatic = '<style:style style:name="P1" style:parent-style-name="T_1" style:family="paragraph"/>'
  const document = await readDocument(makeOdt('<text:p text:style-name="P1">Да</text:p>', { automatic, common }), "")
  expect(document.lines).toEqual([
    { n: 1, text: "Да", kind: "paragraph", bold: true, style: "Title One", align: "center" },
  ])
})

test("tables by rows, notes at the end, frames after their paragraph, deletions left out", async () => {
  const cell = (text: string) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`
  const body =
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>удалено</text:p></text:deletion></text:changed-region></text:tracked-changes>" +
    '<text:p>Текст<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p> сноска</text:p></text:note-body></text:note>' +
    "<draw:frame><draw:text-box><text:p>рамка</text:p></draw:text-box></draw:frame></text:p>" +
    `<table:table><table:table-row table:number-rows-repeated="2">${cell("а")}${cell("б")}<table:covered-table-cell/></table:table-row></table:table>`
  const document = await read(body)
  expect(shown(document)).toEqual(["Текст", "рамка", "а\tб", "а\tб", "1 сноска"])
  expect(codes(document)).toEqual(["tracked_changes"])
})

test("a row that claims to be repeated a million times is not", async () => {
  const row =
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384"><text:p>а</text:p></table:table-cell></table:table-row>'
  const { lines } = await read(`<table:table>${row}</table:table>`)
  expect(lines).toHaveLength(100)
})

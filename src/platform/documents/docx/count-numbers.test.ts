import { expect, test } from "vitest"
import { readDocument } from "../read-document.ts"
import { abstractList, list, makeDocx, numbered, p } from "../testing/make-docx.ts"
import { shown } from "../testing/show-lines.ts"

const three = [{ text: "%1." }, { text: "%1.%2." }, { text: "%3)", format: "russianLower" }]
const read = async (numbering: string, body: string, styles = "") =>
  shown(await readDocument(makeDocx(body, { numbering, styles }), "sample.docx"))

test("levels count within one another and begin anew after a higher one", async () => {
  const levels = [0, 1, 2, 2, 1, 2, 0, 1]
  const body = levels.map((level) => numbered("х", 1, level)).join("")
  expect(await read(abstractList(0, three) + list(1, 0), body)).toEqual(
    ["1.", "1.1.", "а)", "б)", "1.2.", "а)", "2.", "2.1."].map((marker) => `${marker} х`),
  )
})

test("lists over one abstract list go on counting unless they are told where to begin", async () => {
  const numbering = abstractList(0, three) + list(1, 0) + list(2, 0, { 0: 1, 1: 1 }) + list(3, 0)
  const body = [1, 1, 2, 2, 3].map((id) => numbered("х", id)).join("") + numbered("х", 2, 1)
  expect(await read(numbering, body)).toEqual(["1. х", "2. х", "1. х", "2. х", "3. х", "3.1. х"])
})

test("a start override of an inner level is also where it begins after each restart", async () => {
  const numbering = abstractList(0, three) + list(1, 0, { 1: 7 })
  const body = [0, 1, 1, 0, 1].map((level) => numbered("х", 1, level)).join("")
  expect(await read(numbering, body)).toEqual(["1. х", "1.7. х", "1.8. х", "2. х", "2.7. х"])
})

test("a level that never restarts, and one that restarts only after the first", async () => {
  const levels = [
    { text: "Статья %1.", format: "upperRoman" },
    { text: "%2)", more: '<w:lvlRestart w:val="0"/>' },
    { text: "%3-", more: '<w:lvlRestart w:val="1"/>' },
  ]
  const body = [0, 1, 2, 1, 2, 0, 1, 2].map((level) => numbered("х", 1, level)).join("")
  expect(await read(abstractList(0, levels) + list(1, 0), body)).toEqual(
    ["Статья I.", "1)", "1-", "2)", "2-", "Статья II.", "3)", "1-"].map((marker) => `${marker} х`),
  )
})

test("every kind of numeral", async () => {
  const formats = {
    decimal: ["1", "2", "3"],
    decimalZero: ["01", "02", "03"],
    upperRoman: ["I", "II", "III"],
    lowerRoman: ["i", "ii", "iii"],
    upperLetter: ["A", "B", "C"],
    lowerLetter: ["a", "b", "c"],
    russianUpper: ["А", "Б", "В"],
    russianLower: ["а", "б", "в"],
  }
  for (const [format, numerals] of Object.entries(formats)) {
    const body = numerals.map((numeral) => numbered(numeral, 1)).join("")
    const lines = await read(abstractList(0, [{ text: "%1)", format }]) + list(1, 0), body)
    expect(lines).toEqual(numerals.map((numeral) => `${numeral}) ${numeral}`))
  }
})

test("Russian letters leave out ё, й, ъ, ь and double after я", async () => {
  const body = Array.from({ length: 30 }, () => numbered("", 1)).join("")
  const document = makeDocx(body + p("конец"), {
    numbering: abstractList(0, [{ text: "%1", format: "russianLower" }]) + list(1, 0),
  })
  const { lines } = await readDocument(document, "")
  expect(
    lines
      .slice(0, 30)
      .map((line) => line.marker)
      .join(" "),
  ).toBe("а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ ы э ю я аа")
})

test("bullets of sign fonts become ordinary ones, legal levels show digits, no format shows its text only", async () => {
  const numbering = [
    abstractList(0, [{ text: "\uf0b7", format: "bullet" }]),
    abstractList(1, [
      { text: "%1.", format: "upperRoman" },
      { text: "%1.%2", more: "<w:isLgl/>" },
    ]),
    abstractList(2, [{ text: "Приложение", format: "none" }]),
    abstractList(3, [{ text: "%1.", start: 6 }]),
    ...[0, 1, 2, 3].map((id) => list(id + 1, id)),
  ].join("")
  const body = numbered("а", 1) + numbered("б", 2) + numbered("в", 2, 1) + numbered("г", 3) + numbered("д", 4)
  expect(await read(numbering, body)).toEqual(["• а", "I. б", "1.1 в", "Приложение г", "6. д"])
})

const styles = `
  <w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>
  <w:style w:type="paragraph" w:styleId="One"><w:name w:val="One"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:type="paragraph" w:styleId="Two"><w:name w:val="Two"/><w:basedOn w:val="One"/></w:style>
  <w:style w:type="paragraph" w:styleId="TwoB"><w:name w:val="Two B"/><w:basedOn w:val="Two"/></w:style>
  <w:style w:type="paragraph" w:styleId="Plain"><w:name w:val="Plain"/><w:basedOn w:val="One"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
  <w:style w:type="numbering" w:styleId="Linked"><w:name w:val="Linked"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>`

test("numbers come from paragraph styles and those they are based on, and can be taken away", async () => {
  const tied = [
    { text: "%1.", more: '<w:pStyle w:val="One"/>' },
    { text: "%1.%2.", more: '<w:pStyle w:val="Two"/>' },
  ]
  const body = ["One", "Two", "TwoB", "One", "Plain"].map((style) => p("х", `<w:pStyle w:val="${style}"/>`)).join("")
  const direct = p("х", '<w:pStyle w:val="One"/><w:numPr><w:numId w:val="0"/></w:numPr>')
  const lines = await read(abstractList(0, tied) + list(1, 0), body + direct, styles)
  expect(lines).toEqual(["1. х", "1.1. х", "1.2. х", "2. х", "х", "х"])
})

test("a link to a numbering style is followed, also in a circle", async () => {
  const numbering = [
    abstractList(0, [{ text: "Раздел %1" }], '<w:styleLink w:val="Linked"/>'),
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Linked"/></w:abstractNum>',
    list(2, 0) + list(3, 1),
  ].join("")
  expect(await read(numbering, numbered("х", 3) + numbered("х", 2), styles)).toEqual(["Раздел 1 х", "Раздел 2 х"])
  const circle = `<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Linked"/></w:abstractNum>${list(2, 1)}`
  expect(await read(circle, numbered("х", 2), styles)).toEqual(["х"])
})

test("an unknown list or a level beyond the ninth leaves the paragraph without a number", async () => {
  const numbering = abstractList(0, three) + list(1, 0)
  expect(await read(numbering, numbered("х", 9) + numbered("х", 1, 12) + numbered("х", 1, 5))).toEqual(["х", "х", "х"])
})

test("an absurd start does not make an absurd marker", async () => {
  const numbering = abstractList(0, [{ text: "%1.", format: "upperRoman", start: 2_000_000_000 }]) + list(1, 0)
  expect(await read(numbering, numbered("х", 1))).toEqual(["2000000000. х"])
})

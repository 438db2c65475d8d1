import { strToU8, type Zippable, zipSync } from "fflate"

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const others =
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" ' +
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" ' +
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" ' +
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

const roots = { styles: "styles", numbering: "numbering", footnotes: "footnotes", endnotes: "endnotes" }
export type DocxParts = Partial<Record<keyof typeof roots, string>>

/** A small .docx out of the inside of its parts; `more` adds or replaces members of the archive. */
export function makeDocx(body: string, parts: DocxParts = {}, more: Zippable = {}): Uint8Array {
  const kinds = Object.keys(parts) as (keyof typeof roots)[]
  const relation = (kind: string, target: string) =>
    `<Relationship Id="r-${kind}" Type="${office}/${kind}" Target="${target}"/>`
  const relations = (inside: string) =>
    strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`,
    )
  const content = (name: string, kind: string) =>
    `<Override PartName="/word/${name}.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`
  return zipSync({
    "[Content_Types].xml": strToU8(
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ' +
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>' +
        `${content("document", "document.main")}${kinds.map((kind) => content(kind, kind)).join("")}</Types>`,
    ),
    "_rels/.rels": relations(relation("officeDocument", "word/document.xml")),
    "word/document.xml": strToU8(`<w:document ${w} ${others}><w:body>${body}</w:body></w:document>`),
    "word/_rels/document.xml.rels": relations(kinds.map((kind) => relation(kind, `${kind}.xml`)).join("")),
    ...Object.fromEntries(
      kinds.map((kind) => [
        `word/${kind}.xml`,
        strToU8(`<w:${roots[kind]} ${w} ${others}>${parts[kind]}</w:${roots[kind]}>`),
      ]),
    ),
    ...more,
  })
}

/** A paragraph with plain text and, inside `w:pPr`, whatever is given. */
export const p = (text: string, properties = "") =>
  `<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

export const numbered = (text: string, numId: number, level = 0) =>
  p(text, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`)

type LevelShape = { format?: string; text: string; start?: number; more?: string }

/** An abstract list with its levels. */
export const abstractList = (id: number, levels: LevelShape[], more = "") =>
  `<w:abstractNum w:abstractNumId="${id}">${more}${levels
    .map(
      ({ format = "decimal", text, start = 1, more: inside = "" }, index) =>
        `<w:lvl w:ilvl="${index}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/>${inside}<w:lvlText w:val="${text}"/></w:lvl>`,
    )
    .join("")}</w:abstractNum>`

/** A list in use; `restarts` maps a level to the number from which this one begins anew. */
export const list = (numId: number, abstractId: number, restarts: Record<number, number> = {}) =>
  `<w:num w:numId="${numId}"><w:abstractNumId w:val="${abstractId}"/>${Object.entries(restarts)
    .map(([level, start]) => `<w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="${start}"/></w:lvlOverride>`)
    .join("")}</w:num>`

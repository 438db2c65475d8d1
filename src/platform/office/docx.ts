import {
  AlignmentType,
  Document,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from "docx"
import type { Language } from "#platform/office/dates.ts"
import { type Block, blockChildren, mm } from "#platform/office/docx-blocks.ts"
import { xmlText } from "#platform/office/xml-text.ts"

export type Paper = {
  /** The document's title for screen readers and file lists; the visible title is a block. */
  title: string
  language: Language
  author?: string
  /** Points: 14 by default, 13 or 12 for dense papers. */
  size?: number
  /** 1 to 1.5; 1.15 by default. */
  lineSpacing?: number
  /** The sheet lies on its side: for tables of many columns, 257 mm wide. */
  landscape?: boolean
  blocks: Block[]
}

const FONT = "Times New Roman"

/**
 * A paper after ГОСТ Р 7.0.97-2016: A4, margins 30/10/20/20 mm (3.1), Times New Roman, paragraph indent 12.5 mm,
 * page numbers from the second page in the middle of the top margin (3.4). Made for screen readers too: real title
 * and heading styles, language, title in the properties, header rows of tables.
 */
export async function buildDocx({
  title,
  language,
  author,
  size = 14,
  lineSpacing = 1.15,
  landscape = false,
  blocks,
}: Paper) {
  const plain = { font: FONT, color: "000000", size: size * 2 }
  const heading = {
    run: { ...plain, bold: true },
    paragraph: { spacing: { before: 240, after: 120 }, keepNext: true, keepLines: true },
  }
  const centred = { ...heading, paragraph: { ...heading.paragraph, alignment: AlignmentType.CENTER } }
  const document = new Document({
    title: xmlText(title),
    creator: xmlText(author ?? "Farvater"),
    lastModifiedBy: xmlText(author ?? "Farvater"),
    styles: {
      default: {
        document: {
          run: { ...plain, language: { value: language === "ru" ? "ru-RU" : "en-GB" } },
          paragraph: {
            spacing: { line: Math.round(lineSpacing * 240), lineRule: LineRuleType.AUTO, before: 0, after: 0 },
          },
        },
        title: centred,
        heading1: outline(centred, 0),
        heading2: outline(heading, 1),
        heading3: outline({ ...heading, run: { ...plain, italics: true } }, 2),
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: {
              width: mm(210),
              height: mm(297),
              ...(landscape && { orientation: PageOrientation.LANDSCAPE }),
            },
            margin: { left: mm(30), right: mm(10), top: mm(20), bottom: mm(20), header: mm(10), footer: mm(10) },
          },
        },
        headers: { default: pageNumber(), first: new Header({ children: [new Paragraph({})] }) },
        children: blocks.flatMap((block) => blockChildren(block, size)),
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

const outline = <Style extends { paragraph: object }>(style: Style, outlineLevel: number) => ({
  ...style,
  paragraph: { ...style.paragraph, outlineLevel },
})

const pageNumber = () =>
  new Header({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT] })],
      }),
    ],
  })

import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  type IParagraphOptions,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from "docx"
import { xmlText } from "#platform/office/xml-text.ts"

export type Block =
  /** The sender's or organiser's name and lines under it, centred. */
  | { type: "letterhead"; lines: string[] }
  /** Place to the left, date to the right; a long place takes lines of its own. */
  | { type: "placeDate"; place: string; date: string }
  | { type: "title"; text: string }
  | { type: "heading"; level: 1 | 2 | 3; text: string; newPage?: boolean }
  /** `indent`: first line by 12.5 mm (the default of justified text); `left`: whole paragraph moved, in mm. */
  | {
      type: "paragraph"
      text: string
      align?: "justified" | "left" | "center" | "right"
      left?: number
      small?: boolean
    }
  /** The label is printed as given and never renumbered. `depth` 0 is the outermost; `hanging` in mm, by the label. */
  | { type: "item"; label: string; text: string; depth: number; hanging?: number }
  /** Widths in mm, 170 in all, 257 on a sheet that lies on its side; the header row is repeated on every page.
   * `breaking`: long rows go on over the page. */
  | { type: "table"; header: string[]; widths: number[]; rows: string[][]; breaking?: boolean }
  /** «Председатель ____ И. О. Фамилия» */
  | { type: "signature"; post: string; name: string }
  | { type: "space" }

/** Millimetres in twentieths of a point, rounded: the library's own rounds down. */
export const mm = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

const INDENT = 12.5
const LINE = 170
const NONE = { style: BorderStyle.NONE, size: 0, color: "auto" }
const BORDERLESS = { top: NONE, bottom: NONE, left: NONE, right: NONE }
const ALIGN = {
  justified: AlignmentType.BOTH,
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
}

/** A block as paragraphs and tables of the library; `size` is that of the text in points. */
export function blockChildren(block: Block, size: number): (Paragraph | Table)[] {
  switch (block.type) {
    case "letterhead":
      return block.lines.map((line, i) =>
        paragraph(line, {
          alignment: AlignmentType.CENTER,
          spacing: { after: i === block.lines.length - 1 ? 240 : 0 },
        }),
      )
    case "placeDate":
      return placeDate(block.place, block.date)
    case "title":
      return [paragraph(block.text, { heading: HeadingLevel.TITLE })]
    case "heading":
      return [
        paragraph(block.text, { heading: `Heading${block.level}`, ...(block.newPage && { pageBreakBefore: true }) }),
      ]
    case "paragraph": {
      const justified = (block.align ?? "justified") === "justified"
      const firstLine = justified && !block.left ? mm(INDENT) : 0
      return [
        paragraph(
          block.text,
          {
            alignment: ALIGN[block.align ?? "justified"],
            indent: { left: mm(block.left ?? 0), firstLine },
            spacing: { after: block.small ? 0 : 80 },
          },
          block.small ? 20 : undefined,
        ),
      ]
    }
    case "item":
      return [item(block)]
    case "table":
      return [table(block, size), paragraph("")]
    case "signature":
      return [paragraph("", { keepNext: true }), signature(block.post, block.name), paragraph("")]
    case "space":
      return [paragraph("")]
  }
}

/** Line breaks of the text become line breaks of the paragraph, tabs become tabs. */
const runs = (text: string, size?: number, bold?: boolean) =>
  xmlText(text)
    .split("\n")
    .map((line, i) => {
      const children = line.split("\t").flatMap((piece, n) => (n ? [new Tab(), piece] : [piece]))
      return new TextRun({ children, break: i ? 1 : 0, ...(size && { size }), ...(bold && { bold }) })
    })

const paragraph = (text: string, options: IParagraphOptions = {}, size?: number, bold?: boolean) =>
  new Paragraph({ ...options, children: runs(text, size, bold) })

function item({ label, text, depth, hanging = label.length > 5 ? 20 : INDENT }: Block & { type: "item" }): Paragraph {
  return paragraph(label ? `${label}\t${text}` : text, {
    alignment: AlignmentType.BOTH,
    indent: { left: mm(INDENT * Math.min(depth, 5) + hanging), hanging: label ? mm(hanging) : 0 },
    spacing: { after: 80 },
  })
}

function placeDate(place: string, date: string): Paragraph[] {
  const tabStops = [{ type: TabStopType.RIGHT, position: mm(LINE) }]
  const spacing = { after: 240 }
  if (place.length > 45) return [paragraph(place), paragraph(date, { spacing })]
  return [paragraph(place && date ? `${place}\t${date}` : place || date, { tabStops, spacing })]
}

function table({ header, widths, rows, breaking = false }: Block & { type: "table" }, size: number): Table {
  const cells = (texts: string[], bold: boolean) =>
    texts.map(
      (text, i) =>
        new TableCell({
          width: { size: mm(widths[i]!), type: WidthType.DXA },
          margins: { left: mm(1.5), right: mm(1.5), top: mm(0.5), bottom: mm(0.5) },
          children: [paragraph(text, {}, (size - 2) * 2, bold)],
        }),
    )
  return new Table({
    columnWidths: widths.map(mm),
    width: { size: mm(widths.reduce((sum, width) => sum + width, 0)), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: cells(header, true) }),
      ...rows.map((row) => new TableRow({ cantSplit: !breaking, children: cells(row, false) })),
    ],
  })
}

/** Cells, not tabs: a long post wraps inside its own column and the name stays at the line. */
function signature(post: string, name: string): Table {
  const widths = [75, 40, 55]
  const cell = (text: string, i: number, alignment: "left" | "right") =>
    new TableCell({
      width: { size: mm(widths[i]!), type: WidthType.DXA },
      verticalAlign: VerticalAlign.BOTTOM,
      borders:
        i === 1 ? { ...BORDERLESS, bottom: { style: BorderStyle.SINGLE, size: 4, color: "000000" } } : BORDERLESS,
      margins: { left: i ? mm(2) : 0, right: 0, top: 0, bottom: 0 },
      children: [paragraph(text, { alignment })],
    })
  return new Table({
    columnWidths: widths.map(mm),
    width: { size: mm(LINE), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { ...BORDERLESS, insideHorizontal: NONE, insideVertical: NONE },
    rows: [
      new TableRow({ cantSplit: true, children: [cell(post, 0, "left"), cell("", 1, "left"), cell(name, 2, "left")] }),
    ],
  })
}

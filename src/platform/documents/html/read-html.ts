import { Parser } from "htmlparser2"
import { DocumentRefusal } from "../document-refusal.ts"
import { type DraftLine, numberLines } from "../draft-lines.ts"
import { limits } from "../limits.ts"
import { lookup } from "../lookup.ts"
import type { SourceDocument } from "../source.ts"
import { decodeText } from "../text/decode-text.ts"
import { lineBuilder } from "./build-lines.ts"
import { type HtmlList, nextMarker, openList } from "./list-markers.ts"

type Open = {
  name: string
  bold: boolean
  align: DraftLine["align"]
  style?: string
  level?: number
  pre: boolean
  marker: boolean
}

const unseen = new Set(["script", "style", "title", "template", "noscript", "iframe", "svg", "select", "textarea"])
const blocks = new Set(
  (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure " +
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre section summary ul"
  ).split(" "),
)

/** Reads HTML: block elements become lines, list items get their markers, table rows are joined by tabs. */
export function readHtml(bytes: Uint8Array): SourceDocument {
  const { text, encoding, warnings } = decodeText(bytes, declaredCharset(bytes))
  return { format: "html", encoding, ...numberLines(htmlLines(text), warnings) }
}

/** The encoding that a `meta` names (HTML Standard, 4.2.5.4). */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString("latin1")
  return (/<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head) ?? /<\?xml[^>]+encoding=["']([\w-]+)/i.exec(head))?.[1]
}

export function htmlLines(html: string): DraftLine[] {
  const builder = lineBuilder()
  const open: Open[] = [{ name: "", bold: false, align: undefined, pre: false, marker: false }]
  const lists: HtmlList[] = []
  let hidden = 0
  let typedMarker = ""

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (open.length > limits.depth * 4) throw new DocumentRefusal("broken")
        const outer = open.at(-1)!
        const css = attributes.style ?? ""
        const heading = /^h([1-6])$/.exec(name)?.[1]
        const weight = /font-weight\s*:\s*(\w+)/i.exec(css)?.[1]
        const marker = /mso-list\s*:\s*ignore/i.test(css)
        if (marker && !outer.marker) typedMarker = ""
        if (unseen.has(name)) hidden++
        if (blocks.has(name)) builder.endBlock()
        if (name === "ol" || name === "ul" || name === "menu" || name === "dir") lists.push(openList(name, attributes))
        else if (name === "li") builder.mark(nextMarker(lists.at(-1), attributes))
        else if (name === "table") builder.openTable()
        else if (name === "td" || name === "th") builder.openCell()
        else if (name === "br") builder.endSoftly()
        open.push({
          name,
          bold:
            heading || name === "b" || name === "strong" || name === "th" ? true : weight ? isBold(weight) : outer.bold,
          align:
            alignOf(attributes.align ?? /text-align\s*:\s*(\w+)/i.exec(css)?.[1]) ??
            (name === "center" ? "center" : outer.align),
          style: heading ? name : outer.style,
          level: heading ? Number(heading) : name === "li" ? Math.max(1, lists.length) : outer.level,
          pre: outer.pre || name === "pre" || /white-space\s*:\s*pre/i.test(css),
          marker: marker || outer.marker,
        })
      },
      ontext(text) {
        if (hidden > 0) return
        const how = open.at(-1)!
        if (how.marker) typedMarker += text
        else if (how.pre) writePreformatted(text, how)
        else {
          const piece = text.replace(/[ \t\r\n\f]+/g, " ")
          builder.write(builder.spaced() ? piece.replace(/^ /, "") : piece, mannerOf(how))
        }
      },
      onclosetag(name) {
        if (unseen.has(name)) hidden--
        const closed = open.pop()
        if (closed?.marker && !open.at(-1)?.marker) builder.mark(readableWordMarker(typedMarker))
        if (blocks.has(name)) builder.endBlock()
        if (name === "ol" || name === "ul" || name === "menu" || name === "dir") lists.pop()
        else if (name === "td" || name === "th") builder.closeCell()
        else if (name === "tr") builder.closeRow()
        else if (name === "table") builder.closeTable()
      },
    },
    { decodeEntities: true },
  )
  const writePreformatted = (text: string, how: Open) =>
    text.split(/\r\n|\n|\r/).forEach((line, index) => {
      if (index > 0) builder.endBlock()
      builder.write(line, mannerOf(how))
    })
  parser.write(html)
  parser.end()
  builder.close()
  return builder.lines
}

const mannerOf = ({ bold, align, style, level }: Open) => ({ bold, align, style, level })
const isBold = (weight: string) => /^bold/i.test(weight) || Number(weight) >= 600

function alignOf(text: string | undefined): DraftLine["align"] {
  const align = text?.toLowerCase()
  if (align === "justify") return "both"
  return align === "left" || align === "center" || align === "right" ? align : undefined
}

const wordBullets = lookup({ "·": "•", "§": "▪", Ø: "➢", ü: "✓" })

/** Word saves a list number as text in a span that browsers show and Word does not read back. */
function readableWordMarker(text: string): string | undefined {
  const marker = text.replace(/\s+/g, " ").trim()
  return wordBullets.get(marker) ?? (marker || undefined)
}

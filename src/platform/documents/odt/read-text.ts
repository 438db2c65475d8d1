import { elementsOf, type XmlElement } from "../archive/parse-xml.ts"
import { whole } from "./part.ts"
import type { Styles } from "./read-styles.ts"

export type TextLine = { text: string; plainLetters: number; boldLetters: number; hidden: boolean }
export type Texts = {
  lines: TextLine[]
  /** Frames with paragraphs of their own, anchored here. */
  boxes: XmlElement[]
  notes: XmlElement[]
  comments: boolean
}
type Look = { bold: boolean; hidden: boolean }

const ignored = new Set([
  ...["text:page-number", "text:page-count", "text:bookmark", "text:number", "text:ruby-text", "text:tracked-changes"],
  ...["office:event-listeners", "text:change", "text:change-start", "text:change-end", "text:soft-page-break"],
])

/** The text of a `text:p` or `text:h`; runs of white space count as one, as OpenDocument says (1.3 part 3, 6.1.2). */
export function readTexts(paragraph: XmlElement, styles: Styles): Texts {
  const texts: Texts = { lines: [newLine()], boxes: [], notes: [], comments: false }
  const style = paragraph.attributes["text:style-name"]
  const look = { bold: styles.inherited(style, "bold") ?? false, hidden: styles.inherited(style, "hidden") ?? false }
  visit(paragraph, look, texts, styles)
  return texts
}

const newLine = (): TextLine => ({ text: "", plainLetters: 0, boldLetters: 0, hidden: false })

function write(text: string, look: Look, texts: Texts) {
  const line = texts.lines.at(-1)!
  line.text += text
  const letters = text.trim().length
  if (look.bold) line.boldLetters += letters
  else line.plainLetters += letters
  if (look.hidden && letters > 0) line.hidden = true
}

function visit(parent: XmlElement, look: Look, texts: Texts, styles: Styles): void {
  for (const node of parent.children) {
    if (typeof node === "string") {
      const text = node.replace(/[ \t\r\n]+/g, " ")
      const line = texts.lines.at(-1)!.text
      write(line === "" || line.endsWith(" ") ? text.replace(/^ /, "") : text, look, texts)
    } else visitElement(node, look, texts, styles)
  }
}

function visitElement(element: XmlElement, look: Look, texts: Texts, styles: Styles): void {
  const { attributes } = element
  if (ignored.has(element.name)) return
  switch (element.name) {
    case "text:s":
      write(" ".repeat(Math.min(whole(attributes["text:c"], 1), 1000)), look, texts)
      return
    case "text:tab":
      write("\t", look, texts)
      return
    case "text:line-break":
      texts.lines.push(newLine())
      return
    case "text:note":
      texts.notes.push(element)
      return
    case "office:annotation":
    case "office:annotation-end":
      texts.comments = true
      return
    case "draw:text-box":
      texts.boxes.push(element)
      return
    case "text:span": {
      const style = attributes["text:style-name"]
      const bold = styles.inherited(style, "bold") ?? look.bold
      visit(element, { bold, hidden: styles.inherited(style, "hidden") ?? look.hidden }, texts, styles)
      return
    }
  }
  if (element.name.startsWith("draw:"))
    for (const one of elementsOf(element)) {
      // titles and descriptions of pictures are not text of the document
      if (one.name === "text:p") texts.boxes.push({ ...element, children: [one] })
      else if (one.name.startsWith("draw:")) visitElement(one, look, texts, styles)
    }
  else visit(element, look, texts, styles)
}

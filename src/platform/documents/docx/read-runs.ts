import { child, contains, elementsOf, type XmlElement } from "../archive/parse-xml.ts"
import { signOf } from "../symbols.ts"
import { toggle } from "./part.ts"
import { inherited, type Styles } from "./read-styles.ts"

/** What is known while a document is walked. */
export type Walk = {
  styles: Styles
  /** Fields open at this point; they may span paragraphs. */
  fields: { instruction: string; inResult: boolean }[]
  /** References to notes in the order of the text. */
  notes: { kind: "footnote" | "endnote"; id: string }[]
  warnings: Set<string>
}
export type TextLine = { text: string; plainLetters: number; boldLetters: number; hidden: boolean }
type Runs = {
  lines: TextLine[]
  /** Contents of text boxes anchored in the paragraph. */
  boxes: XmlElement[]
}
type Look = { bold: boolean; hidden: boolean }

export const newLine = (): TextLine => ({ text: "", plainLetters: 0, boldLetters: 0, hidden: false })

/** The text of a paragraph: soft breaks end a line, deletions are left out, of fields only the result is taken. */
export function readRuns(paragraph: XmlElement, style: string | undefined, walk: Walk): Runs {
  const runs: Runs = { lines: [newLine()], boxes: [] }
  const chain = walk.styles.chain(style)
  const look = { bold: inherited(chain, "bold") ?? false, hidden: inherited(chain, "hidden") ?? false }
  for (const element of elementsOf(paragraph)) visit(element, look, runs, walk)
  // an instruction that never reached its result would swallow the rest of the document
  walk.fields.splice(0, Infinity, ...walk.fields.filter((field) => field.inResult))
  return runs
}

function write(text: string, look: Look, runs: Runs, walk: Walk) {
  if (walk.fields.some((field) => !field.inResult || isPageNumber(field.instruction))) return
  const line = runs.lines.at(-1)!
  line.text += text
  const letters = text.trim().length
  if (look.bold) line.boldLetters += letters
  else line.plainLetters += letters
  if (look.hidden && letters > 0) line.hidden = true
}

const isPageNumber = (instruction: string) => /^\s*(PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(instruction)

function visit(element: XmlElement, look: Look, runs: Runs, walk: Walk): void {
  const attributes = element.attributes
  switch (element.name) {
    case "w:t":
    case "m:t":
      write(textOf(element), look, runs, walk)
      return
    case "w:tab":
    case "w:ptab":
      write("\t", look, runs, walk)
      return
    case "w:br":
    case "w:cr":
      runs.lines.push(newLine())
      return
    case "w:noBreakHyphen":
      write("\u2011", look, runs, walk)
      return
    case "w:sym":
      write(symbolOf(attributes), look, runs, walk)
      return
    case "w:footnoteReference":
    case "w:endnoteReference":
      walk.notes.push({
        kind: element.name === "w:footnoteReference" ? "footnote" : "endnote",
        id: attributes["w:id"] ?? "",
      })
      return
    case "w:fldChar":
      changeField(attributes["w:fldCharType"], walk)
      return
    case "w:instrText": {
      const field = walk.fields.at(-1)
      if (field && !field.inResult) field.instruction += element.children.join("")
      return
    }
    case "w:fldSimple":
      if (isPageNumber(attributes["w:instr"] ?? "")) return
      break
    case "w:del":
    case "w:moveFrom":
      walk.warnings.add("tracked_changes")
      return
    case "w:ins":
    case "w:moveTo":
      walk.warnings.add("tracked_changes")
      break
    case "w:commentReference":
      walk.warnings.add("comments")
      return
    case "w:pPr":
    case "w:rPr":
    case "w:rt":
    case "w:sdtPr":
      return
    case "w:txbxContent":
      runs.boxes.push(element)
      return
    case "mc:AlternateContent":
      for (const one of elementsOf(alternative(element))) visit(one, look, runs, walk)
      return
    case "w:r":
      look = lookOf(element, look, walk)
  }
  for (const one of elementsOf(element)) visit(one, look, runs, walk)
}

/** The same content told twice, for newer and for older readers: the newer one unless only the older has text. */
export function alternative(element: XmlElement): XmlElement | undefined {
  const choice = child(element, "mc:Choice")
  const fallback = child(element, "mc:Fallback")
  return choice && (contains(choice, "w:t") || !fallback || !contains(fallback, "w:t")) ? choice : fallback
}

function changeField(type: string | undefined, walk: Walk) {
  if (type === "begin") walk.fields.push({ instruction: "", inResult: false })
  else if (type === "end") walk.fields.pop()
  else {
    const field = walk.fields.at(-1)
    if (field) field.inResult = true
  }
}

function lookOf(run: XmlElement, look: Look, walk: Walk): Look {
  const own = child(run, "w:rPr")
  if (!own) return look
  const style = walk.styles.get(child(own, "w:rStyle")?.attributes["w:val"] ?? "")
  return {
    bold: toggle(own, "w:b") ?? style?.bold ?? look.bold,
    hidden: toggle(own, "w:vanish") ?? style?.hidden ?? look.hidden,
  }
}

function symbolOf(attributes: XmlElement["attributes"]): string {
  const code = Number.parseInt(attributes["w:char"] ?? "", 16)
  if (!(code > 0x1f && code < 0xd800) && !(code > 0xdfff && code <= 0xffff)) return ""
  const ofSignFont = code >= 0xf000 || /symbol|wingdings|webdings/i.test(attributes["w:font"] ?? "")
  return ofSignFont ? signOf(code) : String.fromCharCode(code)
}

/** White space at the ends counts only where the file says so; line ends inside are spaces. */
function textOf(element: XmlElement): string {
  const text = element.children.filter((one) => typeof one === "string").join("")
  const kept = element.attributes["xml:space"] === "preserve" ? text : text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "")
  return kept.replace(/[\r\n]/g, " ")
}

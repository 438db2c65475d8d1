import type { Archive } from "../archive/open-archive.ts"
import { parseXml, type Take, type XmlElement } from "../archive/parse-xml.ts"
import { DocumentRefusal } from "../document-refusal.ts"
import { type DraftLine, noteLines, numberLines } from "../draft-lines.ts"
import { formatNumber } from "../format-number.ts"
import type { SourceDocument } from "../source.ts"
import { numberCounter } from "./count-numbers.ts"
import { prefixes, relatedParts, relationsOf } from "./part.ts"
import { type BlockWalk, blockReader, notesById, readBlocks } from "./read-blocks.ts"
import { readNumbering } from "./read-numbering.ts"
import { readStyles } from "./read-styles.ts"

/**
 * Reads WordprocessingML: the body, then the notes in the order of their references.
 * Headers and footers are not read.
 * @param mainPart name of the member that holds the document, usually word/document.xml
 */
export async function readDocx(archive: Archive, mainPart: string): Promise<SourceDocument> {
  const part = async (name: string | undefined, take?: Take) => {
    const bytes = name === undefined ? undefined : await archive.read(name)
    return bytes && parseXml(bytes, prefixes, take)
  }
  const related = relatedParts(mainPart, await part(relationsOf(mainPart)))
  const styles = readStyles(await part(related("styles")))
  const numbering = readNumbering(await part(related("numbering")), styles)
  const walk: BlockWalk = {
    styles,
    fields: [],
    notes: [],
    warnings: new Set(),
    count: numberCounter(numbering),
    kind: "paragraph",
  }
  const body = blockReader(walk)
  const document = await part(mainPart, (element, parent) => {
    if (parent.name !== "w:body") return false
    body.visit(element)
    return true
  })
  if (document?.name !== "w:document") throw new DocumentRefusal("broken")
  const lines = body.finish()
  const footnotes = notesById(await part(related("footnotes")), "w:footnote")
  const endnotes = notesById(await part(related("endnotes")), "w:endnote")
  lines.push(...readNotes(walk, footnotes, endnotes))
  return { format: "docx", ...numberLines(lines, walk.warnings) }
}

function readNotes(walk: BlockWalk, footnotes: Map<string, XmlElement>, endnotes: Map<string, XmlElement>) {
  const lines: DraftLine[] = []
  const counts = { footnote: 0, endnote: 0 }
  // references found inside notes are not followed
  for (const { kind, id } of [...walk.notes]) {
    const note = (kind === "footnote" ? footnotes : endnotes).get(id)
    if (!note) continue
    counts[kind] += 1
    const marker = formatNumber(counts[kind], kind === "footnote" ? "decimal" : "lowerRoman")
    for (const line of noteLines(readBlocks(note, { ...walk, kind: "footnote" }), marker)) lines.push(line)
  }
  return lines
}

import type { Archive } from "../archive/open-archive.ts"
import { child, contains, elementsOf, parseXml } from "../archive/parse-xml.ts"
import { DocumentRefusal } from "../document-refusal.ts"
import { type DraftLine, numberLines } from "../draft-lines.ts"
import type { SourceDocument } from "../source.ts"
import { listKeeper } from "./count-lists.ts"
import { prefixes } from "./part.ts"
import { readBlock, readNotes, type Walk } from "./read-blocks.ts"
import { readStyles } from "./read-styles.ts"

/**
 * Reads an OpenDocument text: the body, then its notes. Headers and footers are not read.
 * @throws DocumentRefusal encrypted when it is protected by a password
 */
export async function readOdt(archive: Archive): Promise<SourceDocument> {
  const part = async (name: string) => {
    const bytes = await archive.read(name)
    return bytes && parseXml(bytes, prefixes)
  }
  const manifest = await part("META-INF/manifest.xml")
  if (manifest && contains(manifest, "manifest:encryption-data")) throw new DocumentRefusal("encrypted")
  const bytes = await archive.read("content.xml")
  if (!bytes) throw new DocumentRefusal("broken")
  const commonStyles = await part("styles.xml")
  const lines: DraftLine[] = []
  let walk: Walk | undefined
  const content = parseXml(bytes, prefixes, (element, parent, root) => {
    if (parent.name !== "office:text") return false
    // automatic styles stand before the text, and so are in the tree by now
    walk ??= startWalk(readStyles([commonStyles, elementsOf(root)[0]]))
    for (const line of readBlock(element, walk)) lines.push(line)
    return true
  })
  if (!child(child(content, "office:body"), "office:text")) throw new DocumentRefusal("broken")
  for (const line of walk ? readNotes(walk) : []) lines.push(line)
  return { format: "odt", ...numberLines(lines, walk?.warnings) }
}

const startWalk = (styles: Walk["styles"]): Walk => ({
  ...{ styles, openList: listKeeper(), outline: { values: [] }, notes: [], warnings: new Set(), kind: "paragraph" },
})

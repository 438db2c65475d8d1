import { numberLines } from "../draft-lines.ts"
import type { SourceDocument } from "../source.ts"
import { decodeText, linesOf } from "./decode-text.ts"

/** Reads plain text; the number of a line is the one that a text editor shows. */
export function readText(bytes: Uint8Array): SourceDocument {
  const { text, encoding, warnings } = decodeText(bytes)
  const drafts = linesOf(text).map((line) => ({ text: line, kind: "paragraph" as const }))
  return { format: "txt", encoding, ...numberLines(drafts, warnings) }
}

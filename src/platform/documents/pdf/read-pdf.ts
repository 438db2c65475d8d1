import { getDocumentProxy } from "unpdf"
import { DocumentRefusal } from "../document-refusal.ts"
import { type DraftLine, numberLines } from "../draft-lines.ts"
import type { SourceDocument } from "../source.ts"
import { dropPageNumbers } from "./drop-page-numbers.ts"
import { type Run, rebuildLines } from "./rebuild-lines.ts"

/**
 * Reads the text layer of a PDF, one line of print as one line.
 * @throws DocumentRefusal encrypted when it needs a password, scanned_pdf when no page has text
 */
export async function readPdf(bytes: Uint8Array): Promise<SourceDocument> {
  const pages = await readPages(bytes)
  const silent = pages.filter((lines) => lines.length === 0).length
  const kept = dropPageNumbers(pages)
  if (!kept.some((lines) => lines.some((line) => /[\p{L}\p{N}]/u.test(line)))) throw new DocumentRefusal("scanned_pdf")
  const drafts = kept.flat().map((text): DraftLine => ({ text, kind: "paragraph" }))
  const warnings = []
  if (silent > 0) warnings.push("pages_without_text")
  if (isGarbled(drafts)) warnings.push("unreadable_text")
  return { format: "pdf", ...numberLines(drafts, warnings) }
}

async function readPages(bytes: Uint8Array): Promise<string[][]> {
  try {
    // the parser takes the buffer over, so it gets a copy
    const pdf = await getDocumentProxy(new Uint8Array(bytes), { verbosity: 0, useSystemFonts: false })
    const pages: string[][] = []
    for (let number = 1; number <= pdf.numPages; number++) {
      const page = await pdf.getPage(number)
      const { items } = await page.getTextContent({ disableNormalization: false })
      pages.push(rebuildLines(items.flatMap((item) => ("str" in item ? [runOf(item)] : []))))
      page.cleanup()
    }
    return pages
  } catch (cause) {
    const password = cause instanceof Error && cause.name === "PasswordException"
    throw new DocumentRefusal(password ? "encrypted" : "broken", {}, cause)
  }
}

function runOf(item: { str: string; transform: number[]; width: number; height: number }): Run {
  const [a = 0, b = 0, c = 0, d = 0, x = 0, y = 0] = item.transform
  const upright = Math.abs(b) <= Math.abs(a) * 0.1 && a >= 0
  return { text: item.str, x, y, width: item.width, size: item.height || Math.hypot(c, d) || 10, upright }
}

/** Fonts without a table of their letters give private or control characters instead of text. */
function isGarbled(drafts: DraftLine[]): boolean {
  const text = drafts.map((line) => line.text).join("")
  const strange = text.match(/[\p{Co}\p{Cn}\p{Cc}\ufffd]/gu)?.filter((sign) => sign !== "\t").length ?? 0
  return strange > 0 && strange * 5 > text.replace(/\s/g, "").length
}

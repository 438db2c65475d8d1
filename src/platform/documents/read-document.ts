import { detectFormat } from "./detect-format.ts"
import { DocumentRefusal } from "./document-refusal.ts"
import { limits } from "./limits.ts"
import type { SourceDocument } from "./source.ts"

/**
 * Reads a document into numbered lines, in this process: for files that are trusted, and inside the reading process.
 * What strangers send goes through `readDocumentSafely`.
 * @param fileName only helps where the content does not decide
 * @throws DocumentRefusal whatever is wrong with the file
 */
export async function readDocument(bytes: Uint8Array, fileName: string): Promise<SourceDocument> {
  checkSize(bytes)
  try {
    const document = await readByFormat(bytes, fileName)
    if (document.lines.every((line) => line.text.trim() === "")) throw new DocumentRefusal("empty")
    return document
  } catch (cause) {
    throw cause instanceof DocumentRefusal ? cause : new DocumentRefusal("broken", {}, cause)
  }
}

/** @throws DocumentRefusal empty, too_large */
export function checkSize(bytes: Uint8Array) {
  if (bytes.length === 0) throw new DocumentRefusal("empty")
  if (bytes.length > limits.fileSize) throw new DocumentRefusal("too_large", { limit: limits.fileSize / 1024 / 1024 })
}

// readers are loaded when needed: the PDF one alone costs more time and memory than all the others
async function readByFormat(bytes: Uint8Array, fileName: string): Promise<SourceDocument> {
  const detected = await detectFormat(bytes, fileName)
  switch (detected.format) {
    case "docx":
      return (await import("./docx/read-docx.ts")).readDocx(detected.archive, detected.mainPart)
    case "odt":
      return (await import("./odt/read-odt.ts")).readOdt(detected.archive)
    case "rtf":
      return (await import("./rtf/read-rtf.ts")).readRtf(bytes)
    case "pdf":
      return (await import("./pdf/read-pdf.ts")).readPdf(bytes)
    case "html":
      return (await import("./html/read-html.ts")).readHtml(bytes)
    case "txt":
      return (await import("./text/read-text.ts")).readText(bytes)
  }
}

import { type Archive, openArchive } from "./archive/open-archive.ts"
import { parseXml } from "./archive/parse-xml.ts"
import { DocumentRefusal } from "./document-refusal.ts"
import { prefixes, relatedParts } from "./docx/part.ts"
import { unicodeByPattern } from "./text/decode-text.ts"

export type Detected =
  | { format: "docx"; archive: Archive; mainPart: string }
  | { format: "odt"; archive: Archive }
  | { format: "rtf" | "pdf" | "html" | "txt" }

/**
 * What a file is, by its content; the name only helps to explain a refusal.
 * @throws DocumentRefusal for what is no readable document
 */
export async function detectFormat(bytes: Uint8Array, fileName: string): Promise<Detected> {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1")
  if (/^PK(\x03\x04|\x05\x06|\x07\x08)/.test(head)) return detectInArchive(bytes)
  if (head.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) throw oldOfficeRefusal(bytes)
  if (/^(?:\xef\xbb\xbf)?\s*\{\\rtf/.test(head)) return { format: "rtf" }
  if (head.includes("%PDF-")) return { format: "pdf" }
  if (isBinary(bytes)) throw await binaryRefusal(bytes, fileName)
  return { format: textFormat(bytes, fileName) }
}

async function detectInArchive(bytes: Uint8Array): Promise<Detected> {
  const archive = await openArchive(bytes)
  const mimetype = archive.has("mimetype")
    ? Buffer.from((await archive.read("mimetype"))!)
        .toString("latin1")
        .trim()
    : ""
  if (/^application\/vnd\.oasis\.opendocument\.text(-|$)/.test(mimetype)) return { format: "odt", archive }
  const relations = await archive.read("_rels/.rels")
  const mainPart = relations && relatedParts("", parseXml(relations, prefixes))("officeDocument")
  if (mainPart === undefined || !archive.has(mainPart)) {
    if (archive.has("word/document.xml")) return { format: "docx", archive, mainPart: "word/document.xml" }
    if (archive.has("EncryptedPackage")) throw new DocumentRefusal("encrypted")
    throw new DocumentRefusal("unsupported")
  }
  if (/^(xl|ppt|visio)\//.test(mainPart)) throw new DocumentRefusal("unsupported")
  return { format: "docx", archive, mainPart }
}

/** Compound files (MS-CFB): names of their streams are in UTF-16 in the directory. */
function oldOfficeRefusal(bytes: Uint8Array): DocumentRefusal {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const names = (name: string) => buffer.includes(Buffer.from(name, "utf16le"))
  if (names("EncryptedPackage")) return new DocumentRefusal("encrypted")
  return new DocumentRefusal(names("WordDocument") ? "old_doc" : "unsupported")
}

/** Text has no zero bytes and hardly any control characters. */
function isBinary(bytes: Uint8Array): boolean {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) return false
  const sample = bytes.subarray(0, 1 << 16)
  let controls = 0
  for (const byte of sample)
    if (byte < 0x20 && (byte < 0x07 || byte > 0x0d) && byte !== 0x1b && byte !== 0x1a) controls++
  if (!sample.includes(0)) return controls * 50 > sample.length
  return unicodeByPattern(sample) === undefined
}

async function binaryRefusal(bytes: Uint8Array, fileName: string): Promise<DocumentRefusal> {
  // names of formats are needed only here
  const { fileTypeFromBuffer } = await import("file-type")
  const type = await fileTypeFromBuffer(bytes.subarray(0, 1 << 16)).catch(() => undefined)
  if (type?.mime.startsWith("image/")) return new DocumentRefusal("picture")
  if (type) return new DocumentRefusal("unsupported")
  return new DocumentRefusal(/\.(docx|odt|rtf|pdf|html?|txt)$/i.test(fileName) ? "broken" : "unsupported")
}

function textFormat(bytes: Uint8Array, fileName: string): "html" | "txt" {
  // zero bytes of UTF-16 would stand between the letters of the tags
  const head = Buffer.from(bytes.subarray(0, 8192).filter((byte) => byte !== 0)).toString("latin1")
  const start = head.replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "").trimStart()
  if (/^<(!doctype html|html|head|body|meta|table|div|p|h[1-6]|ul|ol|span|article|section)[\s>]/i.test(start))
    return "html"
  if (/^<(\?xml|!--|!doctype)/i.test(start)) {
    if (/<html[\s>]/i.test(start)) return "html"
    if (start.startsWith("<?xml")) throw new DocumentRefusal("unsupported")
  }
  // a web page with its pictures, which Word saves as .mht or even .doc
  if (/^(from:|mime-version:)/i.test(start) && /multipart\/related/i.test(start))
    throw new DocumentRefusal("unsupported")
  return /\.x?html?$/i.test(fileName) && /<[a-z!/][^>]*>/i.test(start) ? "html" : "txt"
}

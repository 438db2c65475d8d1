import { fileTypeFromBuffer } from "file-type"
import { unicodeByPattern } from "#platform/documents/text/decode-text.ts"

const openXml = "application/vnd.openxmlformats-officedocument"

/** What may be stored, by what it is for. */
export const accepted = {
  /** What resolutions come in. An Office file that is told from others only by its insides may look like a mere zip. */
  document: [
    ...[
      `${openXml}.wordprocessingml.document`,
      `${openXml}.wordprocessingml.template`,
      `${openXml}.spreadsheetml.sheet`,
    ],
    ...[
      "application/vnd.ms-word.document.macroenabled.12",
      "application/vnd.oasis.opendocument.text",
      "application/zip",
    ],
    ...["application/vnd.oasis.opendocument.text-template", "application/rtf", "application/pdf"],
    ...["application/vnd.oasis.opendocument.spreadsheet", `${openXml}.presentationml.presentation`],
    // .doc, .xls and .ppt of old, which offices still send: kept and handed out, never read by us.
    "application/x-cfb",
    ...["text/plain", "text/html", "application/json"],
  ],
  picture: ["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"],
} satisfies Record<string, string[]>
export type Use = keyof typeof accepted

/** Types that a browser may show by itself; everything else is only ever downloaded. */
export const shownInline = new Set([...accepted.picture, "application/pdf"])

/**
 * What bytes are, by their content; `name` only tells kinds of text apart.
 * @returns a media type, or undefined for what is neither text nor known
 */
export async function sniff(bytes: Uint8Array, name: string): Promise<string | undefined> {
  const known = await fileTypeFromBuffer(bytes).catch(() => undefined)
  if (known && known.mime !== "application/xml") return known.mime
  const head = Buffer.from(bytes.subarray(0, 1024)).toString("latin1")
  if (head.includes("%PDF-")) return "application/pdf" // readers allow for rubbish before it, and so do ours
  if (!isText(bytes)) return undefined
  const start = head
    .replaceAll("\0", "")
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .trimStart()
  if (start.startsWith("{\\rtf")) return "application/rtf"
  if (/\.json$/i.test(name) && /^[[{]/.test(start)) return "application/json"
  return start.startsWith("<") ? "text/html" : "text/plain"
}

/** Text in any encoding has hardly any control characters, and zero bytes only in UTF-16. */
function isText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 1 << 16)
  if (unicodeByPattern(sample) !== undefined || /^(fffe|feff)/.test(Buffer.from(sample.subarray(0, 2)).toString("hex")))
    return true
  const controls = sample.filter(
    (byte) => byte < 0x20 && (byte < 0x07 || byte > 0x0d) && byte !== 0x1a && byte !== 0x1b,
  )
  return !sample.includes(0) && controls.length * 50 <= sample.length
}

import { DocumentRefusal } from "../document-refusal.ts"
import { guessCyrillic } from "./guess-cyrillic.ts"

export type Decoded = { text: string; encoding: string; warnings: string[] }

/**
 * Bytes of a text file as text: by byte order mark, else UTF-8 where it is valid, else the encoding that the file
 * declares, else the Cyrillic encoding whose letters look most like Russian.
 */
export function decodeText(bytes: Uint8Array, declared?: string): Decoded {
  const marked = unicodeByMark(bytes) ?? unicodeByPattern(bytes)
  if (marked) return { text: new TextDecoder(marked).decode(bytes), encoding: marked, warnings: [] }
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), encoding: "utf-8", warnings: [] }
  } catch {
    if (almostUtf8(bytes))
      return { text: new TextDecoder().decode(bytes), encoding: "utf-8", warnings: ["damaged_characters"] }
  }
  const decoder = decoderOf(declared)
  if (decoder) return { text: decoder.decode(bytes), encoding: decoder.encoding, warnings: [] }
  const { encoding, likely } = guessCyrillic(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  return { text, encoding, warnings: likely ? [] : ["encoding_uncertain"] }
}

function unicodeByMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8"
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le"
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be"
  return undefined
}

/** UTF-16 without a mark: one byte of each pair is the number of a block, and Russian text needs three blocks. */
export function unicodeByPattern(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const length = Math.min(bytes.length, 4096) & ~1
  if (length < 8) return undefined
  const blocks = [0, 0]
  for (let at = 0; at < length; at++) {
    const byte = bytes[at]
    if (byte === 0x00 || byte === 0x04 || byte === 0x20) blocks[at & 1]! += 1
  }
  const half = length / 2
  const [even, odd] = blocks as [number, number]
  if (!bytes.subarray(0, length).includes(0)) return undefined
  if (odd > half * 0.97 && even < half * 0.6) return "utf-16le"
  if (even > half * 0.97 && odd < half * 0.6) return "utf-16be"
  return undefined
}

/** Whether only a few places spoil UTF-8, such as the end of a text that was cut in the middle of a letter. */
function almostUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, 1 << 20))
  let damaged = 0
  let foreign = 0
  for (const sign of text) {
    if (sign === "\ufffd") damaged++
    else if (sign > "\x7f") foreign++
  }
  return damaged * 50 <= foreign
}

function decoderOf(label: string | undefined) {
  if (label === undefined || /^(utf-?\d|unicode)/i.test(label)) return undefined
  try {
    return new TextDecoder(label)
  } catch {
    return undefined
  }
}

/** @throws DocumentRefusal broken when a text would be longer than a string can be */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\n|\r/)
  if (lines.length > 5_000_000) throw new DocumentRefusal("memory")
  if (lines.length > 1 && lines.at(-1) === "") lines.pop()
  return lines
}

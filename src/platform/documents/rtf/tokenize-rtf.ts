/** One piece of RTF. `text` is a run of raw bytes, `hex` one byte written as \'xx. */
export type Token =
  | { type: "open" }
  | { type: "close" }
  | { type: "word"; word: string; value: number | undefined }
  | { type: "symbol"; symbol: string }
  | { type: "hex"; byte: number }
  | { type: "text"; from: number; to: number }

const backslash = 0x5c
const openBrace = 0x7b
const closeBrace = 0x7d
const isLetter = (byte: number | undefined) => byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39

/** Cuts RTF 1.9 into tokens; line ends between them mean nothing, data after \bin are skipped. */
export function* tokenizeRtf(bytes: Uint8Array): Generator<Token> {
  let at = 0
  while (at < bytes.length) {
    const byte = bytes[at]!
    if (byte === openBrace || byte === closeBrace) {
      at++
      yield { type: byte === openBrace ? "open" : "close" }
    } else if (byte === backslash) {
      const next = bytes[at + 1]
      if (isLetter(next)) {
        const word = readWord(bytes, at + 1)
        at = word.end
        if (word.word === "bin") at += Math.max(0, word.value ?? 0)
        else yield { type: "word", word: word.word, value: word.value }
      } else if (next === 0x27) {
        const code = Number.parseInt(String.fromCharCode(bytes[at + 2] ?? 0, bytes[at + 3] ?? 0), 16)
        at += 4
        if (!Number.isNaN(code)) yield { type: "hex", byte: code }
      } else {
        at += 2
        if (next !== undefined) yield { type: "symbol", symbol: String.fromCharCode(next) }
      }
    } else if (byte === 0x0d || byte === 0x0a || byte === 0) at++
    else {
      const from = at
      while (at < bytes.length && !isSpecial(bytes[at]!)) at++
      yield { type: "text", from, to: at }
    }
  }
}

const isSpecial = (byte: number) =>
  byte === backslash || byte === openBrace || byte === closeBrace || byte === 0x0d || byte === 0x0a || byte === 0

function readWord(bytes: Uint8Array, from: number) {
  let end = from
  while (isLetter(bytes[end]) && end - from < 32) end++
  const word = String.fromCharCode(...bytes.subarray(from, end))
  const digits = end
  if (bytes[end] === 0x2d && isDigit(bytes[end + 1])) end++
  while (isDigit(bytes[end]) && end - digits < 11) end++
  const value = end > digits ? Number.parseInt(String.fromCharCode(...bytes.subarray(digits, end)), 10) : undefined
  // one space ends a control word and belongs to it
  return { word, value, end: bytes[end] === 0x20 ? end + 1 : end }
}

import { DocumentRefusal } from "../document-refusal.ts"
import { type DraftLine, numberLines } from "../draft-lines.ts"
import { limits } from "../limits.ts"
import type { SourceDocument } from "../source.ts"
import { applyWord } from "./apply-word.ts"
import { closeGroup, flush, openGroup, type Reading, startReading, write } from "./reading.ts"
import { type Token, tokenizeRtf } from "./tokenize-rtf.ts"

/** Reads Rich Text Format (RTF 1.9.1). Numbers of lists are those that the writing program left for older readers. */
export function readRtf(bytes: Uint8Array): SourceDocument {
  const declared = readAs(bytes)
  const { drafts, warnings } = looksUndeclared(declared.drafts) ? readAs(bytes, 1251) : declared
  return { format: "rtf", ...numberLines(drafts, warnings) }
}

/** Programs that never said which alphabet they write leave Russian as "Ïðèâåò". */
function looksUndeclared(drafts: DraftLine[]): boolean {
  const text = drafts.map((line) => line.text).join("")
  const accented = text.match(/[À-ÿ]/g)?.length ?? 0
  return accented > 0 && !/[А-яЁё]/.test(text) && accented > (text.match(/[A-Za-z]/g)?.length ?? 0)
}

function readAs(bytes: Uint8Array, forcedPage?: number) {
  const reading = startReading(forcedPage)
  for (const token of tokenizeRtf(bytes)) {
    applyToken(reading, token, bytes)
    if (token.type === "close" && reading.stack.length === 0) break
  }
  if (reading.stack.length > 0) reading.warnings.add("truncated")
  flush(reading)
  while (reading.stack.length > 0) closeGroup(reading)
  const drafts = [...reading.body.finish({ inTable: false }), ...reading.notes]
  return { drafts, warnings: reading.warnings }
}

function applyToken(reading: Reading, token: Token, bytes: Uint8Array) {
  const { group, pending } = reading
  if (token.type === "hex") {
    if (reading.toSkip > 0) reading.toSkip--
    else if (group.purpose !== "skip") pending.push(token.byte)
    return
  }
  if (token.type === "text") {
    const skipped = Math.min(reading.toSkip, token.to - token.from)
    reading.toSkip -= skipped
    if (group.purpose !== "skip") for (let at = token.from + skipped; at < token.to; at++) pending.push(bytes[at]!)
    return
  }
  flush(reading)
  if (token.type === "open") {
    if (reading.stack.length > limits.depth * 2) throw new DocumentRefusal("broken")
    openGroup(reading)
  } else if (token.type === "close") closeGroup(reading)
  else if (token.type === "symbol" && reading.toSkip > 0) {
    reading.toSkip--
    return
  } else if (token.type === "symbol") applySymbol(reading, token.symbol)
  reading.toSkip = 0
  // \u itself says how much is to be left out after it
  if (token.type === "word") applyWord(reading, token.word, token.value)
}

function applySymbol(reading: Reading, symbol: string) {
  if (symbol === "*") reading.group.optional = true
  else if (symbol === "~") write(reading, "\u00a0")
  else if (symbol === "_") write(reading, "\u2011")
  else if (symbol === "\\" || symbol === "{" || symbol === "}") write(reading, symbol)
  else if (symbol === "\n" || symbol === "\r") applyWord(reading, "par", undefined)
}

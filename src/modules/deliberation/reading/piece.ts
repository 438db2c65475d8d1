import type { Marker } from "./numbering.ts"
import { readMarker } from "./numbering.ts"
import type { Paragraph } from "./paragraph.ts"
import type { LineRole } from "./understood.ts"

/** A paragraph or a part of one, on its way to its role. */
export type Piece = {
  /** Indexes of source lines. */
  fromLine: number
  toLine: number
  lines: number[]
  text: string
  gaps: string
  marker: Marker | null
  level: number | null
  isBold: boolean
  isTable: boolean
  blankBefore: number
  role?: LineRole
  ref?: number
}

export function toPiece(paragraph: Paragraph): Piece {
  return {
    fromLine: paragraph.lines[0]!,
    toLine: paragraph.lines.at(-1)!,
    lines: paragraph.lines,
    text: paragraph.text,
    gaps: paragraph.gaps,
    marker: paragraph.marker,
    level: paragraph.level,
    isBold: paragraph.bold,
    isTable: paragraph.kind === "table",
    blankBefore: paragraph.blankBefore,
  }
}

const numbered = /(?<=^|[:;.!?»)]\s|\s(?=\d{1,2}\)))(\d{1,2})([.)])\s*(?=[\p{L}«"“])/gu

/** «1. … 2. … 3. …» run together in one paragraph becomes so many pieces; a text without such a run stays one. */
export function splitRun(piece: Piece, text: string): Piece[] {
  const chain: { from: number; number: number; sign: string }[] = []
  for (const found of text.matchAll(numbered)) {
    const number = Number(found[1])
    const last = chain.at(-1)
    if (!last ? found.index < 3 || number === 1 : number === last.number + 1 && found[2] === last.sign)
      chain.push({ from: found.index, number, sign: found[2]! })
  }
  if (chain.length < 2) {
    const own = readMarker(text)
    return [{ ...piece, text: own ? own.rest : text, marker: own?.marker ?? null }]
  }
  const starts = chain[0]!.from > 2 ? [0, ...chain.map((one) => one.from)] : chain.map((one) => one.from)
  return starts.map((from, i) => {
    const part = text.slice(from, starts[i + 1]).trim()
    const own = readMarker(part)
    return { ...piece, text: own ? own.rest : part, marker: own?.marker ?? null }
  })
}

/** As printed, with the number: what `splitRun` needs to see the run from its start. */
export const printed = (piece: Piece) =>
  piece.marker && piece.marker.style !== "bullet" && /^\d/.test(piece.gaps)
    ? `${/^\d[\d.]*\s?[.)]?/.exec(piece.gaps)![0]} ${piece.text}`
    : piece.text

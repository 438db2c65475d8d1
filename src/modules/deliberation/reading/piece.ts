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
  /** Parted from a decision: it has no number. */
  isVote?: boolean
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

const voted = /(?<=[.;»"]\s)(?=(?:результаты голосования|голосовали|проголосовали|принято единогласно)(?!\p{L}))/iu

/** «1. … 2. … 3. …» run together in one paragraph becomes so many pieces; a text without such a run stays one. */
export function splitRun(piece: Piece, text: string): Piece[] {
  const [own, vote] = text.length < 2000 ? text.split(voted) : [text]
  if (vote && own!.length > 12)
    return [...splitList(piece, own!.trim()), { ...piece, text: vote, gaps: vote, marker: null, isVote: true }]
  return splitList(piece, text)
}

function splitList(piece: Piece, text: string): Piece[] {
  const chain: { from: number; number: number; sign: string }[] = []
  for (const found of text.matchAll(numbered)) {
    const number = Number(found[1])
    const last = chain.at(-1)
    if (!last ? found.index < 3 || number === 1 : number === last.number + 1 && found[2] === last.sign)
      chain.push({ from: found.index, number, sign: found[2]! })
  }
  if (chain.length < 2) {
    const own = readMarker(text)
    return splitInner({ ...piece, text: own ? own.rest : text, marker: own?.marker ?? null })
  }
  const starts = chain[0]!.from > 2 ? [0, ...chain.map((one) => one.from)] : chain.map((one) => one.from)
  return starts.map((from, i) => {
    const part = text.slice(from, starts[i + 1]).trim()
    const own = readMarker(part)
    return { ...piece, text: own ? own.rest : part, marker: own?.marker ?? null }
  })
}

const inner = /(?<=[:;,]\s?)(\d{1,2}|[а-и])\)\s*(?=[\p{L}«"“])/gu

/** «Рекомендовать X: 1) …; 2) …» in one paragraph: the item and what it lists; a text without such a run stays one. */
function splitInner(piece: Piece): Piece[] {
  const starts: number[] = []
  for (const found of piece.text.matchAll(inner)) {
    const number = Number(found[1]) || "абвгдежзи".indexOf(found[1]!) + 1
    if (number === starts.length + 1 && (starts.length || /:\s?$/.test(piece.text.slice(0, found.index))))
      starts.push(found.index)
  }
  if (starts.length < 2) return [piece]
  const listed = starts.map((from, i) => readMarker(piece.text.slice(from, starts[i + 1]).trim())!)
  return [
    { ...piece, text: piece.text.slice(0, starts[0]).trim() },
    ...listed.map(({ marker, rest }) => ({ ...piece, text: rest, marker, level: null })),
  ]
}

/** As printed, with the number: what `splitRun` needs to see the run from its start. */
export const printed = (piece: Piece) =>
  piece.marker && piece.marker.style !== "bullet" && /^\d/.test(piece.gaps)
    ? `${/^\d[\d.]*(?:\s?[.)])?/.exec(piece.gaps)![0].replace(/^\d+$/, "$&.")} ${piece.text}`
    : piece.text

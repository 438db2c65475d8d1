import type { Piece } from "./draft.ts"

type Numbered = Pick<Piece, "path" | "label">

/** The number that follows a piece's own: "3" → "3-1", then "3-2"; as inserted articles of laws are numbered. */
export function freshPath(pieces: { path: string }[], after: Numbered): Numbered {
  const taken = new Set(pieces.map((p) => p.path))
  const stem = after.path.replace(/-\d+$/, "")
  const label = after.label.replace(/-\d+(?=\.?$)/, "").replace(/\.$/, "")
  let n = 1
  while (taken.has(`${stem}-${n}`)) n++
  return { path: `${stem}-${n}`, label: label ? `${label}-${n}` : "" }
}

/** The next free whole number, for the first piece of an empty draft. */
export function numbered(pieces: { path: string }[]): Numbered {
  const taken = new Set(pieces.map((p) => p.path))
  let n = 1
  while (taken.has(String(n))) n++
  return { path: String(n), label: String(n) }
}

/** A name for a new piece, to edit it by. */
export function freshId(pieces: Piece[]): string {
  const numbers = pieces.map((p) => Number(p.id.slice(1))).filter(Number.isFinite)
  return `p${Math.max(0, ...numbers) + 1}`
}

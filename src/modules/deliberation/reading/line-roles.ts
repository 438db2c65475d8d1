import type { SourceLine } from "#platform/documents/source.ts"
import { clean } from "./clean.ts"
import type { Piece } from "./piece.ts"
import type { LineOf, LineRole } from "./understood.ts"

/** Where several things stand on one line, the first of these names it. */
const strongest: LineRole[] = ["item", "block", "cue", "title", "event", "date_place", "participant", "finding"]
const strength = (role: LineRole) => {
  const at = strongest.indexOf(role)
  return at < 0 ? strongest.length : at
}

/** Gives every source line exactly one role. */
export function rolesOfLines(lines: SourceLine[], pieces: Piece[]): LineOf[] {
  const roles: (LineOf | undefined)[] = lines.map(() => undefined)
  for (const piece of pieces) {
    const role =
      piece.role ??
      (piece.text.length > 60 ||
      piece.marker ||
      /^(?:глубоко)?уважаем/iu.test(piece.text) ||
      /\s\p{L}+.*[.;,:]$/u.test(piece.text)
        ? "preamble"
        : "unrecognised")
    for (const line of piece.lines) {
      const old = roles[line]
      if (old && strength(old.role) <= strength(role)) continue
      roles[line] = { n: lines[line]!.n, role, ...(piece.ref === undefined ? {} : { ref: piece.ref }) }
    }
  }
  return lines.map((line, i) => {
    const role = roles[i]
    if (role) return role
    if (!clean(line.text)) return { n: line.n, role: "empty" }
    return {
      n: line.n,
      role: line.kind === "footnote" ? "footnote" : line.kind === "header" ? "furniture" : "unrecognised",
    }
  })
}

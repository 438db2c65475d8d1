import { endingOf } from "./closing.ts"
import { type Cue, cueOf, isSpeech, type Zone } from "./cue.ts"
import type { Group } from "./decisions.ts"
import { type Piece, printed, splitRun } from "./piece.ts"

/** The document cut along its cue lines. `head`: what stands before the first cue. */
export type Zones = {
  head: Piece[]
  groups: Group[]
  findings: { cue: string; pieces: Piece[] }[]
  participants: { cue: string; pieces: Piece[] }[]
}

/** What stands under a paper's name: its date, number, place or subject. */
const nameLine = /^(?:от\s|№|n\s?\d|об?\s|г\.|"|«|\d{1,2}[.\s])/iu

/** Cuts at cue lines, not at numbers: numbered lists of people, topics and problems are no decisions. */
export function cut(pieces: Piece[]): { zones: Zones; pieces: Piece[] } {
  const zones: Zones = { head: [], groups: [], findings: [], participants: [] }
  const all: Piece[] = []
  let zone: Zone | "head" | "after" = "head"
  const keep = (piece: Piece) => {
    all.push(piece)
    return piece
  }
  let hasBody = false
  for (const [i, piece] of pieces.entries()) {
    const cue: Cue | null = mayBeCue(piece, zone) ? cueOf(piece.text) : null
    // «РЕШЕНИЕ» over a text is its name; after the text has begun it opens the decisions.
    const switches =
      cue &&
      !(cue.isName && (!hasBody || nameLine.test(pieces[i + 1]?.text ?? ""))) &&
      !(cue.zone === "aims" && !piece.marker && !/:$/.test(piece.text)) &&
      !(zone === "decisions" && staysDecision(piece, cue.zone, pieces[i + 1]))
    hasBody ||= piece.text.length > 150 || (zone !== "head" && zone !== "after") || (cue !== null && !cue.isName)
    if (switches) {
      const rest = piece.text.slice(cue.at).trim()
      const introduces = piece.text.slice(0, cue.at)
      zone = cue.zone
      if (zone === "decisions") {
        const told = lastSentence(introduces)
        if (told > 0 && !zones.head.length)
          zones.head.push(keep({ ...piece, text: introduces.slice(0, told).trim(), gaps: "" }))
        const own = keep({ ...piece, text: introduces.slice(told), role: "cue" })
        zones.groups.push({ cue: own.text, cuePiece: own, pieces: rest ? splitRun(piece, rest).map(keep) : [] })
      } else if (zone === "findings") {
        keep(Object.assign(piece, { role: "preamble" }))
        zones.findings.push({ cue: piece.text, pieces: [] })
      } else if (zone === "participants") {
        keep(Object.assign(piece, { role: rest ? "participant" : "preamble" }))
        zones.participants.push({ cue: introduces, pieces: rest ? [{ ...piece, text: rest, marker: null }] : [] })
        if (rest && cue.at > 0 && !/[:,;]$/.test(rest)) zone = "after"
      } else keep(Object.assign(piece, { role: zone === "aims" ? "section" : "agenda" }))
      continue
    }
    // «2. О дорогах.» before «Слушали …» is the next question of the minutes.
    if ((zone === "decisions" || zone === "participants") && isQuestion(pieces, i)) {
      zone = zone === "decisions" && pieces[i + 1]?.marker?.style === "decimal" ? zone : "agenda"
      keep(Object.assign(piece, { role: "agenda" }))
      continue
    }
    if (zone === "decisions")
      zones.groups
        .at(-1)!
        .pieces.push(
          ...splitRun(piece, printed(piece)).map((one, k) =>
            keep((k || piece.marker) && !one.isVote ? { ...one, marker: one.marker ?? piece.marker } : one),
          ),
        )
    else if (zone === "findings" && (piece.marker || /^\p{Ll}/u.test(piece.text)))
      zones.findings.at(-1)!.pieces.push(keep(piece))
    else if (zone === "participants" && (isListed(piece) || /[;,]$/.test(pieces[i - 1]?.text ?? "")))
      zones.participants.at(-1)!.pieces.push(keep(piece))
    else if ((zone === "agenda" || zone === "aims" || zone === "speech") && (piece.marker || zone === "speech"))
      keep(Object.assign(piece, { role: zone === "speech" ? "preamble" : "agenda" }))
    else {
      if (zone !== "head") zone = "after"
      if (zone === "head") zones.head.push(keep(piece))
      else keep(Object.assign(piece, { role: endingOf(piece.text) ?? (piece.role || "preamble") }))
    }
  }
  return { zones, pieces: all }
}

/** A topic of minutes: soon after it comes «Слушали …» or «Решили:». */
function isQuestion(pieces: Piece[], i: number): boolean {
  const { marker, text } = pieces[i]!
  if (!marker || marker.style === "bullet" || marker.style === "letter") return false
  if (isSpeech(pieces[i + 1]?.text ?? "")) return true
  if (!/^(?:Об?|Обо)\s/u.test(text)) return false
  const listed = pieces.slice(i + 1, i + 5).find((piece) => piece.marker)?.marker
  if (listed?.style === "decimal" && listed.label === `${marker.label}.1`) return true
  const after = pieces.slice(i + 1, i + 4)
  const next = after.findIndex((piece) => cueOf(piece.text)?.zone === "decisions")
  return next >= 0 && !after.slice(0, next).some((piece) => piece.marker)
}

/** Where the last sentence starts: a text in one paragraph has its title and people before it. */
function lastSentence(text: string): number {
  const starts = [...text.matchAll(/(?<=\p{Ll}{2}[.!?]\s)(?=\p{Lu})/gu)]
  return starts.at(-1)?.index ?? 0
}

/** A numbered line is a cue only when it is a bare word of deciding («3. РЕШИЛИ:») or opens a part («II. Рекомендации»). */
function mayBeCue(piece: Piece, zone: string): boolean {
  if (!piece.marker) return true
  if (piece.marker.style === "bullet" || piece.marker.style === "letter") return false
  return piece.marker.style === "roman" || (zone !== "decisions" && piece.text.length < 200) || piece.text.length < 60
}

function staysDecision(piece: Piece, zone: Zone, next: Piece | undefined): boolean {
  if (zone === "decisions") return piece.marker !== null && piece.marker.style !== "roman" && !/^реш/iu.test(piece.text)
  if (zone === "aims" || zone === "participants") return true
  if (zone === "findings") return piece.marker !== null || !next?.marker
  return piece.marker !== null && zone !== "speech"
}

/** A line of a list of people: with a number, or one that names somebody. */
const isListed = (piece: Piece) =>
  piece.marker !== null ||
  piece.isTable ||
  /\p{Lu}\.\s?\p{Lu}?\.?\s?\p{Lu}\p{Ll}|\p{Lu}\p{Ll}+\s\p{Lu}\.\s?\p{Lu}?\.?|(?:вич|вна|ична)(?!\p{L})/u.test(
    piece.text,
  ) ||
  /[;,]$/.test(piece.text)

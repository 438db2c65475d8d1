import { readings } from "#platform/morphology/az.ts"
import { fold } from "./clean.ts"
import { noteOf } from "./closing.ts"
import type { Piece } from "./piece.ts"
import { isInfinitive, tokenise } from "./tokens.ts"
import type { Zones } from "./zones.ts"

const told =
  /(?:решил[аио]?|решено|постановил[аио]?|рекоменд\p{L}+|призыва\p{L}+|требу(?:ет|ют|ем)|предлага(?:ет|ют|ем)|принято (?:\p{L}+ )?(?:решение|постановление)|постановляет|поддержал[аио]?|одобрен[оаы]?|рекомендован[оаы]?)(?!\p{L})/iu
const introduction = /мисси|задач|цел[ьи]|общие положения|преамбул|введени|термин|понятия/iu

const hasVerb = (text: string) =>
  text.split(/\s+/).some((word) =>
    readings(word.replace(/[^\p{L}-]/gu, ""))
      .slice(0, 1)
      .some((one) => one.tags.has("VERB") || one.tags.has("INFN") || one.tags.has("PRTS")),
  )

/**
 * A text without a cue line. A charter: the numbered sentences of its parts, all but aims and terms. Otherwise a numbered
 * list of sentences, and when there is none the sentence that tells what was decided.
 */
export function imply(zones: Zones, pieces: Piece[]): void {
  // What stands in an appendix was not decided one by one.
  const appendix = pieces.findIndex(
    (piece, i) => /^приложени/iu.test(piece.text) && pieces.slice(0, i).some((one) => one.marker),
  )
  const free = pieces
    .slice(0, appendix < 0 ? pieces.length : appendix)
    .filter(
      (piece) =>
        piece.role === undefined ||
        noteOf(piece.text) !== null ||
        piece.role === "preamble" ||
        piece.role === "agenda" ||
        piece.role === "section",
    )
  const numbered = free.filter(
    (piece) => piece.marker && piece.marker.style !== "bullet" && piece.marker.style !== "roman",
  )
  const hasRoman = free.some((piece) => piece.marker?.style === "roman")
  const listed = hasRoman ? inSections(free) : inLists(numbered)
  const chosen = hasRoman ? listed : withNotes(free, listed)
  if (chosen.length) {
    for (const piece of chosen) piece.role = undefined
    zones.groups.push({ cue: "", cuePiece: null, pieces: chosen })
    return
  }
  const bullets = free.filter((piece) => piece.marker?.style === "bullet" && isInfinitive(tokenise(piece.text)[0]))
  if (bullets.length > 1) {
    for (const piece of bullets) piece.role = undefined
    zones.groups.push({ cue: "", cuePiece: null, pieces: bullets })
    return
  }
  const sentence = free.find(
    (piece) => !piece.marker && piece.role !== "title" && told.test(fold(piece.text)) && piece.text.length > 40,
  )
  if (!sentence) return
  const text =
    sentence.text.split(/(?<=\p{L}{3}[.!?»])\s(?=\p{Lu})/u).find((one) => told.test(fold(one))) ?? sentence.text
  const own = { ...sentence, text, marker: null }
  pieces.splice(pieces.indexOf(sentence), 0, own)
  zones.groups.push({ cue: "", cuePiece: null, pieces: [own] })
}

/** A list counts whole when most of its lines are sentences. */
const sentencesOf = (numbered: Piece[]) => {
  const sentences = numbered.filter((piece) => hasVerb(piece.text))
  return sentences.length * 2 > numbered.length ? numbered : sentences
}

/** A list before any other text; in minutes behind the people and the agenda, «1.1. …» under «1. О …». */
function inLists(numbered: Piece[]): Piece[] {
  const first = sentencesOf(numbered.filter((piece) => piece.role === undefined))
  if (first.length) return first
  return sentencesOf(numbered.filter((piece) => piece.marker?.style === "decimal" && piece.role === "preamble"))
}

/** «Срок: …», «Ответственный: …» on lines of their own go with the decisions above them. */
const withNotes = (free: Piece[], listed: Piece[]) => {
  const chosen = new Set(listed)
  return listed.length ? free.filter((piece, i) => chosen.has(piece) || isNoteUnder(free, i, chosen)) : []
}
const isNoteUnder = (free: Piece[], i: number, chosen: Set<Piece>) =>
  noteOf(free[i]!.text) !== null &&
  (chosen.has(free[i - 1]!) || (noteOf(free[i - 1]?.text ?? "") !== null && chosen.has(free[i - 2]!)))

/** Roman parts: those that only name aims are left; a part counts when its numbered lines are sentences. */
function inSections(free: Piece[]): Piece[] {
  const chosen: Piece[] = []
  for (let i = 0; i < free.length; i++) {
    if (free[i]!.marker?.style !== "roman") continue
    const end = free.findIndex((piece, k) => k > i && piece.marker?.style === "roman")
    const part = free.slice(i + 1, end < 0 ? free.length : end)
    const listed = part.filter((piece) => piece.marker && piece.marker.style !== "bullet")
    const sentences = listed.filter((piece) => hasVerb(piece.text))
    if (introduction.test(free[i]!.text) || sentences.length * 2 <= listed.length) continue
    chosen.push(free[i]!, ...part)
  }
  return chosen
}

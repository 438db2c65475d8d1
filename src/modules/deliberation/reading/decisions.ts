import { calledUpon, findAddressee } from "./addressee.ts"
import type { Asked } from "./asked.ts"
import { endingOf, noteOf } from "./closing.ts"
import { dueOf } from "./deadline.ts"
import { forceOf, forceOfCue } from "./force.ts"
import { type Context, meaningOf } from "./item-meaning.ts"
import { claimSection, type Numbering, newNumbering, nextPath, openSection, parentOf } from "./item-path.ts"
import type { Piece } from "./piece.ts"
import { isInfinitive, tokenise } from "./tokens.ts"
import type { Addressee, Item, LineRole } from "./understood.ts"

/** The pieces between one cue and the next: `cue` is the text that introduced them. */
export type Group = { cue: string; cuePiece: Piece | null; pieces: Piece[] }
export type Decisions = { items: Item[]; addressees: Addressee[]; warnings: { code: string; line?: number }[] }

type ToSpan = (piece: Piece) => Item["source"]
type Walk = {
  numbering: Numbering
  items: Item[]
  /** What stands above, by path. */
  contexts: Map<string, Context>
  cue: Context
  blocks: number
  section: string
}

const noContext: Context = { addressees: [], force: null }
const opens = (text: string) => /:\s*$/.test(text)
const ends = (text: string) => /[.;!?»")]\s*$/.test(text)

/** Begins as a decision does: with an infinitive, or with the one who is to act. */
function startsAsDecision(text: string): boolean {
  const first = tokenise(text).slice(0, 3)
  return (
    isInfinitive(first[0]) ||
    (first[0]?.text.toLowerCase() === "не" && isInfinitive(first[1])) ||
    !!findAddressee(text)?.sure
  )
}

/** Turns the pieces of the decision zones into items with paths, addressees, force and terms; marks every piece's role. */
export function readDecisions(groups: Group[], toSpan: ToSpan): Decisions {
  const asked = groups.map((group) => (group.cuePiece ? cueAddressees(group.cue) : []))
  const asBlocks = asked.filter((one) => one.length).length > 1
  const restarts = needsOrdinals(groups)
  const walk: Walk = {
    numbering: newNumbering(groups.every((group) => !group.cuePiece)),
    items: [],
    contexts: new Map(),
    cue: noContext,
    blocks: 0,
    section: "",
  }
  groups.forEach((group, g) => {
    walk.cue = { addressees: [], force: forceOfCue(group.cue) }
    walk.section = ""
    if (asBlocks && asked[g]!.length && group.cuePiece) {
      group.cuePiece.role = openBlock(
        walk,
        group.cuePiece,
        group.cue.replace(/:.*$/, ":"),
        asked[g]!,
        null,
        group.pieces,
        toSpan,
      )
    } else if (restarts) {
      walk.blocks++
      const path = walk.numbering.used.has(`${walk.blocks}`) ? `${walk.blocks + 100}` : `${walk.blocks}`
      openSection(walk.numbering, path)
      walk.numbering.alone = single(group) ? path : null
    } else openSection(walk.numbering, "")
    readGroup(walk, group, toSpan)
  })
  const warnings: Decisions["warnings"] = walk.numbering.unusable
    ? [{ code: "numbering_rebuilt", line: walk.items[0]?.source.fromLine ?? 1 }]
    : []
  const paths = new Set(walk.items.map((item) => item.path))
  for (const item of walk.items) item.parent = parentOf(item.path, paths)
  return { items: walk.items, addressees: asBlocks ? [] : asked.flat(), warnings }
}

const isItemPiece = (piece: Piece) =>
  piece.marker !== null || (endingOf(piece.text) === null && noteOf(piece.text) === null)
const single = (group: Group) => group.pieces.filter(isItemPiece).length < 2

/** Several lists, each of which starts anew (minutes, two documents in one file). */
function needsOrdinals(groups: Group[]): boolean {
  const withItems = groups.filter((group) => group.pieces.some(isItemPiece))
  if (withItems.length < 2) return false
  const firsts = withItems.map((group) => group.pieces.find((piece) => piece.marker)?.marker?.numbers[0] ?? 1)
  return firsts.slice(1).some((first) => first === 1)
}

function cueAddressees(cue: string): Addressee[] {
  const text = cue.replace(/:.*$/s, "")
  const asked = findAddressee(text)
  // «… рекомендуют Думе района принять стратегию с учётом предложений:»
  const isTold = asked && /(?:рекоменду|предлага|поруча)\p{L}+\s$/u.test(text.slice(0, asked.from))
  return asked && (asked.verb !== null || asked.whole || isTold) ? asked.addressees : []
}

function openBlock(
  walk: Walk,
  piece: Piece,
  text: string,
  addressees: Addressee[],
  label: string | null,
  following: Piece[],
  toSpan: ToSpan,
): LineRole {
  const marked = following.find((one) => one.marker)
  const lost = marked?.marker?.style === "decimal" ? marked.marker.label.replace(/\.[^.]+$/, "") : null
  let path: string
  if (label && piece.marker) {
    const last = walk.items.at(-1)
    path = nextPath(walk.numbering, piece.marker, piece.level, !!last && opens(last.text), true)
  } else {
    walk.blocks++
    const ordinal = lost ?? `${walk.section ? `${walk.section}.` : ""}${walk.blocks}`
    path = claimSection(walk.numbering, ordinal)
  }
  const force = forceOf(text, walk.cue.force)
  walk.contexts.set(path, { addressees, force })
  piece.ref = walk.items.length
  walk.items.push({
    type: "block",
    path,
    label,
    text,
    addressees,
    force,
    deadline: null,
    term: null,
    responsible: null,
    source: toSpan(piece),
    parent: null,
  })
  return "block"
}

function readGroup(walk: Walk, group: Group, toSpan: ToSpan): void {
  const hasMarks = group.pieces.some((piece) => piece.marker)
  const first = group.pieces[0]
  // What follows the cue on its own line is a decision, however it begins.
  const told = !!first && !!group.cuePiece && first.fromLine === group.cuePiece.fromLine
  const seen = { closed: false, hasMarks, told }
  for (const [i, piece] of group.pieces.entries())
    piece.role = readPiece(walk, piece, group.pieces.slice(i + 1), i === 0, seen, toSpan)
}

type Seen = { closed: boolean; hasMarks: boolean; told: boolean }

function readPiece(
  walk: Walk,
  piece: Piece,
  following: Piece[],
  isFirst: boolean,
  seen: Seen,
  toSpan: ToSpan,
): LineRole {
  const next = following[0]
  const last = walk.items.at(-1)
  if (!piece.marker) {
    const note = noteOf(piece.text)
    if (note && last) return attach(piece, last, note, walk)
    const ending = endingOf(piece.text)
    seen.closed ||= ending === "signature" || (ending === "closing" && isAppendix(piece, next, last))
    if (ending) return ending
  }
  if (seen.closed) return piece.text.length < 80 ? "signature" : "closing"
  const called = walk.cue.force === "appeal" && !piece.marker && startsList(next) ? calledUpon(piece.text) : null
  const asked = called ?? findAddressee(piece.text)
  const named = asked?.whole && !asked.appeal && piece.marker?.style !== "bullet"
  if (named && (opens(piece.text) || (!piece.marker && (startsList(next) || leadsToVerb(piece, next)))))
    return openBlock(walk, piece, piece.text, asked.addressees, piece.marker?.label ?? null, following, toSpan)
  if (piece.marker?.style === "roman" && isTitleLike(piece, next)) return openRoman(walk, piece)
  if (piece.marker) return addItem(walk, piece, toSpan, asked)
  const isOpen = !!last && opens(last.text)
  if (isSection(piece, next) && !isOpen) return openUnnumbered(walk)
  const isBroken =
    !!last && !ends(last.text) && piece.blankBefore === 0 && /[.;]$/.test(piece.text) && last.text.length > 20
  const goesOn =
    isBroken || (!!last && !isOpen && /^[\p{Ll}(]/u.test(piece.text) && (!ends(last.text) || /;$/.test(last.text)))
  // «Рекомендовать утвердить:» and what is to be confirmed on the next line are one decision.
  if (
    isOpen &&
    last.label === null &&
    last.type === "item" &&
    !seen.hasMarks &&
    /^\p{Lu}/u.test(piece.text) &&
    !startsAsDecision(piece.text)
  )
    return prolong(piece, last, walk)
  if (isOpen || (isFirst && seen.told) || startsAsDecision(piece.text)) return addItem(walk, piece, toSpan, asked)
  if (goesOn && !(/;$/.test(last.text) && !seen.hasMarks)) return prolong(piece, last, walk)
  if (!seen.hasMarks && (isFirst || /;$/.test(last?.text ?? ""))) return addItem(walk, piece, toSpan, asked)
  return last ? "closing" : "preamble"
}

/** «Приложение: …» ends the decisions, unless their list goes on behind it. */
const isAppendix = (piece: Piece, next: Piece | undefined, last: Item | undefined) =>
  /^приложени/iu.test(piece.text) && !!last && next?.marker?.numbers[0] !== Number(last.label) + 1

const startsList = (next: Piece | undefined) =>
  !!next?.marker && (next.marker.numbers[0] === 1 || next.marker.style === "bullet" || next.marker.style === "decimal")

/** «Управлению здравоохранения» on a line of its own, under it «Расширить …». */
const leadsToVerb = (piece: Piece, next: Piece | undefined) =>
  !!next && !next.marker && !ends(piece.text) && isInfinitive(tokenise(next.text)[0])

/** A roman heading names what follows; a roman item is a sentence that says what to do. */
const isTitleLike = (piece: Piece, next: Piece | undefined) =>
  !!next?.marker && next.marker.style !== "roman" && next.marker.style !== "bullet" && !startsAsDecision(piece.text)

const opensTheme = /^(?:Во?|По|Об?|На|В части|В области)\s.*:$/u

/** «В сфере образования:» between lists of decisions. */
const isSection = (piece: Piece, next: Piece | undefined) =>
  !!next &&
  (startsList(next) || (!next.marker && opensTheme.test(piece.text))) &&
  piece.text.length < 120 &&
  (opens(piece.text) || piece.isBold || /^\P{Ll}+$/u.test(piece.text)) &&
  !startsAsDecision(piece.text)

function openRoman(walk: Walk, piece: Piece): LineRole {
  walk.blocks = 0
  walk.section = piece.marker!.label
  openSection(walk.numbering, piece.marker!.label)
  return "section"
}

function openUnnumbered(walk: Walk): LineRole {
  walk.blocks++
  openSection(walk.numbering, `${walk.blocks}`)
  return "section"
}

function attach(piece: Piece, item: Item, note: { responsible: string | null; term: boolean }, walk: Walk): LineRole {
  piece.ref = walk.items.indexOf(item)
  if (note.responsible) item.responsible ??= note.responsible
  if (note.term) {
    const due = dueOf(piece.text)
    item.deadline ??= due.deadline
    item.term ??= due.term
  }
  item.source.toLine = Math.max(item.source.toLine, piece.toLine)
  return "item"
}

/** The item goes on: everything that was understood of it is read again. */
function prolong(piece: Piece, item: Item, walk: Walk): LineRole {
  piece.ref = walk.items.indexOf(item)
  item.text = `${item.text} ${piece.text}`
  item.source.toLine = Math.max(item.source.toLine, piece.toLine)
  if (item.type === "item") understandItem(walk, item, item.uncertain?.includes("unnumbered") ?? false)
  return "item"
}

function understandItem(walk: Walk, item: Item, isUnnumbered: boolean, asked?: Asked | null): void {
  const { isUnsure, ...meaning } = meaningOf(item.text, contextAbove(walk, item.path), asked)
  Object.assign(item, meaning)
  // «Одобрить работу в вопросах:», «Обратиться в думу с просьбой:»: what is listed under it has its force.
  const force = opens(item.text) ? item.force : contextAbove(walk, item.path).force
  walk.contexts.set(item.path, { addressees: item.addressees, force })
  const uncertain = [...(isUnsure ? ["addressee_unsure"] : []), ...(isUnnumbered ? ["unnumbered"] : [])]
  if (uncertain.length) item.uncertain = uncertain
  else delete item.uncertain
}

function addItem(walk: Walk, piece: Piece, toSpan: ToSpan, asked: Asked | null): LineRole {
  const last = walk.items.at(-1)
  const item: Item = {
    type: "item",
    path: nextPath(walk.numbering, piece.marker, piece.level, !!last && opens(last.text)),
    label: piece.marker?.label ?? null,
    text: piece.text,
    addressees: [],
    force: "decide",
    deadline: null,
    term: null,
    responsible: null,
    source: toSpan(piece),
    parent: null,
  }
  piece.ref = walk.items.length
  walk.items.push(item)
  understandItem(walk, item, piece.marker === null, asked)
  return "item"
}

function contextAbove(walk: Walk, path: string): Context {
  for (let cut = path.lastIndexOf("."); cut > 0; cut = path.lastIndexOf(".", cut - 1)) {
    const found = walk.contexts.get(path.slice(0, cut))
    if (found) return found
  }
  return walk.cue
}

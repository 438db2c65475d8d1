import { z } from "zod"
import { forces, kinds } from "../resolution/resolution.ts"
import { type DraftContent, type Piece, parentOf } from "./draft.ts"
import { freshId, freshPath, numbered } from "./paths.ts"

const piece = z.string().min(1)
const text = z.string().trim().max(200_000)
const line = z.string().trim().max(2_000)
const addressee = z.object({
  raw: z.string().max(2_000).default(""),
  name: z.string().trim().min(1).max(500),
  role: z.enum(["lead", "joint", "class"]),
  partyId: z.number().int().nullable().default(null),
})

/** Everything a person may do to a draft while checking it. One edit is one step that can be undone. */
export const editSchema = z.discriminatedUnion("do", [
  // All that the form of one piece holds; more than one text splits the piece.
  z.object({
    do: z.literal("piece"),
    piece,
    texts: z.array(text.min(1)).min(1, { error: "invalid.required" }).max(200),
    addressees: z.array(addressee).max(100),
    force: z.enum(forces),
    deadline: z.iso.date({ error: "invalid.date" }).nullable(),
    term: line,
    expectedResult: line.nullable(),
  }),
  z.object({ do: z.literal("text"), piece, text: text.min(1) }),
  z.object({ do: z.literal("split"), piece, at: z.number().int().positive() }),
  z.object({ do: z.literal("merge"), piece }),
  z.object({ do: z.literal("promote"), piece }),
  z.object({ do: z.literal("demote"), piece }),
  z.object({ do: z.literal("up"), piece }),
  z.object({ do: z.literal("down"), piece }),
  z.object({ do: z.literal("addressees"), piece, addressees: z.array(addressee).max(100) }),
  z.object({ do: z.literal("force"), piece, force: z.enum(forces) }),
  z.object({ do: z.literal("term"), piece, deadline: z.iso.date().nullable(), term: line }),
  z.object({ do: z.literal("result"), piece, expectedResult: line.nullable() }),
  z.object({ do: z.literal("type"), piece, type: z.enum(["item", "block"]) }),
  z.object({ do: z.literal("looked"), piece }),
  z.object({ do: z.literal("drop"), piece }),
  z.object({ do: z.literal("take"), passage: z.number().int().min(0), after: piece.nullable() }),
  z.object({
    do: z.literal("sort"),
    passage: z.number().int().min(0),
    kind: z.enum(["preamble", "finding", "closing", "signature"]),
  }),
  z.object({ do: z.literal("carry"), itemId: z.number().int().positive() }),
  z.object({
    do: z.literal("head"),
    title: line.min(1),
    kind: z.enum(kinds),
    heldOn: z.iso.date().nullable(),
    heldUntil: z.iso.date().nullable(),
    place: line,
    organiser: line,
    participantsCount: z.number().int().min(0).max(1_000_000).nullable(),
  }),
])
export type Edit = z.infer<typeof editSchema>
/** What needs nothing but the draft; `carry` also needs the earlier item. */
export type OwnEdit = Exclude<Edit, { do: "carry" }>

/** An edit that the present draft cannot take: the piece is gone, or stands where it cannot be moved. */
export class CannotEdit extends Error {
  readonly code: "no_piece" | "no_room" | "nothing_to_merge" | "bad_split" | "carried_already"

  constructor(code: CannotEdit["code"]) {
    super(code)
    this.code = code
  }
}

/** The index after the last piece that stands under this one. */
export function endOf(pieces: { depth: number }[], index: number): number {
  let end = index + 1
  while (end < pieces.length && pieces[end]!.depth > pieces[index]!.depth) end++
  return end
}

/**
 * Applies one edit. The input is not changed; nothing of the text is lost, and nothing is renumbered: pieces keep their
 * printed labels, a new piece gets the next free number after its neighbour («3-1», as inserted articles of laws are numbered).
 *
 * @throws CannotEdit
 */
export function applyEdit(content: DraftContent, edit: OwnEdit): DraftContent {
  if (edit.do === "head") {
    const { do: _, ...head } = edit
    return { ...content, ...head }
  }
  if (edit.do === "take") return take(content, edit.passage, edit.after)
  if (edit.do === "sort") {
    if (!content.passages[edit.passage]) throw new CannotEdit("no_piece")
    return {
      ...content,
      passages: content.passages.map((p, i) => (i === edit.passage ? { ...p, kind: edit.kind } : p)),
    }
  }
  const at = content.pieces.findIndex((p) => p.id === edit.piece)
  const piece = content.pieces[at]
  if (!piece) throw new CannotEdit("no_piece")
  const set = (values: Partial<Piece>) => ({
    ...content,
    pieces: content.pieces.map((p, i) => (i === at ? { ...p, doubts: [], ...values } : p)),
  })
  switch (edit.do) {
    case "piece":
      return reform(content, at, edit)
    case "text":
      return set({ text: edit.text })
    case "addressees":
      return withInherited(content, at, edit.addressees)
    case "force":
      return set({ force: edit.force, expectedResult: null })
    case "term":
      return set({ deadline: edit.deadline, term: edit.term })
    case "result":
      return set({ expectedResult: edit.expectedResult })
    case "type":
      return set({ type: edit.type })
    case "looked":
      return set({})
    case "split":
      return split(content, at, edit.at)
    case "merge":
      return merge(content, at)
    case "drop":
      return drop(content, at)
    default:
      return { ...content, pieces: move(content.pieces, at, edit.do) }
  }
}

/** Writes one piece anew; further texts become pieces after it. */
function reform(content: DraftContent, at: number, edit: Extract<Edit, { do: "piece" }>): DraftContent {
  const [text = "", ...others] = edit.texts
  const { deadline, term, force, expectedResult } = edit
  let result = withInherited(content, at, edit.addressees)
  result = {
    ...result,
    pieces: result.pieces.with(at, { ...result.pieces[at]!, text, deadline, term, force, expectedResult }),
  }
  for (const other of others.toReversed()) {
    const whole = result.pieces[at]!
    result = { ...result, pieces: result.pieces.with(at, { ...whole, text: `${text}\n${other}` }) }
    result = split(result, at, text.length)
  }
  return result
}

/** Items under a block act for the block's addressees: those that had inherited them follow the change. */
function withInherited(content: DraftContent, at: number, addressees: Piece["addressees"]): DraftContent {
  const old = JSON.stringify(content.pieces[at]!.addressees)
  const end = endOf(content.pieces, at)
  const pieces = content.pieces.map((p, i) =>
    i === at || (i > at && i < end && content.pieces[at]!.type === "block" && JSON.stringify(p.addressees) === old)
      ? { ...p, addressees, doubts: i === at ? [] : p.doubts }
      : p,
  )
  return { ...content, pieces }
}

function split(content: DraftContent, at: number, place: number): DraftContent {
  const piece = content.pieces[at]!
  const [before, after] = [piece.text.slice(0, place).trim(), piece.text.slice(place).trim()]
  if (!before || !after) throw new CannotEdit("bad_split")
  const second = {
    ...piece,
    ...freshPath(content.pieces, piece),
    id: freshId(content.pieces),
    text: after,
    doubts: [],
    expectedResult: null,
  }
  const end = endOf(content.pieces, at)
  const pieces = [...content.pieces]
  pieces.splice(end, 0, second)
  pieces[at] = { ...piece, text: before, doubts: [] }
  return { ...content, pieces }
}

/** Joins a piece to the one before it; what stood under it stands under that one now. */
function merge(content: DraftContent, at: number): DraftContent {
  const [above, piece] = [content.pieces[at - 1], content.pieces[at]!]
  if (!above || above.depth > piece.depth + 1) throw new CannotEdit("nothing_to_merge")
  const joined = {
    ...above,
    text: `${above.text} ${piece.text}`,
    fromLine: above.fromLine ?? piece.fromLine,
    toLine: Math.max(above.toLine ?? 0, piece.toLine ?? 0) || null,
    carriedFrom: above.carriedFrom ?? piece.carriedFrom,
    doubts: [],
  }
  const pieces = content.pieces.filter((_, i) => i !== at)
  pieces[at - 1] = joined
  return { ...content, pieces: levelled(pieces) }
}

/**
 * Takes a piece out of the items. Its words go to "unrecognised": nothing is lost, and it can be taken back. What was
 * only carried over is no word of this document, and goes.
 */
function drop(content: DraftContent, at: number): DraftContent {
  const piece = content.pieces[at]!
  const own = piece.carriedFrom === undefined || piece.fromLine !== null
  const passage = { kind: "unrecognised" as const, tone: "" as const, text: piece.text, line: piece.fromLine }
  return {
    ...content,
    pieces: levelled(content.pieces.filter((_, i) => i !== at)),
    passages: own ? [...content.passages, passage] : content.passages,
  }
}

/** Makes an item out of a passage that was not read as one. */
function take(content: DraftContent, passage: number, after: string | null): DraftContent {
  const taken = content.passages[passage]
  const at = after === null ? -1 : content.pieces.findIndex((p) => p.id === after)
  if (!taken || (after !== null && at < 0)) throw new CannotEdit("no_piece")
  const neighbour = content.pieces[at]
  const inside = neighbour?.type === "block"
  const piece: Piece = {
    id: freshId(content.pieces),
    type: "item",
    depth: neighbour ? neighbour.depth + (inside ? 1 : 0) : 0,
    ...(neighbour ? freshPath(content.pieces, neighbour) : numbered(content.pieces)),
    text: taken.text,
    addressees: neighbour?.addressees ?? [],
    force: neighbour?.force ?? "recommend",
    deadline: null,
    term: "",
    fromLine: taken.line,
    toLine: taken.line,
    doubts: [],
    expectedResult: null,
  }
  const pieces = [...content.pieces]
  pieces.splice(neighbour ? (inside ? at + 1 : endOf(pieces, at)) : 0, 0, piece)
  return { ...content, pieces, passages: content.passages.filter((_, i) => i !== passage) }
}

function move(pieces: Piece[], at: number, way: "promote" | "demote" | "up" | "down"): Piece[] {
  const end = endOf(pieces, at)
  const group = pieces.slice(at, end)
  const shift = (by: number) => [
    ...pieces.slice(0, at),
    ...group.map((p) => ({ ...p, depth: p.depth + by })),
    ...pieces.slice(end),
  ]
  const { depth } = pieces[at]!
  if (way === "promote") {
    if (!depth || !parentOf(pieces, at)) throw new CannotEdit("no_room")
    return levelled(shift(-1))
  }
  if (way === "demote") {
    if (at === 0 || pieces[at - 1]!.depth < depth) throw new CannotEdit("no_room")
    return shift(1)
  }
  const rest = [...pieces.slice(0, at), ...pieces.slice(end)]
  let to: number
  if (way === "up") {
    to = at - 1
    while (to >= 0 && pieces[to]!.depth > depth) to--
    if (to < 0 || pieces[to]!.depth < depth) throw new CannotEdit("no_room")
  } else {
    if (end >= pieces.length || pieces[end]!.depth < depth) throw new CannotEdit("no_room")
    to = endOf(pieces, end) - group.length
  }
  return [...rest.slice(0, to), ...group, ...rest.slice(to)]
}

/** After a removal or a promotion no piece may hang more than one level below the one above it. */
function levelled(pieces: Piece[]): Piece[] {
  let above = -1
  return pieces.map((p) => {
    const depth = Math.min(p.depth, above + 1)
    above = depth
    return depth === p.depth ? p : { ...p, depth }
  })
}

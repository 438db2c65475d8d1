import type { DraftContent, Piece } from "./draft.ts"
import { CannotEdit } from "./edit.ts"
import { freshId, numbered } from "./paths.ts"

/** An adopted item in the words in force, as a draft takes it over. */
export type Earlier = Pick<Piece, "text" | "force" | "expectedResult" | "addressees" | "theme"> & { id: number }

/**
 * Appends an item of an earlier resolution that was left undone: its words, addressees and force; a term is agreed anew.
 * It comes from no line of the source, so it has none.
 *
 * @throws CannotEdit when the draft goes on with that item already
 */
export function carry(content: DraftContent, { id: carriedFrom, ...earlier }: Earlier): DraftContent {
  if (content.pieces.some((p) => p.carriedFrom === carriedFrom)) throw new CannotEdit("carried_already")
  const { path, label } = numbered(content.pieces)
  const sign = /[.)]$/.exec(content.pieces.findLast((p) => p.depth === 0)?.label ?? "")?.[0] ?? ""
  const piece: Piece = {
    ...earlier,
    id: freshId(content.pieces),
    type: "item",
    depth: 0,
    path,
    label: label + sign,
    deadline: null,
    term: "",
    fromLine: null,
    toLine: null,
    doubts: [],
    carriedFrom,
  }
  return { ...content, pieces: [...content.pieces, piece] }
}

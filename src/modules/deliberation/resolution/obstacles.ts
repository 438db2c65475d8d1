import type { DraftContent } from "../draft/draft.ts"

export type Obstacle = {
  field: string
  code: "no_title" | "no_items" | "empty_item" | "same_path" | "no_result"
  label?: string
}

/**
 * What stops adoption. Everything else (no addressee, two actions, nothing to measure) only warns:
 * a real round table adopts such items, and the text must stay what was adopted.
 */
export function obstacles(content: DraftContent): Obstacle[] {
  const found: Obstacle[] = []
  const items = content.pieces.filter((p) => p.type === "item")
  if (!content.title.trim()) found.push({ field: "title", code: "no_title" })
  if (!items.length) found.push({ field: "", code: "no_items" })
  const paths = new Set<string>()
  for (const piece of content.pieces) {
    if (!piece.text.trim()) found.push({ field: piece.id, code: "empty_item", label: piece.path })
    if (paths.has(piece.path)) found.push({ field: piece.id, code: "same_path", label: piece.path })
    paths.add(piece.path)
    if (piece.type === "item" && piece.force === "endorse" && piece.expectedResult === null)
      found.push({ field: piece.id, code: "no_result", label: piece.path })
  }
  return found
}

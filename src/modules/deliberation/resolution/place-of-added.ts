import { endOf } from "../draft/edit.ts"
import { freshPath, numbered } from "../draft/paths.ts"
import type { Item } from "../item/item.ts"

/** Where an added item stands and what it is called. */
export type Place = Pick<Item, "position" | "depth" | "parentId" | "path" | "label">
type Standing = Place & Pick<Item, "id" | "type">

/** The sign after the number («1.», «2)»), as the neighbours have it. */
const signOf = (neighbour: { label: string } | undefined) => /[.)]$/.exec(neighbour?.label ?? "")?.[0] ?? ""

/**
 * The place of an item that an amendment adds; nothing is renumbered. After an item it is «3-1», as inserted articles of
 * laws are numbered; in a block, or at the end (`after: null`), it has the next number.
 * @param items all items and blocks of the resolution in the order of the text
 */
export function placeOfAdded(items: Standing[], after: number | null): Place | undefined {
  if (after === null) {
    const { path, label } = numbered(items)
    const last = items.findLast((item) => item.depth === 0)
    return { position: items.length, depth: 0, parentId: null, path, label: label + signOf(last) }
  }
  const at = items.findIndex((item) => item.id === after)
  const neighbour = items[at]
  if (!neighbour) return undefined
  const position = endOf(items, at)
  if (neighbour.type === "item") {
    const { depth, parentId } = neighbour
    return { position, depth, parentId, ...freshPath(items, neighbour) }
  }
  const inside = items.filter((item) => item.parentId === neighbour.id)
  const numbers = inside.map((item) => Number(item.path.slice(neighbour.path.length + 1))).filter(Number.isInteger)
  const number = Math.max(0, ...numbers) + 1
  const own = inside.findLast((item) => item.label)
  const label = own?.label.includes(".") && /\d\.\d/.test(own.label) ? `${neighbour.path}.${number}` : String(number)
  return {
    position,
    depth: neighbour.depth + 1,
    parentId: neighbour.id,
    path: `${neighbour.path}.${number}`,
    label: label + signOf(own),
  }
}

import type { Db } from "#platform/db.ts"
import { itemsOf, textsInForce } from "./item.store.ts"
import type { Item } from "./item.ts"

/** An item as its addressees are asked for it: `words` are those in force, `heading` is that of its block. */
export type ItemForAsking = Item & { words: string; heading: string | null; themeId: number | null }

/**
 * The items of a resolution that may be sent, in the order of the text. Those that an amendment struck out are not among
 * them; those that nothing should follow from are, with `closedAt`. Term and deadline are those of today.
 */
export async function itemsForAsking(db: Db, resolutionId: number): Promise<ItemForAsking[]> {
  const all = await itemsOf(db, resolutionId)
  const byId = new Map(all.map((item) => [item.id, item]))
  const asked = all.filter((item) => item.type === "item" && !item.removedBy)
  const later = await textsInForce(
    db,
    all.map((item) => item.id),
  )
  const wordsOf = (item: Item) => later.get(item.id) ?? item.text
  const blockOf = ({ parentId }: Item): Item | undefined => {
    const above = parentId === null ? undefined : byId.get(parentId)
    return above === undefined || above.type === "block" ? above : blockOf(above)
  }
  return asked.map((item) => {
    const block = blockOf(item)
    const heading = block ? [block.label, wordsOf(block)].filter(Boolean).join(" ") : null
    return { ...item, words: wordsOf(item), heading, themeId: item.theme?.id ?? null }
  })
}

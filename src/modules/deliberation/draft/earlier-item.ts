import type { Db } from "#platform/db.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { loadItem, textsInForce } from "../item/item.store.ts"
import { loadResolution } from "../resolution/resolution.store.ts"
import type { Earlier } from "./carry.ts"

/**
 * What a draft takes over from an adopted item.
 * @throws Refusal 404 when there is no such item, 409 when an amendment struck it out
 */
export async function earlierItem(db: Db, id: number): Promise<Earlier> {
  const item = await loadItem(db, id)
  const resolution = item && (await loadResolution(db, item.resolutionId))
  if (item?.type !== "item" || !resolution?.adoptedOn) throw notFound()
  if (item.removedBy) throw new Refusal(409, "refusal.item_struck", { label: item.path })
  return {
    id,
    text: (await textsInForce(db, [id])).get(id) ?? item.text,
    force: item.force,
    expectedResult: item.expectedResult || null,
    theme: item.theme?.nameRu,
    // What the earlier document called them teaches nothing about this one.
    addressees: item.addressees.map(({ name, role, partyId }) => ({ raw: "", name, role, partyId })),
  }
}

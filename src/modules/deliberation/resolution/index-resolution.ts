import type { Tx } from "#platform/db.ts"
import { dateFromIso } from "#platform/office/dates.ts"
import type { Audience } from "#platform/search/audience.ts"
import { indexDocument, removeDocument } from "#platform/search/index.store.ts"
import { currentText } from "../item/amended.ts"
import { amendmentsOf, itemsOf } from "../item/item.store.ts"
import { loadResolution } from "./resolution.store.ts"
import type { Visibility } from "./resolution.ts"
import { passagesOf } from "./resolution-parts.store.ts"

// The same ladder as `visibleTo`.
const audienceOf = { open: "open", participants: "members", internal: "staff" } as const satisfies Record<
  Visibility,
  Audience
>

/**
 * Files an adopted resolution and its items for search, in the transaction that changed them.
 * Participants' names are not filed: nobody finds what the page does not show.
 */
export async function indexResolution(tx: Tx, id: number): Promise<void> {
  const r = await loadResolution(tx, id)
  if (!r?.adoptedOn) return
  const items = await itemsOf(tx, id)
  const amendments = await amendmentsOf(tx, id)
  const passages = (await passagesOf(tx, id)).filter((p) => p.kind !== "signature" && p.kind !== "unrecognised")
  const common = { audience: audienceOf[r.visibility], at: dateFromIso(r.adoptedOn) }
  await indexDocument(tx, {
    ...common,
    kind: "resolution",
    id: String(id),
    title: r.title,
    text: [r.place, r.organiser, ...passages.map((p) => p.text)].filter(Boolean).join("\n"),
    url: `/resolutions/${id}`,
  })
  for (const item of items) {
    if (item.type === "block") continue
    const key = String(item.id)
    if (item.removedBy) {
      await removeDocument(tx, "item", key)
      continue
    }
    await indexDocument(tx, {
      ...common,
      kind: "item",
      id: key,
      title: currentText(item, amendments),
      text: item.addressees.map((a) => a.name).join("\n"),
      url: `/items/${item.id}`,
    })
  }
}

import type { Tx } from "#platform/db.ts"
import { dateFromIso } from "#platform/office/dates.ts"
import type { Audience } from "#platform/search/audience.ts"
import { indexDocuments, removeDocument } from "#platform/search/index.store.ts"
import { currentText } from "../item/amended.ts"
import { amendmentsOf, itemsOf } from "../item/item.store.ts"
import { openPassagesOf } from "./open-passages.ts"
import { loadResolution } from "./resolution.store.ts"
import type { Visibility } from "./resolution.ts"

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
  const passages = (await openPassagesOf(tx, id)).filter((p) => p.kind !== "signature" && p.kind !== "unrecognised")
  const common = { audience: audienceOf[r.visibility], at: dateFromIso(r.adoptedOn) }
  const whole = {
    ...common,
    kind: "resolution",
    id: String(id),
    title: r.title,
    text: [r.place, r.organiser, ...passages.map((p) => p.text)].filter(Boolean).join("\n"),
    url: `/resolutions/${id}`,
  }
  const asked = items.filter((item) => item.type === "item")
  const inForce = asked
    .filter((item) => !item.removedBy)
    .map((item) => ({
      ...common,
      kind: "item",
      id: String(item.id),
      title: currentText(item, amendments),
      text: item.addressees.map((a) => a.name).join("\n"),
      url: `/items/${item.id}`,
    }))
  await indexDocuments(tx, [whole, ...inForce])
  for (const item of asked) if (item.removedBy) await removeDocument(tx, "item", String(item.id))
}

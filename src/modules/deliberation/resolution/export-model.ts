import type { Services } from "#platform/services.ts"
import type { View } from "#platform/view.ts"
import type { ExportedResolution } from "../export/exported-resolution.ts"
import { currentText } from "../item/amended.ts"
import { amendmentsOf, itemsOf } from "../item/item.store.ts"
import { standingInWords, standingsOf } from "../item/standing.ts"
import { forceLabel, kindLabel } from "../labels.ts"
import { themeName } from "../theme/theme.ts"
import { openPassagesOf } from "./open-passages.ts"
import type { Resolution } from "./resolution.ts"
import { organisationsOf } from "./resolution-parts.store.ts"

/** Everything public of an adopted resolution as one model for the files: organisations, no names of participants. */
export async function exportModel(services: Services, view: View, r: Resolution): Promise<ExportedResolution> {
  const { db } = services
  const items = await itemsOf(db, r.id)
  const standings = await standingsOf(services, items)
  const amendments = await amendmentsOf(db, r.id)
  const passages = await openPassagesOf(db, r.id)
  const texts = (kind: string) => passages.filter((p) => p.kind === kind).map((p) => p.text)
  const pathOf = new Map(items.map((i) => [i.id, i.path]))
  return {
    title: r.title,
    kind: r.kind,
    kindLabel: kindLabel(view.t, r.kind),
    date: r.heldOn,
    dateEnd: r.heldUntil,
    place: r.place || null,
    organiser: r.organiser || null,
    preamble: texts("preamble"),
    participantsCount: r.participantsCount,
    organisations: await organisationsOf(db, r.id),
    findings: passages
      .filter((p) => p.kind === "finding")
      .map((p) => ({ tone: (p.tone || "neutral") as "neutral", text: p.text })),
    items: items.map((item) => {
      const text = currentText(item, amendments)
      const { word, detail } = standingInWords(view, item, standings)
      return {
        type: item.type,
        path: item.path,
        label: item.label,
        text,
        depth: item.depth,
        addressees: item.addressees.map(({ name, role }) => ({ name, role })),
        force: item.force,
        forceLabel: forceLabel(view.t, item.force),
        deadline: item.deadline,
        term: item.term || null,
        theme: item.theme && themeName(item.theme, view.locale),
        status: item.type === "item" ? [word, detail].filter(Boolean).join(", ") : null,
        amendedFrom: text === item.text ? null : item.text,
      }
    }),
    closing: texts("closing"),
    adoptedOn: r.adoptedOn,
    amendments: amendments.flatMap((a) =>
      a.changes.map((c) => ({
        date: a.amendedOn,
        number: a.number,
        path: pathOf.get(c.itemId) ?? "",
        before: c.before,
        after: c.field === "removed" ? view.t("item.state.struck") : c.after,
        reason: a.reason,
      })),
    ),
    url: `${view.baseUrl}/resolutions/${r.id}`,
  }
}

import { z } from "@hono/zod-openapi"
import { allTerritories, type Territory } from "#modules/registry/public.ts"
import type { Ctx } from "#platform/http/env.ts"
import { tones } from "../export/exported-resolution.ts"
import { currentText } from "../item/amended.ts"
import { amendmentJson, itemJson, openAmendment, openItem } from "../item/item.json.ts"
import { amendmentsOf, itemsOf } from "../item/item.store.ts"
import { standingsOf } from "../item/standing.ts"
import { openPassagesOf } from "./open-passages.ts"
import { kinds, type Resolution, visibilities } from "./resolution.ts"
import { organisationsOf } from "./resolution-parts.store.ts"

/** A resolution in a list of the API. */
export const openResolution = z
  .object({
    id: z.int(),
    title: z.string(),
    kind: z.enum(kinds),
    heldOn: z.iso.date().nullable(),
    heldUntil: z.iso.date().nullable(),
    place: z.string(),
    organiser: z.string(),
    participantsCount: z.int().nullable(),
    territory: z.object({ id: z.int(), name: z.string() }).nullable(),
    adoptedOn: z.iso.date().nullable().openapi({ description: "Null while it is a draft" }),
    visibility: z.enum(visibilities),
    counts: z.object({ items: z.int(), addressed: z.int(), closed: z.int() }),
    demo: z.boolean().openapi({ description: "Belongs to the example" }),
    url: z.url(),
  })
  .openapi("Resolution")

/** The whole of it. Names of participants are not in it: only their organisations and how many they were. */
export const wholeResolution = openResolution
  .extend({
    organisations: z.array(z.string()).openapi({ description: "Of the participants" }),
    preamble: z.array(z.string()),
    findings: z.array(z.object({ tone: z.enum(tones), text: z.string() })),
    items: z.array(openItem),
    closing: z.array(z.string()),
    amendments: z.array(openAmendment),
    files: z
      .object({ docx: z.url(), xlsx: z.url(), json: z.url() })
      .nullable()
      .openapi({ description: "The same as files; null while it is a draft" }),
  })
  .openapi("ResolutionCard")

export function resolutionJson(c: Ctx, r: Resolution, territories: Territory[]): z.output<typeof openResolution> {
  const place = territories.find(({ id }) => id === r.territoryId)
  return {
    id: r.id,
    title: r.title,
    kind: r.kind,
    heldOn: r.heldOn,
    heldUntil: r.heldUntil,
    place: r.place,
    organiser: r.organiser,
    participantsCount: r.participantsCount,
    territory: place ? { id: place.id, name: place.name } : null,
    adoptedOn: r.adoptedOn,
    visibility: r.visibility,
    counts: { items: r.itemCount, addressed: r.addressedCount, closed: r.closedCount },
    demo: r.demo,
    url: `${c.var.services.baseUrl}/resolutions/${r.id}`,
  }
}

export async function wholeJson(c: Ctx, r: Resolution): Promise<z.output<typeof wholeResolution>> {
  const { services } = c.var
  const { db } = services
  const [items, amendments, passages, organisations, territories] = await Promise.all([
    itemsOf(db, r.id),
    amendmentsOf(db, r.id),
    openPassagesOf(db, r.id),
    organisationsOf(db, r.id),
    allTerritories(db),
  ])
  const texts = (kind: string) => passages.filter((p) => p.kind === kind).map((p) => p.text)
  const standings = await standingsOf(services, items)
  const head = resolutionJson(c, r, territories)
  return {
    ...head,
    organisations,
    preamble: texts("preamble"),
    findings: passages
      .filter((p) => p.kind === "finding")
      .map(({ tone, text }) => ({ tone: tones.find((one) => one === tone) ?? "neutral", text })),
    items: items.map((item) => itemJson(c, item, currentText(item, amendments), standings.get(item.id))),
    closing: texts("closing"),
    amendments: amendments.map(amendmentJson),
    files: r.adoptedOn ? { docx: `${head.url}.docx`, xlsx: `${head.url}.xlsx`, json: `${head.url}.json` } : null,
  }
}

import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import type { Resolution } from "../resolution/resolution.ts"
import "../tables.ts"

/** An item as other modules' lists show it: its words in force today and where it stands. */
export type ItemLine = {
  id: number
  path: string
  label: string
  text: string
  deadline: string | null
  term: string
  removed: boolean
  closed: boolean
  resolution: Pick<Resolution, "id" | "title" | "visibility" | "territoryId" | "demo"> & {
    adoptedOn: string
    heldOn: string | null
  }
}

/** Items by their numbers in one query, whatever resolutions they are of; unknown ones are absent. */
export async function itemLines(db: Db, ids: number[]): Promise<Map<number, ItemLine>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("deliberation.item as i")
    .innerJoin("deliberation.resolution as r", "r.id", "i.resolution_id")
    .innerJoin("deliberation.adoption as a", "a.resolution_id", "r.id")
    .where("i.id", "=", sql<number>`ANY(${[...new Set(ids)]})`)
    .select([
      "i.id",
      "i.path",
      "i.label",
      "i.deadline",
      "i.term",
      sql<boolean>`i.removed_by IS NOT NULL`.as("removed"),
      sql<boolean>`EXISTS (SELECT FROM deliberation.closing c WHERE c.item_id = i.id)`.as("closed"),
      sql<string>`coalesce((SELECT h.after FROM deliberation.amendment_change h
        JOIN deliberation.amendment m ON m.id = h.amendment_id
        WHERE h.item_id = i.id AND h.field = 'text' ORDER BY m.number DESC LIMIT 1), i.text)`.as("text"),
      "r.id as resolutionId",
      "r.title",
      "r.visibility",
      "r.territory_id as territoryId",
      "r.demo",
      "r.held_on as heldOn",
      "a.adopted_on as adoptedOn",
    ])
    .execute()
  return new Map(
    rows.map(({ resolutionId, title, visibility, territoryId, demo, heldOn, adoptedOn, ...item }) => [
      item.id,
      { ...item, resolution: { id: resolutionId, title, visibility, territoryId, demo, heldOn, adoptedOn } },
    ]),
  )
}

import { type Expression, sql } from "kysely"
import { jsonArrayFrom } from "kysely/helpers/postgres"
import type { Db } from "#platform/db.ts"
import type { Item } from "./item.ts"
import "../tables.ts"

/** Items with their addressees and closing in one query. */
export const items = (db: Db) =>
  db
    .selectFrom("deliberation.item as i")
    .leftJoin("deliberation.closing as c", "c.item_id", "i.id")
    .leftJoin("deliberation.theme as e", "e.id", "i.theme_id")
    .select((x) => [
      "i.id",
      "i.resolution_id as resolutionId",
      "i.position",
      "i.type",
      "i.path",
      "i.label",
      "i.depth",
      "i.parent_id as parentId",
      "i.text",
      "i.force",
      "i.deadline",
      "i.term",
      "i.from_line as fromLine",
      "i.to_line as toLine",
      "i.expected_result as expectedResult",
      "i.removed_by as removedBy",
      "c.at as closedAt",
      "c.reason as closedWhy",
      sql<Item["theme"]>`CASE WHEN e.id IS NOT NULL
        THEN json_build_object('id', e.id, 'nameRu', e.name_ru, 'nameEn', e.name_en) END`.as("theme"),
      jsonArrayFrom(
        x
          .selectFrom("deliberation.addressee as d")
          .whereRef("d.item_id", "=", x.ref("i.id") as Expression<number>)
          .select(["d.id", "d.raw", "d.name", "d.role", "d.party_id as partyId", "d.direction_id as directionId"])
          .orderBy("d.position"),
      ).as("addressees"),
    ])

/** All items and blocks of a resolution in the order of the text. */
export async function itemsOf(db: Db, resolutionId: number): Promise<Item[]> {
  return (await items(db)
    .where("i.resolution_id", "=", resolutionId)
    .orderBy("i.position")
    .execute()) as unknown as Item[]
}

/** One item or block, adopted or struck out; undefined when there is none. May it be seen? Ask `canSee` of its resolution. */
export async function loadItem(db: Db, id: number): Promise<Item | undefined> {
  return (await items(db).where("i.id", "=", id).executeTakeFirst()) as unknown as Item | undefined
}

/** Items addressed to a party, or about a theme, in adopted resolutions, newest first. */
export async function itemsAskedOf(
  db: Db,
  f: {
    partyId?: number | undefined
    themeId?: number | undefined
    visibilities: string[]
    after?: number | undefined
    limit: number
  },
): Promise<AdoptedItem[]> {
  let query = items(db)
    .innerJoin("deliberation.resolution as r", "r.id", "i.resolution_id")
    .innerJoin("deliberation.adoption as a", "a.resolution_id", "r.id")
    .select(["r.title as resolutionTitle", "a.adopted_on as adoptedOn"])
    .where("i.type", "=", "item")
    .where("r.visibility", "in", f.visibilities as never)
    .$if(f.partyId !== undefined, (q) =>
      q.where(sql<boolean>`i.id IN (SELECT item_id FROM deliberation.addressee WHERE party_id = ${f.partyId})`),
    )
    .$if(f.themeId !== undefined, (q) => q.where("i.theme_id", "=", f.themeId!))
    .orderBy("i.id", "desc")
    .limit(f.limit)
  if (f.after) query = query.where("i.id", "<", f.after)
  return (await query.execute()) as unknown as AdoptedItem[]
}

/** An item with what names its resolution. */
export type AdoptedItem = Item & { resolutionTitle: string; adoptedOn: string }

/** Items of adopted resolutions by their ids, in no order. */
export async function adoptedItems(db: Db, ids: number[]): Promise<AdoptedItem[]> {
  const rows = await items(db)
    .innerJoin("deliberation.resolution as r", "r.id", "i.resolution_id")
    .innerJoin("deliberation.adoption as a", "a.resolution_id", "r.id")
    .select(["r.title as resolutionTitle", "a.adopted_on as adoptedOn"])
    .where("i.id", "=", sql<number>`ANY(${ids})`)
    .execute()
  return rows as unknown as AdoptedItem[]
}

/** Amendments of a resolution with what they changed, oldest first. */
export async function amendmentsOf(db: Db, resolutionId: number) {
  return db
    .selectFrom("deliberation.amendment as m")
    .where("m.resolution_id", "=", resolutionId)
    .select((x) => [
      "m.id",
      "m.number",
      "m.amended_on as amendedOn",
      "m.reason",
      jsonArrayFrom(
        x
          .selectFrom("deliberation.amendment_change as c")
          .whereRef("c.amendment_id", "=", "m.id")
          .select(["c.item_id as itemId", "c.field", "c.before", "c.after"])
          .orderBy("c.item_id"),
      ).as("changes"),
    ])
    .orderBy("m.number")
    .execute()
}
export type Amendment = Awaited<ReturnType<typeof amendmentsOf>>[number]

/** Later words of those items that an amendment gave new ones. */
export async function textsInForce(db: Db, itemIds: number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom("deliberation.amendment_change as c")
    .innerJoin("deliberation.amendment as m", "m.id", "c.amendment_id")
    .where("c.field", "=", "text")
    .where("c.item_id", "=", sql<number>`ANY(${itemIds})`)
    .select(["c.item_id as itemId", "c.after"])
    .orderBy("m.number")
    .execute()
  return new Map(rows.map((row) => [row.itemId, row.after]))
}

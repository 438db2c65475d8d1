import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import { type Amendment, itemsOf } from "./item.store.ts"
import type { Item } from "./item.ts"
import "../tables.ts"

/** A day, and what was written down by when: later entries about earlier days are left out. `known` null: all of them. */
export type OnDay = { on: string; known: Date | null }

/** An item as it stood on a day: its words, term and addressees of then; `heading` is that of its block. */
export type ItemOnDay = Omit<Item, "removedBy"> & { words: string; heading: string | null; struck: boolean }

type Change = Amendment["changes"][number]

/**
 * The words and the term of an item after those amendments, oldest first, that were in force on a day.
 *
 * @param all every change of the item, oldest first
 * @param inForce those of them that were in force
 */
export function asAmended(item: Pick<Item, "text" | "deadline" | "term">, all: Change[], inForce: Change[]) {
  // The item keeps its adopted words, but the newest term: the first change of it knows the adopted one.
  const value = (field: "text" | "deadline" | "term", now: string) =>
    inForce.findLast((c) => c.field === field)?.after ??
    (field === "text" ? now : (all.find((c) => c.field === field)?.before ?? now))
  return {
    words: value("text", item.text),
    deadline: value("deadline", item.deadline ?? "") || null,
    term: value("term", item.term),
    struck: inForce.some((c) => c.field === "removed"),
    /** An amendment that was not in force yet brought it in. */
    later: all.some((c) => c.field === "added") && !inForce.some((c) => c.field === "added"),
  }
}

/**
 * Items of a resolution, without its blocks, in the order of the text, as they stood on a day.
 *
 * @returns `changedAt`: when the last amendment or direction was written down, null when there is none
 */
export async function itemsOnDay(
  db: Db,
  resolutionId: number,
  { on, known }: OnDay,
): Promise<{ items: ItemOnDay[]; changedAt: Date | null }> {
  const [changes, directions] = [await changesOf(db, resolutionId), await directionsOf(db, resolutionId)]
  const then = (one: { day: string; at: Date }) => one.day <= on && (known === null || one.at <= known)
  const byItem = Map.groupBy(changes, (change) => change.itemId)
  const later = new Set(directions.filter((one) => !then(one)).map((one) => one.id))
  const items = (await itemsOf(db, resolutionId)).flatMap(({ removedBy: _, ...item }) => {
    const all = byItem.get(item.id) ?? []
    const addressees = item.addressees.filter((a) => a.directionId === null || !later.has(a.directionId))
    const { later: notYet, ...stood } = asAmended(item, all, all.filter(then))
    return notYet ? [] : [{ ...item, addressees, ...stood }]
  })
  const byId = new Map(items.map((item) => [item.id, item]))
  const headingOf = ({ parentId }: Pick<Item, "parentId">): string | null => {
    const above = parentId === null ? undefined : byId.get(parentId)
    if (!above) return null
    return above.type === "block" ? [above.label, above.words].filter(Boolean).join(" ") : headingOf(above)
  }
  return {
    items: items.filter((item) => item.type === "item").map((item) => ({ ...item, heading: headingOf(item) })),
    changedAt: [...changes, ...directions].reduce<Date | null>((last, { at }) => (last && last > at ? last : at), null),
  }
}

/** What amendments changed, oldest first. */
const changesOf = (db: Db, resolutionId: number) =>
  db
    .selectFrom("deliberation.amendment_change as c")
    .innerJoin("deliberation.amendment as m", "m.id", "c.amendment_id")
    .where("m.resolution_id", "=", resolutionId)
    .select(["c.item_id as itemId", "c.field", "c.before", "c.after", "m.amended_on as day", "m.at"])
    .orderBy("m.number")
    .execute()

/** Acts that gave items of a resolution addressees after its adoption. */
const directionsOf = (db: Db, resolutionId: number) =>
  db
    .selectFrom("deliberation.direction as d")
    .where("d.item_id", "in", (x) =>
      x.selectFrom("deliberation.item").select("id").where("resolution_id", "=", resolutionId),
    )
    .select(["d.id", "d.directed_on as day", "d.at"])
    .execute()

/** Which of these items a later adopted resolution already goes on with. */
export async function continuedAmong(db: Db, ids: number[]): Promise<Set<number>> {
  if (!ids.length) return new Set()
  const rows = await db
    .selectFrom("deliberation.item")
    .select("carried_from as id")
    .where("carried_from", "=", sql<number>`ANY(${ids})`)
    .execute()
  return new Set(rows.flatMap(({ id }) => id ?? []))
}

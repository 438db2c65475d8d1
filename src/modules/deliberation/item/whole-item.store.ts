import { type Expression, type ExpressionBuilder, sql } from "kysely"
import { jsonArrayFrom } from "kysely/helpers/postgres"
import { type Db, prepared, type Tables } from "#platform/db.ts"
import type { Resolution } from "../resolution/resolution.ts"
import type { TextChange } from "./amended.ts"
import { items } from "./item.store.ts"
import type { Item } from "./item.ts"
import "../tables.ts"

/** An item that this one goes on with, or that goes on with this one; who may see it is `visibility`. */
export type Continuity = Pick<Item, "id" | "path" | "label" | "resolutionId"> &
  Pick<Resolution, "title" | "visibility"> & { adoptedOn: string }

/** An item with all that its page shows of this module. */
export type WholeItem = Item & {
  resolution: Pick<Resolution, "id" | "title" | "visibility" | "territoryId" | "adoptedOn">
  /** What amendments did to its words, oldest first. */
  changes: TextChange[]
  /** The amendment that added it, or none. */
  addedBy: Pick<TextChange, "number" | "amendedOn" | "reason">[]
  /** The acts that gave it addressees after adoption, oldest first. */
  directions: { directedOn: string; reason: string; names: string[] }[]
  /** Ids of all items of its resolution: what is like it there is no news. */
  siblings: number[]
  /** The item of an earlier resolution that it goes on with, or none. */
  continues: Continuity[]
  /** Items of later resolutions that go on with it, the oldest first. */
  continuedIn: Continuity[]
  /** The lines of the document that it was read from. */
  lines: { text: string; marker?: string | null }[]
}

/** Items of adopted resolutions, as JSON, that stand so to another one. */
const continuity = (x: ExpressionBuilder<Tables, never>, column: "k.id" | "k.carried_from", to: string) =>
  jsonArrayFrom(
    x
      .selectFrom("deliberation.item as k")
      .innerJoin("deliberation.resolution as q", "q.id", "k.resolution_id")
      .innerJoin("deliberation.adoption as b", "b.resolution_id", "q.id")
      .where(column, "=", sql.ref<number>(to) as Expression<number>)
      .select([
        "k.id",
        "k.path",
        "k.label",
        "q.id as resolutionId",
        "q.title",
        "q.visibility",
        "b.adopted_on as adoptedOn",
      ])
      .orderBy("k.id"),
  )

const whole = prepared((db, id: number) =>
  items(db)
    .innerJoin("deliberation.resolution as r", "r.id", "i.resolution_id")
    .leftJoin("deliberation.adoption as a", "a.resolution_id", "r.id")
    .where("i.id", "=", id)
    .select((x) => [
      "r.title",
      "r.visibility",
      "r.territory_id as territoryId",
      "a.adopted_on as adoptedOn",
      jsonArrayFrom(
        x
          .selectFrom("deliberation.amendment_change as h")
          .innerJoin("deliberation.amendment as m", "m.id", "h.amendment_id")
          .whereRef("h.item_id", "=", "i.id")
          .where("h.field", "=", "text")
          .select(["m.number", "m.amended_on as amendedOn", "m.reason", "h.before", "h.after"])
          .orderBy("m.number"),
      ).as("changes"),
      jsonArrayFrom(
        x
          .selectFrom("deliberation.amendment_change as h")
          .innerJoin("deliberation.amendment as m", "m.id", "h.amendment_id")
          .whereRef("h.item_id", "=", "i.id")
          .where("h.field", "=", "added")
          .select(["m.number", "m.amended_on as amendedOn", "m.reason"]),
      ).as("addedBy"),
      continuity(x as never, "k.id", "i.carried_from").as("continues"),
      continuity(x as never, "k.carried_from", "i.id").as("continuedIn"),
      jsonArrayFrom(
        x
          .selectFrom("deliberation.direction as g")
          .whereRef("g.item_id", "=", "i.id")
          .select(["g.directed_on as directedOn", "g.reason"])
          .select(
            sql<string[]>`ARRAY(SELECT n.name FROM deliberation.addressee n WHERE n.direction_id = g.id
              ORDER BY n.position)`.as("names"),
          )
          .orderBy("g.id"),
      ).as("directions"),
      sql<number[]>`ARRAY(SELECT o.id::float8 FROM deliberation.item o WHERE o.resolution_id = r.id)`.as("siblings"),
      // Lines are numbered from 1 without gaps, so each is taken by its place, without unpacking the whole document.
      sql<WholeItem["lines"]>`
        (SELECT coalesce(json_agg(json_build_object('text', s.lines -> n ->> 'text', 'marker', s.lines -> n ->> 'marker')
           ORDER BY n), '[]')
         FROM deliberation.source s, generate_series(i.from_line - 1, coalesce(i.to_line, i.from_line) - 1) AS n
         WHERE s.resolution_id = r.id AND s.lines -> n IS NOT NULL)`.as("lines"),
    ]),
)

/** Loads an item for its page in one query: going to the database and back costs more than what is fetched there. */
export async function loadWholeItem(db: Db, id: number): Promise<WholeItem | undefined> {
  const [row] = await whole(db, id)
  if (!row) return undefined
  const { title, visibility, territoryId, adoptedOn, ...item } = row
  const resolution = { id: item.resolutionId, title, visibility, territoryId, adoptedOn }
  return { ...item, resolution } as unknown as WholeItem
}

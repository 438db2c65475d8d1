import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import type { FigureTable } from "../tables.ts"
import { dayNumber, type FigureRow } from "./figures.ts"

export type Dimension = FigureTable["dimension"]
type Visibilities = FigureTable["visibility"][]

/**
 * Figures of one dimension, of some keys or of all, summed over what the reader may see. Terms are only told apart by
 * whether they are past, so that there are few rows however many days there were.
 *
 * @param about.today YYYY-MM-DD
 */
export async function figureRows(
  db: Db,
  about: { dimension: Dimension; visibilities: Visibilities; today: string; keys?: number[] | undefined },
): Promise<FigureRow[]> {
  const { dimension, visibilities, keys } = about
  const day = dayNumber(about.today)
  const value = sql<number>`CASE WHEN measure <> 'due' THEN value
    WHEN value < ${day}::int THEN ${day}::int - 1 ELSE ${day}::int END`
  const rows = await db
    .selectFrom("commitments.figure")
    .select(["key", "measure", value.as("value"), (x) => x.fn.sum<string>("requests").as("requests")])
    .where("dimension", "=", dimension)
    .where("visibility", "in", visibilities)
    .$if(keys !== undefined, (q) => q.where("key", "=", sql<number>`ANY(${keys ?? []})`))
    .groupBy(["key", "measure", sql`3`])
    .execute()
  return rows.map((row) => ({ ...row, requests: Number(row.requests) })).filter(({ requests }) => requests !== 0)
}

/** Keys of a dimension in which somebody was asked, upwards from below `after`. */
export async function figureKeys(
  db: Db,
  about: { dimension: Dimension; visibilities: Visibilities; after?: number | undefined; limit: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom("commitments.figure")
    .select("key")
    .where("dimension", "=", about.dimension)
    .where("visibility", "in", about.visibilities)
    .where("measure", "=", "asked")
    .$if(about.after !== undefined, (q) => q.where("key", ">", about.after!))
    .groupBy("key")
    .having((x) => x.fn.sum("requests"), ">", 0)
    .orderBy("key")
    .limit(about.limit)
    .execute()
  return rows.map(({ key }) => key)
}

import { sql } from "kysely"
import type { Tx } from "#platform/db.ts"
import "#platform/tables.ts"

/** Lets a series go on after `last`, where what was numbered beyond it is no more. */
export async function returnNumbers(tx: Tx, series: string, last: number): Promise<void> {
  await tx
    .updateTable("platform.counter")
    .set({ value: last })
    .where("name", "=", series)
    .where("value", ">", last)
    .execute()
}

/**
 * Takes the next numbers of a series that has neither gaps nor repeats: two transactions wait for each other.
 *
 * @param series any name, `letter 2026` for example; a new one begins with 1
 * @returns the first of the numbers taken
 */
export async function takeNumbers(tx: Tx, series: string, count: number): Promise<number> {
  const { value: last } = await tx
    .insertInto("platform.counter")
    .values({ name: series, value: count })
    .onConflict((c) => c.column("name").doUpdateSet({ value: sql`counter.value + ${count}` }))
    .returning("value")
    .executeTakeFirstOrThrow()
  return last - count + 1
}

import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Workdays } from "./workdays.ts"
import type { YearDays } from "./year-days.ts"
import "./tables.ts"

/**
 * The production calendar in force, by one query for all of it: a year has some twenty exceptions.
 * @example const w = await loadWorkdays(db); const term = addWorkdays(w, view.today, 30)
 */
export async function loadWorkdays(db: Db): Promise<Workdays> {
  const { rows } = await sql<{ years: Record<string, YearDays> | null; quiet: string[] | null }>`
    SELECT (SELECT jsonb_object_agg(year, days) FROM platform.workday_year) AS years,
      (SELECT jsonb_agg(day) FROM platform.quiet_day) AS quiet`.execute(db)
  return { years: rows[0]?.years ?? {}, quiet: new Set(rows[0]?.quiet) }
}

/** A year that was replaced by a file. */
export const findYear = (db: Db, year: number) =>
  db.selectFrom("platform.workday_year").selectAll().where("year", "=", year).executeTakeFirst()
export type StoredYear = NonNullable<Awaited<ReturnType<typeof findYear>>>

export async function saveYear(tx: Tx, saved: { year: number; days: YearDays; fileName: string; at: Date }) {
  const row = { days: JSON.stringify(saved.days), file_name: saved.fileName, stored_at: saved.at }
  await tx
    .insertInto("platform.workday_year")
    .values({ year: saved.year, ...row })
    .onConflict((c) => c.column("year").doUpdateSet(row))
    .execute()
}

/** @returns whether there was one */
export async function deleteYear(tx: Tx, year: number): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom("platform.workday_year")
    .where("year", "=", year)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

export const quietDaysOf = (db: Db, year: number) =>
  db
    .selectFrom("platform.quiet_day")
    .selectAll()
    .where("day", ">=", `${year}-01-01`)
    .where("day", "<=", `${year}-12-31`)
    .orderBy("day")
    .execute()
export type QuietDay = Awaited<ReturnType<typeof quietDaysOf>>[number]

/** @returns whether it is new */
export async function insertQuietDay(tx: Tx, row: QuietDay): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("platform.quiet_day")
    .values(row)
    .onConflict((c) => c.column("day").doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export const deleteQuietDay = (tx: Tx, day: string) =>
  tx.deleteFrom("platform.quiet_day").where("day", "=", day).returning("reason").executeTakeFirst()

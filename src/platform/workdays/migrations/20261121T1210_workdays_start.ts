import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.workday_year (
      year int PRIMARY KEY,
      days jsonb NOT NULL,
      file_name text NOT NULL,
      stored_at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE TABLE platform.quiet_day (day date PRIMARY KEY, reason text NOT NULL)`.execute(db)
}

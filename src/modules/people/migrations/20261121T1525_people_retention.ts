import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE people.retention (
      id boolean PRIMARY KEY DEFAULT true CHECK (id),
      idle_months integer NOT NULL DEFAULT 36,
      withdrawn_days integer NOT NULL DEFAULT 30 CHECK (withdrawn_days BETWEEN 1 AND 30),
      reading_months integer NOT NULL DEFAULT 36
    )`.execute(db)
  await sql`INSERT INTO people.retention DEFAULT VALUES`.execute(db)

  await sql`
    CREATE TABLE people.due (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL UNIQUE REFERENCES people.person (id) ON DELETE CASCADE,
      reason text NOT NULL,
      found_at timestamptz NOT NULL,
      kept_until date,
      kept_why text NOT NULL DEFAULT '',
      kept_by uuid REFERENCES platform.app_user (id),
      CHECK (kept_until IS NULL OR kept_why <> '')
    )`.execute(db)
  await sql`COMMENT ON TABLE people.due IS 'Whom a rule of retention names; somebody decides'`.execute(db)

  await sql`CREATE INDEX reading_at ON people.reading (at)`.execute(db)
}

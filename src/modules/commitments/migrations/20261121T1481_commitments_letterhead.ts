import { type Kysely, sql } from "kysely"

/** A territory may write its letters by a letterhead and a pattern of numbers of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE commitments.territory_letterhead (
      territory_id bigint PRIMARY KEY REFERENCES registry.territory (id) ON DELETE CASCADE,
      organisation text NOT NULL DEFAULT '',
      address text NOT NULL DEFAULT '',
      post text NOT NULL DEFAULT '',
      signatory text NOT NULL DEFAULT '',
      executor text NOT NULL DEFAULT '',
      phone text NOT NULL DEFAULT '',
      number_pattern text NOT NULL DEFAULT '',
      template bytea,
      template_name text NOT NULL DEFAULT ''
    )`.execute(db)
}

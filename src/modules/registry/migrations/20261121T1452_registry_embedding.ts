import { type Kysely, sql } from "kysely"

/** Sites that may show the registers in a frame. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.embedding_site (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      origin text NOT NULL UNIQUE CHECK (origin ~ '^https?://[a-z0-9.-]+(:[0-9]+)?$'),
      note text NOT NULL DEFAULT '',
      created_at timestamptz NOT NULL
    )`.execute(db)
}

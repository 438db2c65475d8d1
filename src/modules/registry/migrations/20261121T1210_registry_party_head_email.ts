import { type Kysely, sql } from "kysely"

/** Where to write when a party stays silent: to its head, apart from its own address. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE registry.party ADD COLUMN head_email text NOT NULL DEFAULT ''`.execute(db)
}

import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX claim_mailed ON people.claim (id) WHERE email <> ''`.execute(db)
  await sql`CREATE INDEX claim_sender ON people.claim (created_by, id) WHERE email <> ''`.execute(db)
}

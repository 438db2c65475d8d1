import { type Kysely, sql } from "kysely"

/** A party that is no more, and who went on with its work. Its card and its history stay. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE registry.party
    ADD ended_on date,
    ADD successor_id bigint REFERENCES registry.party (id) ON DELETE SET NULL,
    ADD CHECK (successor_id <> id),
    ADD CHECK (successor_id IS NULL OR ended_on IS NOT NULL)`.execute(db)
  await sql`CREATE INDEX party_successor ON registry.party (successor_id) WHERE successor_id IS NOT NULL`.execute(db)
}

import { type Kysely, sql } from "kysely"

/**
 * Since when the addressee has had the word: nobody who has asked us, or whom we have just answered, is called silent.
 * Null while something waits for the centre, and once it is decided.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE commitments.request ADD silent_since date`.execute(db)
  await sql`
    UPDATE commitments.request r SET silent_since = CASE r.stage WHEN 'received' THEN r.considered_until
      ELSE greatest(r.asked_on, (SELECT max(a.on_day) FROM commitments.act a WHERE a.request_id = r.id)) END
    WHERE r.stage IN ('asked', 'received') AND NOT EXISTS (SELECT FROM commitments.act w
      WHERE w.request_id = r.id AND w.needs_word AND w.settled_by IS NULL)`.execute(db)
  await sql`DROP INDEX commitments.request_silent_in, commitments.request_considered_in`.execute(db)
  await sql`CREATE INDEX request_mute ON commitments.request (stage, silent_since, id)
    WHERE silent_since IS NOT NULL`.execute(db)
  await sql`CREATE INDEX request_mute_in ON commitments.request (territory_id, stage, silent_since, id)
    WHERE silent_since IS NOT NULL`.execute(db)
}

import { type Kysely, sql } from "kysely"

const counted = (table: string, n: number) =>
  `SELECT nature, kind, coalesce(territory_id, 0) AS place, ${n} AS n FROM ${table} WHERE merged_into IS NULL`
const sums = {
  insert: counted("came", 1),
  update: `${counted("went", -1)} UNION ALL ${counted("came", 1)}`,
  delete: counted("went", -1),
}

/** Two cards of one party: one of them goes into the other, keeps its row, and can come back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE registry.party
    ADD merged_into bigint REFERENCES registry.party (id),
    ADD CHECK (merged_into <> id)`.execute(db)
  await sql`CREATE INDEX party_merged ON registry.party (merged_into) WHERE merged_into IS NOT NULL`.execute(db)
  // A merged card is counted nowhere.
  for (const [event, sum] of Object.entries(sums))
    await sql
      .raw(`
      CREATE OR REPLACE FUNCTION registry.count_parties_on_${event}() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO registry.party_count AS c (nature, kind, territory_id, parties)
          SELECT nature, kind, place, sum(n) FROM (${sum}) AS d GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
          ON CONFLICT (nature, kind, territory_id) DO UPDATE SET parties = c.parties + excluded.parties;
        RETURN NULL;
      END $$`)
      .execute(db)
  await sql`
    CREATE TABLE registry.merge (
      number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      survivor_id bigint NOT NULL REFERENCES registry.party (id) ON DELETE CASCADE,
      merged_id bigint NOT NULL REFERENCES registry.party (id) ON DELETE CASCADE,
      user_id uuid,
      at timestamptz NOT NULL,
      taken text[] NOT NULL,
      before jsonb NOT NULL,
      moved jsonb NOT NULL,
      undone_at timestamptz,
      CHECK (survivor_id <> merged_id)
    )`.execute(db)
  await sql`COMMENT ON COLUMN registry.merge.taken IS 'fields whose values the survivor took from the merged one, which got its own in exchange'`.execute(
    db,
  )
  await sql`COMMENT ON COLUMN registry.merge.moved IS 'keys of the rows that went over, by table and column'`.execute(
    db,
  )
  await sql`CREATE UNIQUE INDEX merge_in_force ON registry.merge (merged_id) WHERE undone_at IS NULL`.execute(db)
  await sql`CREATE INDEX merge_survivor ON registry.merge (survivor_id, number)`.execute(db)
}

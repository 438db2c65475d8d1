import { type Kysely, sql } from "kysely"

/**
 * Figures shown to everybody, kept by the database itself: how many requests are at each measure, by resolution, body,
 * theme, territory and year. `value` is a number of days for `days`, a date as days since 2000-01-01 for `due`, else 0.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE commitments.figure (
      dimension text NOT NULL,
      key bigint NOT NULL,
      visibility text NOT NULL,
      measure text NOT NULL,
      value integer NOT NULL,
      requests bigint NOT NULL,
      PRIMARY KEY (dimension, key, measure, visibility, value)
    )`.execute(db)
  await sql`
    CREATE FUNCTION commitments.measures(r commitments.request) RETURNS TABLE (measure text, value integer)
    LANGUAGE sql IMMUTABLE AS $$
      SELECT 'asked', 0 WHERE r.stage NOT IN ('withdrawn', 'handed_over')
      UNION ALL SELECT 'answered', 0 WHERE r.answered_on IS NOT NULL AND r.stage NOT IN ('withdrawn', 'handed_over')
      UNION ALL SELECT 'days', r.answered_on - r.asked_on
        WHERE r.answered_on IS NOT NULL AND r.stage NOT IN ('withdrawn', 'handed_over')
      UNION ALL SELECT r.stage, 0 WHERE r.stage IN ('accepted', 'reported', 'released', 'declined')
      UNION ALL SELECT 'due', r.term_on - DATE '2000-01-01' WHERE r.stage = 'accepted' AND r.term_on IS NOT NULL
    $$`.execute(db)
  const apply = (changed: string) => sql`
    BEGIN
      INSERT INTO commitments.figure AS f (dimension, key, visibility, measure, value, requests)
        SELECT d.dimension, d.key, c.visibility, m.measure, m.value, sum(c.n)
        FROM (${sql.raw(changed)}) AS c
          CROSS JOIN LATERAL commitments.measures(c.request) AS m
          CROSS JOIN LATERAL (VALUES ('all', 0::bigint), ('resolution', c.resolution_id), ('body', c.party_id),
            ('theme', c.theme_id), ('territory', c.territory_id), ('year', c.year::bigint)) AS d (dimension, key)
        WHERE d.key IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5 HAVING sum(c.n) <> 0
        ORDER BY 1, 2, 3, 4, 5
        ON CONFLICT (dimension, key, measure, visibility, value) DO UPDATE SET requests = f.requests + excluded.requests;
      RETURN NULL;
    END`
  const columns = "r.visibility, r.resolution_id, r.party_id, r.theme_id, r.territory_id, r.year"
  const rows = (table: string, n: number) =>
    `SELECT r::commitments.request AS request, ${columns}, ${n} AS n FROM ${table} AS r`
  const trigger = async (name: string, on: string, tables: string, changed: string) => {
    await sql`CREATE FUNCTION ${sql.raw(`commitments.${name}`)}() RETURNS trigger LANGUAGE plpgsql AS $$
      ${apply(changed)} $$`.execute(db)
    await sql`CREATE TRIGGER ${sql.raw(name)} AFTER ${sql.raw(on)} ON commitments.request
      REFERENCING ${sql.raw(tables)} FOR EACH STATEMENT EXECUTE FUNCTION ${sql.raw(`commitments.${name}`)}()`.execute(
      db,
    )
  }
  await trigger("figures_of_new", "INSERT", "NEW TABLE AS fresh", rows("fresh", 1))
  await trigger("figures_of_gone", "DELETE", "OLD TABLE AS gone", rows("gone", -1))
  await trigger(
    "figures_of_changed",
    "UPDATE",
    "OLD TABLE AS gone NEW TABLE AS fresh",
    `${rows("gone", -1)} UNION ALL ${rows("fresh", 1)}`,
  )
}

import { type Kysely, sql } from "kysely"

/** A provider counts once for everybody (target '') and once for each group that it serves. */
const rows = (table: string, n: number) => `
  SELECT p.service_id, coalesce(p.territory_id, 0) AS territory_id, g.target, ${n} AS n
  FROM ${table} p, unnest(p.targets || ''::text) AS g (target) WHERE p.current`
const changed = {
  insert: { tables: "NEW TABLE AS came", sum: rows("came", 1) },
  update: {
    tables: "OLD TABLE AS went NEW TABLE AS came",
    sum: `${rows("went", -1)} UNION ALL ${rows("came", 1)}`,
  },
  delete: { tables: "OLD TABLE AS went", sum: rows("went", -1) },
}

/** Counts shown beside services, by statement, as those of parties. */
async function countOn(db: Kysely<unknown>, event: keyof typeof changed) {
  const { tables, sum } = changed[event]
  await sql
    .raw(`
    CREATE FUNCTION registry.count_providers_on_${event}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO registry.service_count AS c (service_id, territory_id, target, providers)
        SELECT service_id, territory_id, target, sum(n) FROM (${sum}) AS d
        WHERE EXISTS (SELECT FROM registry.service s WHERE s.id = d.service_id)
        GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (service_id, territory_id, target) DO UPDATE SET providers = c.providers + excluded.providers;
      RETURN NULL;
    END $$`)
    .execute(db)
  await sql
    .raw(`
    CREATE TRIGGER provider_counted_on_${event} AFTER ${event} ON registry.provider REFERENCING ${tables}
      FOR EACH STATEMENT EXECUTE FUNCTION registry.count_providers_on_${event}()`)
    .execute(db)
}

/** Who provides which service, where, for whom and since when; one that ended stays. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.provider (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      service_id bigint NOT NULL REFERENCES registry.service (id) ON DELETE CASCADE,
      party_id bigint NOT NULL,
      nature text NOT NULL,
      folded_name text COLLATE "C" NOT NULL,
      territory_id bigint REFERENCES registry.territory (id),
      targets text[] NOT NULL CHECK (cardinality(targets) > 0),
      price text NOT NULL CHECK (price IN ('free', 'paid', 'partly')),
      price_note text NOT NULL DEFAULT '',
      how_to_get text NOT NULL DEFAULT '',
      phone text NOT NULL DEFAULT '',
      address text NOT NULL DEFAULT '',
      capacity text NOT NULL DEFAULT '',
      from_on date NOT NULL,
      until_on date CHECK (until_on >= from_on),
      proof text NOT NULL CHECK (proof <> ''),
      link text NOT NULL DEFAULT '',
      current boolean NOT NULL,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL,
      FOREIGN KEY (party_id, nature, folded_name) REFERENCES registry.party (id, nature, folded_name)
        ON UPDATE CASCADE ON DELETE CASCADE
    )`.execute(db)
  await sql`COMMENT ON COLUMN registry.provider.until_on IS 'the last day; null without a term'`.execute(db)
  await sql`COMMENT ON COLUMN registry.provider.current IS 'serves today; turned by the command and by an hourly job'`.execute(
    db,
  )
  await sql`CREATE INDEX provider_list ON registry.provider (service_id, folded_name, id) WHERE current`.execute(db)
  await sql`CREATE INDEX provider_party ON registry.provider (party_id, service_id)`.execute(db)
  await sql`CREATE INDEX provider_ends ON registry.provider (until_on) WHERE current`.execute(db)
  await sql`CREATE INDEX provider_begins ON registry.provider (from_on) WHERE NOT current`.execute(db)
  await sql`
    CREATE TABLE registry.service_count (
      service_id bigint NOT NULL REFERENCES registry.service (id) ON DELETE CASCADE,
      territory_id bigint NOT NULL,
      target text NOT NULL,
      providers bigint NOT NULL,
      PRIMARY KEY (service_id, territory_id, target)
    )`.execute(db)
  await sql`
    CREATE INDEX service_count_target ON registry.service_count (target, territory_id, service_id) INCLUDE (providers)`.execute(
    db,
  )
  for (const event of ["insert", "update", "delete"] as const) await countOn(db, event)
}

import { type Kysely, sql } from "kysely"

const rows = (table: string, n: number) =>
  `SELECT nature, kind, coalesce(territory_id, 0) AS place, ${n} AS n FROM ${table}`
const changed = {
  insert: { tables: "NEW TABLE AS came", sum: rows("came", 1) },
  update: {
    tables: "OLD TABLE AS went NEW TABLE AS came",
    sum: `${rows("went", -1)} UNION ALL ${rows("came", 1)}`,
  },
  delete: { tables: "OLD TABLE AS went", sum: rows("went", -1) },
}

/** Counts shown above lists, by statement: an import of thousands of rows touches each count once, in one order. */
async function countOn(db: Kysely<unknown>, event: keyof typeof changed) {
  const { tables, sum } = changed[event]
  await sql
    .raw(`
    CREATE FUNCTION registry.count_parties_on_${event}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO registry.party_count AS c (nature, kind, territory_id, parties)
        SELECT nature, kind, place, sum(n) FROM (${sum}) AS d GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (nature, kind, territory_id) DO UPDATE SET parties = c.parties + excluded.parties;
      RETURN NULL;
    END $$`)
    .execute(db)
  await sql
    .raw(`
    CREATE TRIGGER party_counted_on_${event} AFTER ${event} ON registry.party REFERENCING ${tables}
      FOR EACH STATEMENT EXECUTE FUNCTION registry.count_parties_on_${event}()`)
    .execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.party (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      version integer NOT NULL DEFAULT 1,
      nature text NOT NULL CHECK (nature IN ('organisation', 'body')),
      kind text NOT NULL,
      name text NOT NULL CHECK (name <> ''),
      short_name text NOT NULL DEFAULT '',
      folded_name text COLLATE "C" NOT NULL CHECK (folded_name <> ''),
      search_name text NOT NULL,
      territory_id bigint REFERENCES registry.territory (id),
      email text NOT NULL DEFAULT '',
      phone text NOT NULL DEFAULT '',
      postal_address text NOT NULL DEFAULT '',
      letter_to text NOT NULL DEFAULT '',
      site text NOT NULL DEFAULT '',
      demo boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE UNIQUE INDEX party_folded_name ON registry.party (folded_name)`.execute(db)
  await sql`CREATE INDEX party_list ON registry.party (nature, folded_name)`.execute(db)
  await sql`CREATE INDEX party_kind ON registry.party (nature, kind, folded_name)`.execute(db)
  await sql`CREATE INDEX party_territory ON registry.party (territory_id, nature, folded_name)`.execute(db)
  await sql`CREATE INDEX party_likeness ON registry.party USING gin (search_name gin_trgm_ops)`.execute(db)
  await sql`CREATE INDEX party_demo ON registry.party (id) WHERE demo`.execute(db)

  await sql`
    CREATE TABLE registry.party_count (
      nature text NOT NULL,
      kind text NOT NULL,
      territory_id bigint NOT NULL,
      parties bigint NOT NULL,
      PRIMARY KEY (nature, kind, territory_id)
    )`.execute(db)
  await sql`COMMENT ON COLUMN registry.party_count.territory_id IS '0 stands for no territory'`.execute(db)
  for (const event of ["insert", "update", "delete"] as const) await countOn(db, event)
}

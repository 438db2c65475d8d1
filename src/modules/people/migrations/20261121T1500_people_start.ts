import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA people`.execute(db)
  await sql`
    CREATE TABLE people.person (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      version integer NOT NULL DEFAULT 1,
      family_name text NOT NULL,
      given_name text NOT NULL DEFAULT '',
      patronymic text NOT NULL DEFAULT '',
      folded_name text COLLATE "C" NOT NULL CHECK (folded_name <> ''),
      birth_on date,
      territory_id bigint REFERENCES registry.territory (id),
      email text NOT NULL DEFAULT '',
      phone text NOT NULL DEFAULT '',
      phone_key text NOT NULL DEFAULT '',
      address text NOT NULL DEFAULT '',
      note text NOT NULL DEFAULT '',
      user_id uuid UNIQUE REFERENCES platform.app_user (id),
      listed boolean NOT NULL DEFAULT false,
      demo boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX person_list ON people.person (folded_name, id)`.execute(db)
  await sql`CREATE INDEX person_listed ON people.person (folded_name, id) WHERE listed`.execute(db)
  await sql`CREATE INDEX person_territory ON people.person (territory_id, folded_name, id)`.execute(db)
  await sql`CREATE INDEX person_born ON people.person (birth_on) WHERE birth_on IS NOT NULL`.execute(db)
  await sql`CREATE INDEX person_likeness ON people.person USING gin (folded_name gin_trgm_ops)`.execute(db)
  await sql`CREATE INDEX person_phone ON people.person (phone_key) WHERE phone_key <> ''`.execute(db)
  await sql`CREATE INDEX person_email ON people.person (lower(email)) WHERE email <> ''`.execute(db)
  await sql`CREATE INDEX person_demo ON people.person (id) WHERE demo`.execute(db)

  await sql`
    CREATE TABLE people.published_field (
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      field text NOT NULL,
      PRIMARY KEY (person_id, field)
    )`.execute(db)

  await sql`
    CREATE TABLE people.affiliation (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      party_id bigint NOT NULL REFERENCES registry.party (id),
      role text NOT NULL,
      post text NOT NULL DEFAULT '',
      from_on date,
      until_on date,
      ended_why text NOT NULL DEFAULT '',
      created_at timestamptz NOT NULL,
      CHECK (from_on <= until_on)
    )`.execute(db)
  await sql`CREATE INDEX affiliation_person ON people.affiliation (person_id)`.execute(db)
  await sql`CREATE INDEX affiliation_party ON people.affiliation (party_id, role, id)`.execute(db)
  await sql`CREATE INDEX affiliation_role ON people.affiliation (role, person_id)`.execute(db)

  await sql`
    CREATE TABLE people.person_count (
      territory_id bigint PRIMARY KEY,
      people bigint NOT NULL
    )`.execute(db)
  await sql`COMMENT ON COLUMN people.person_count.territory_id IS '0 stands for no territory'`.execute(db)
  for (const event of ["insert", "update", "delete"] as const) await countOn(db, event)
}

const rows = (table: string, n: number) => `SELECT coalesce(territory_id, 0) AS place, ${n} AS n FROM ${table}`
const changed = {
  insert: { tables: "NEW TABLE AS came", sum: rows("came", 1) },
  update: { tables: "OLD TABLE AS went NEW TABLE AS came", sum: `${rows("went", -1)} UNION ALL ${rows("came", 1)}` },
  delete: { tables: "OLD TABLE AS went", sum: rows("went", -1) },
}

/** Counts shown above lists, by statement: an import of thousands of rows touches each count once, in one order. */
async function countOn(db: Kysely<unknown>, event: keyof typeof changed) {
  const { tables, sum } = changed[event]
  await sql
    .raw(`
    CREATE FUNCTION people.count_people_on_${event}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO people.person_count AS c (territory_id, people)
        SELECT place, sum(n) FROM (${sum}) AS d GROUP BY 1 HAVING sum(n) <> 0 ORDER BY 1
        ON CONFLICT (territory_id) DO UPDATE SET people = c.people + excluded.people;
      RETURN NULL;
    END $$`)
    .execute(db)
  await sql
    .raw(`
    CREATE TRIGGER person_counted_on_${event} AFTER ${event} ON people.person REFERENCING ${tables}
      FOR EACH STATEMENT EXECUTE FUNCTION people.count_people_on_${event}()`)
    .execute(db)
}

import { type Kysely, sql } from "kysely"

/** The journal of incidents with personal data: what is written stays, corrections stand beside it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE people.incident (
      number integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      found_at timestamptz NOT NULL,
      created_at timestamptz NOT NULL,
      user_id uuid REFERENCES platform.app_user (id)
    )`.execute(db)
  await sql`
    CREATE TABLE people.incident_entry (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      incident integer NOT NULL REFERENCES people.incident (number),
      kind text NOT NULL,
      body text NOT NULL,
      told_at timestamptz,
      at timestamptz NOT NULL,
      user_id uuid REFERENCES platform.app_user (id),
      CHECK (body <> '' OR told_at IS NOT NULL)
    )`.execute(db)
  await sql`COMMENT ON COLUMN people.incident_entry.told_at IS 'of a notification: when it went'`.execute(db)
  await sql`CREATE INDEX incident_entry_of ON people.incident_entry (incident, id)`.execute(db)
  await sql`CREATE UNIQUE INDEX incident_closed_once ON people.incident_entry (incident)
    WHERE kind = 'closed'`.execute(db)
  for (const table of ["incident", "incident_entry"])
    await sql`CREATE TRIGGER ${sql.raw(`${table}_is_kept`)} BEFORE UPDATE OR DELETE ON ${sql.table(`people.${table}`)}
      FOR EACH ROW EXECUTE FUNCTION people.keep_as_is()`.execute(db)
}

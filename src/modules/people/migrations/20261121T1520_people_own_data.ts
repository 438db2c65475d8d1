import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE people.reading (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      at timestamptz NOT NULL,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      user_id uuid REFERENCES platform.app_user (id),
      reader text NOT NULL,
      what text NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX reading_person ON people.reading (person_id, id DESC)`.execute(db)

  await sql`
    CREATE TABLE people.erasure (
      number integer PRIMARY KEY,
      at timestamptz NOT NULL,
      user_id uuid REFERENCES platform.app_user (id),
      basis text NOT NULL,
      reason text NOT NULL,
      destroyed jsonb NOT NULL
    )`.execute(db)

  await sql`
    CREATE FUNCTION people.erase_person() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      DELETE FROM people.person WHERE id = NEW.person_id;
      RETURN NULL;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER person_erased AFTER INSERT ON platform.erased_person
      FOR EACH ROW EXECUTE FUNCTION people.erase_person()`.execute(db)
}

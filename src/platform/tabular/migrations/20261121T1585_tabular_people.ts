import { type Kysely, sql } from "kysely"

/** What a row is about may have an id in letters; rows of a person go when the person is erased. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE platform.import_row ALTER subject_id TYPE text`.execute(db)
  await sql`
    CREATE INDEX import_row_subject ON platform.import_row (subject_id) WHERE subject_id IS NOT NULL`.execute(db)
  await sql`
    CREATE FUNCTION platform.forget_imported() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE platform.import_row
        SET cells = '{}', label = '', why = NULL, changes = NULL, trace = NULL, kept = NULL, subject_id = NULL
        WHERE subject_id = NEW.person_id::text;
      RETURN NULL;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER imported_forgotten AFTER INSERT ON platform.erased_person
      FOR EACH ROW EXECUTE FUNCTION platform.forget_imported()`.execute(db)
}

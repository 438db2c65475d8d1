import { type Kysely, sql } from "kysely"

/** The list of services, kept by version: what is approved never changes afterwards. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.service_list (
      number integer PRIMARY KEY CHECK (number > 0),
      document_name text NOT NULL DEFAULT '',
      document_number text NOT NULL DEFAULT '',
      document_date date,
      link text NOT NULL DEFAULT '',
      in_force_from date,
      version integer NOT NULL DEFAULT 1,
      created_at timestamptz NOT NULL,
      approved_at timestamptz,
      demo boolean NOT NULL DEFAULT false,
      CHECK (approved_at IS NULL OR (document_name <> '' AND in_force_from IS NOT NULL))
    )`.execute(db)
  await sql`
    CREATE UNIQUE INDEX service_list_one_draft ON registry.service_list ((true)) WHERE approved_at IS NULL`.execute(db)
  await sql`
    CREATE UNIQUE INDEX service_list_in_force ON registry.service_list (in_force_from) WHERE approved_at IS NOT NULL`.execute(
    db,
  )
  await sql`
    CREATE TABLE registry.service (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      demo boolean NOT NULL DEFAULT false
    )`.execute(db)
  await sql`
    CREATE TABLE registry.service_entry (
      list_number integer NOT NULL REFERENCES registry.service_list (number) ON DELETE CASCADE,
      service_id bigint NOT NULL REFERENCES registry.service (id),
      code text NOT NULL CHECK (code <> ''),
      code_key text COLLATE "C" NOT NULL,
      name text NOT NULL CHECK (name <> ''),
      description text NOT NULL DEFAULT '',
      version integer NOT NULL DEFAULT 1,
      PRIMARY KEY (list_number, service_id),
      UNIQUE (list_number, code_key)
    )`.execute(db)
  await sql`CREATE INDEX service_entry_service ON registry.service_entry (service_id, list_number)`.execute(db)
  await sql`
    CREATE TABLE registry.service_criterion (
      list_number integer NOT NULL,
      service_id bigint NOT NULL,
      position integer NOT NULL,
      name text NOT NULL CHECK (name <> ''),
      measured text NOT NULL DEFAULT '',
      how text NOT NULL DEFAULT '',
      threshold text NOT NULL DEFAULT '',
      PRIMARY KEY (list_number, service_id, position),
      FOREIGN KEY (list_number, service_id) REFERENCES registry.service_entry (list_number, service_id)
        ON DELETE CASCADE
    )`.execute(db)
  await sql`
    CREATE FUNCTION registry.keep_approved_list() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF OLD.approved_at IS NOT NULL AND NOT (TG_OP = 'DELETE' AND OLD.demo) THEN
        RAISE EXCEPTION 'an approved list of services never changes';
      END IF;
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER service_list_kept BEFORE UPDATE OR DELETE ON registry.service_list
      FOR EACH ROW EXECUTE FUNCTION registry.keep_approved_list()`.execute(db)
  // When the example's list goes, its rows go after it: then the list is no longer there to be asked.
  await sql`
    CREATE FUNCTION registry.keep_approved_part() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF EXISTS (SELECT FROM registry.service_list WHERE approved_at IS NOT NULL
        AND number IN (CASE WHEN TG_OP <> 'INSERT' THEN OLD.list_number END,
                       CASE WHEN TG_OP <> 'DELETE' THEN NEW.list_number END)) THEN
        RAISE EXCEPTION 'an approved list of services never changes';
      END IF;
      RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END $$`.execute(db)
  for (const table of ["service_entry", "service_criterion"])
    await sql
      .raw(`
      CREATE TRIGGER ${table}_kept BEFORE INSERT OR UPDATE OR DELETE ON registry.${table}
        FOR EACH ROW EXECUTE FUNCTION registry.keep_approved_part()`)
      .execute(db)
}

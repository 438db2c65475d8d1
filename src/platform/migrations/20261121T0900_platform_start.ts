import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE EXTENSION IF NOT EXISTS pg_trgm`.execute(db)
  await sql`
    CREATE TABLE platform.event (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL,
      at timestamptz NOT NULL,
      actor_kind text NOT NULL CHECK (actor_kind IN ('user', 'system', 'visitor')),
      user_id uuid,
      subject_kind text NOT NULL,
      subject_id text NOT NULL,
      payload jsonb NOT NULL DEFAULT '{}'
    )`.execute(db)
  await sql`CREATE INDEX event_subject ON platform.event (subject_kind, subject_id, id DESC)`.execute(db)
  await sql`CREATE INDEX event_name ON platform.event (name, id DESC)`.execute(db)
  await sql`
    CREATE TABLE platform.event_value (
      event_id bigint NOT NULL REFERENCES platform.event (id),
      field text NOT NULL,
      before jsonb,
      after jsonb,
      person_id uuid
    )`.execute(db)
  await sql`CREATE INDEX event_value_event ON platform.event_value (event_id)`.execute(db)
  await sql`CREATE INDEX event_value_person ON platform.event_value (person_id) WHERE person_id IS NOT NULL`.execute(db)
  await sql`
    CREATE FUNCTION platform.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME; END $$`.execute(db)
  await sql`
    CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON platform.event
      FOR EACH ROW EXECUTE FUNCTION platform.refuse_change()`.execute(db)
  await sql`
    CREATE TABLE platform.event_handled (
      event_id bigint NOT NULL,
      reaction text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (event_id, reaction)
    )`.execute(db)
  await sql`
    CREATE TABLE platform.idempotency (
      holder text NOT NULL,
      key text NOT NULL,
      command text NOT NULL,
      result jsonb,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (holder, key, command)
    )`.execute(db)
  await sql`CREATE INDEX idempotency_at ON platform.idempotency (at)`.execute(db)
  await sql`CREATE TABLE platform.counter (name text PRIMARY KEY, value bigint NOT NULL)`.execute(db)
}

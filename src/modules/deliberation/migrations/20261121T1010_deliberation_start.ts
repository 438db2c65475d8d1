import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA deliberation`.execute(db)
  await sql`
    CREATE TABLE deliberation.resolution (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      title text NOT NULL,
      kind text NOT NULL,
      held_on date,
      held_until date,
      place text NOT NULL DEFAULT '',
      organiser text NOT NULL DEFAULT '',
      participants_count integer,
      territory_id bigint REFERENCES registry.territory (id),
      visibility text NOT NULL DEFAULT 'internal' CHECK (visibility IN ('internal', 'participants', 'open')),
      item_count integer NOT NULL DEFAULT 0,
      addressed_count integer NOT NULL DEFAULT 0,
      closed_count integer NOT NULL DEFAULT 0,
      source_attachment uuid,
      source_name text NOT NULL DEFAULT '',
      demo boolean NOT NULL DEFAULT false,
      created_by uuid,
      created_at timestamptz NOT NULL
    )`.execute(db)
  await sql`
    CREATE TABLE deliberation.adoption (
      resolution_id bigint PRIMARY KEY REFERENCES deliberation.resolution (id),
      adopted_on date NOT NULL,
      at timestamptz NOT NULL,
      user_id uuid
    )`.execute(db)
  await sql`CREATE INDEX adoption_order ON deliberation.adoption (adopted_on DESC, resolution_id DESC)`.execute(db)
  await sql`CREATE INDEX resolution_visible ON deliberation.resolution (visibility, id DESC)`.execute(db)
  await sql`CREATE INDEX resolution_territory ON deliberation.resolution (territory_id)`.execute(db)
  await sql`CREATE INDEX resolution_demo ON deliberation.resolution (id) WHERE demo`.execute(db)
  // What was read and what the coordinator makes of it, until adoption; one row per edit, so that it can be undone.
  await sql`
    CREATE TABLE deliberation.draft (
      resolution_id bigint PRIMARY KEY REFERENCES deliberation.resolution (id) ON DELETE CASCADE,
      version integer NOT NULL,
      step integer NOT NULL,
      saved_at timestamptz NOT NULL,
      saved_by uuid
    )`.execute(db)
  await sql`CREATE INDEX draft_saved ON deliberation.draft (saved_at DESC)`.execute(db)
  await sql`
    CREATE TABLE deliberation.draft_step (
      resolution_id bigint NOT NULL REFERENCES deliberation.draft (resolution_id) ON DELETE CASCADE,
      step integer NOT NULL,
      edit text NOT NULL,
      content jsonb NOT NULL,
      PRIMARY KEY (resolution_id, step)
    )`.execute(db)
  await sql`
    CREATE TABLE deliberation.source (
      resolution_id bigint PRIMARY KEY REFERENCES deliberation.resolution (id) ON DELETE CASCADE,
      lines jsonb NOT NULL
    )`.execute(db)
  await sql`
    CREATE TABLE deliberation.item (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id),
      position integer NOT NULL,
      type text NOT NULL CHECK (type IN ('item', 'block')),
      path text NOT NULL,
      label text NOT NULL,
      depth integer NOT NULL,
      parent_id bigint REFERENCES deliberation.item (id),
      text text NOT NULL,
      force text NOT NULL,
      deadline date,
      term text NOT NULL DEFAULT '',
      from_line integer,
      to_line integer,
      expected_result text NOT NULL DEFAULT '',
      removed_by bigint,
      UNIQUE (resolution_id, path),
      UNIQUE (resolution_id, position)
    )`.execute(db)
  await sql`CREATE INDEX item_parent ON deliberation.item (parent_id)`.execute(db)
  await sql`
    CREATE TABLE deliberation.closing (
      item_id bigint PRIMARY KEY REFERENCES deliberation.item (id),
      at timestamptz NOT NULL,
      user_id uuid,
      reason text NOT NULL
    )`.execute(db)
  // The dated act «Кому направить пункт?»: gives an addressee without touching the text.
  await sql`
    CREATE TABLE deliberation.direction (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      item_id bigint NOT NULL REFERENCES deliberation.item (id),
      directed_on date NOT NULL,
      reason text NOT NULL DEFAULT '',
      at timestamptz NOT NULL,
      user_id uuid
    )`.execute(db)
  await sql`CREATE INDEX direction_item ON deliberation.direction (item_id)`.execute(db)
  await sql`
    CREATE TABLE deliberation.addressee (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      item_id bigint NOT NULL REFERENCES deliberation.item (id),
      position integer NOT NULL,
      raw text NOT NULL,
      name text NOT NULL,
      role text NOT NULL CHECK (role IN ('lead', 'joint', 'class')),
      party_id bigint REFERENCES registry.party (id),
      direction_id bigint REFERENCES deliberation.direction (id),
      UNIQUE (item_id, position)
    )`.execute(db)
  await sql`CREATE INDEX addressee_direction ON deliberation.addressee (direction_id) WHERE direction_id IS NOT NULL`.execute(
    db,
  )
  await sql`CREATE INDEX addressee_party ON deliberation.addressee (party_id, item_id)`.execute(db)
  await sql`
    CREATE TABLE deliberation.amendment (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id),
      number integer NOT NULL,
      amended_on date NOT NULL,
      reason text NOT NULL,
      at timestamptz NOT NULL,
      user_id uuid,
      UNIQUE (resolution_id, number)
    )`.execute(db)
  await sql`
    CREATE TABLE deliberation.amendment_change (
      amendment_id bigint NOT NULL REFERENCES deliberation.amendment (id),
      item_id bigint NOT NULL REFERENCES deliberation.item (id),
      field text NOT NULL CHECK (field IN ('text', 'deadline', 'term', 'removed')),
      before text NOT NULL,
      after text NOT NULL,
      PRIMARY KEY (amendment_id, item_id, field)
    )`.execute(db)
  await sql`CREATE INDEX amendment_change_item ON deliberation.amendment_change (item_id)`.execute(db)
  await sql`
    CREATE TABLE deliberation.participant (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id) ON DELETE CASCADE,
      position integer NOT NULL,
      name text NOT NULL DEFAULT '',
      post text NOT NULL DEFAULT '',
      organisation text NOT NULL DEFAULT '',
      UNIQUE (resolution_id, position)
    )`.execute(db)
  await sql`
    CREATE TABLE deliberation.passage (
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id) ON DELETE CASCADE,
      position integer NOT NULL,
      kind text NOT NULL CHECK (kind IN ('preamble', 'finding', 'closing', 'signature', 'unrecognised')),
      tone text NOT NULL DEFAULT '',
      text text NOT NULL,
      from_line integer,
      PRIMARY KEY (resolution_id, position)
    )`.execute(db)
  // Corrections of addressees' names, so that the next document gets them right.
  await sql`
    CREATE TABLE deliberation.known_addressee (
      folded_raw text PRIMARY KEY,
      name text NOT NULL,
      party_id bigint REFERENCES registry.party (id),
      at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX known_addressee_recent ON deliberation.known_addressee (at DESC)`.execute(db)
  await sql`
    CREATE TABLE deliberation.letter (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id),
      party_id bigint REFERENCES registry.party (id),
      addressee text NOT NULL,
      year integer NOT NULL,
      number integer NOT NULL,
      dated date NOT NULL,
      items jsonb NOT NULL,
      at timestamptz NOT NULL,
      user_id uuid,
      UNIQUE (resolution_id, addressee),
      UNIQUE (year, number)
    )`.execute(db)
  // Who writes the letters of this installation, and the user's own template; one row.
  await sql`
    CREATE TABLE deliberation.letterhead (
      id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
      organisation text NOT NULL DEFAULT '',
      address text NOT NULL DEFAULT '',
      post text NOT NULL DEFAULT '',
      signatory text NOT NULL DEFAULT '',
      executor text NOT NULL DEFAULT '',
      phone text NOT NULL DEFAULT '',
      template bytea,
      template_name text NOT NULL DEFAULT ''
    )`.execute(db)
  await sql`
    CREATE FUNCTION deliberation.refuse_new_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.text, NEW.label, NEW.path) IS DISTINCT FROM (OLD.text, OLD.label, OLD.path)
      THEN RAISE EXCEPTION 'an adopted text never changes: write an amendment'; END IF;
      RETURN NEW;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER item_text_is_immutable BEFORE UPDATE ON deliberation.item
      FOR EACH ROW EXECUTE FUNCTION deliberation.refuse_new_words()`.execute(db)
}

import { type Kysely, sql } from "kysely"

/** Letters were kept by deliberation before there was anybody to ask: their tables move here with their rows. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA commitments`.execute(db)
  await sql`ALTER TABLE deliberation.letter SET SCHEMA commitments`.execute(db)
  await sql`ALTER TABLE deliberation.letterhead SET SCHEMA commitments`.execute(db)
  // One who is asked in one resolution, with a link of their own. The link is signed, never stored.
  await sql`
    CREATE TABLE commitments.recipient (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id),
      party_id bigint REFERENCES registry.party (id),
      addressee text NOT NULL,
      folded_addressee text NOT NULL,
      email text NOT NULL DEFAULT '',
      generation integer NOT NULL DEFAULT 1,
      code_hash bytea UNIQUE,
      expires_at timestamptz NOT NULL,
      revoked_at timestamptz,
      answerer_name text NOT NULL DEFAULT '',
      answerer_post text NOT NULL DEFAULT '',
      drafts jsonb NOT NULL DEFAULT '{}',
      at timestamptz NOT NULL,
      UNIQUE (resolution_id, folded_addressee)
    )`.execute(db)
  await sql`CREATE INDEX recipient_party ON commitments.recipient (party_id)`.execute(db)
  await sql`
    CREATE TABLE commitments.request (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      recipient_id bigint NOT NULL REFERENCES commitments.recipient (id),
      item_id bigint NOT NULL REFERENCES deliberation.item (id),
      parent_id bigint REFERENCES commitments.request (id),
      relation text CHECK (relation IN ('handed_over', 'part')),
      role text NOT NULL CHECK (role IN ('lead', 'joint')),
      wording text NOT NULL DEFAULT '',
      stage text NOT NULL CHECK (stage IN
        ('asked', 'received', 'accepted', 'reported', 'released', 'declined', 'handed_over', 'withdrawn')),
      partly boolean NOT NULL DEFAULT false,
      share integer NOT NULL DEFAULT 0 CHECK (share BETWEEN 0 AND 100),
      term_on date,
      term text NOT NULL DEFAULT '',
      considered_until date,
      asked_on date NOT NULL,
      answered_on date,
      taken_on date,
      released_on date,
      -- Copied from the resolution and the item, so that lists and figures need no other table.
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id),
      party_id bigint REFERENCES registry.party (id),
      territory_id bigint REFERENCES registry.territory (id),
      theme_id bigint,
      year integer NOT NULL,
      visibility text NOT NULL,
      CHECK ((relation IS NULL) = (parent_id IS NULL)),
      CHECK ((stage = 'released') = (released_on IS NOT NULL))
    )`.execute(db)
  await sql`CREATE UNIQUE INDEX request_once ON commitments.request (item_id, recipient_id)
    WHERE relation IS DISTINCT FROM 'part'`.execute(db)
  await sql`CREATE INDEX request_item ON commitments.request (item_id)`.execute(db)
  await sql`CREATE INDEX request_recipient ON commitments.request (recipient_id)`.execute(db)
  await sql`CREATE INDEX request_resolution ON commitments.request (resolution_id, id)`.execute(db)
  await sql`CREATE INDEX request_party ON commitments.request (party_id, id DESC)`.execute(db)
  await sql`CREATE INDEX request_territory ON commitments.request (territory_id, id DESC)`.execute(db)
  await sql`CREATE INDEX request_theme ON commitments.request (theme_id, id DESC)`.execute(db)
  await sql`CREATE INDEX request_parent ON commitments.request (parent_id)`.execute(db)
  await sql`CREATE INDEX request_stage ON commitments.request (visibility, stage, id DESC)`.execute(db)
  await sql`CREATE INDEX request_year ON commitments.request (year, id DESC)`.execute(db)
  // What the desk and the daily round look for.
  await sql`CREATE INDEX request_silent ON commitments.request (asked_on, id) WHERE stage = 'asked'`.execute(db)
  await sql`CREATE INDEX request_considered ON commitments.request (considered_until, id) WHERE stage = 'received'`.execute(
    db,
  )
  await sql`CREATE INDEX request_due ON commitments.request (term_on, id) WHERE stage = 'accepted'`.execute(db)
  // All that was said and decided about a request, in order. Nothing here is changed or forgotten but for names of people.
  await sql`
    CREATE TABLE commitments.act (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      request_id bigint NOT NULL REFERENCES commitments.request (id),
      kind text NOT NULL,
      side text NOT NULL CHECK (side IN ('addressee', 'centre')),
      on_day date NOT NULL,
      at timestamptz NOT NULL,
      user_id uuid,
      name text NOT NULL DEFAULT '',
      post text NOT NULL DEFAULT '',
      channel text NOT NULL CHECK (channel IN ('site', 'link', 'paper', 'phone', 'meeting', 'email')),
      evidence text NOT NULL DEFAULT '',
      text text NOT NULL DEFAULT '',
      term_on date,
      term text NOT NULL DEFAULT '',
      wording text NOT NULL DEFAULT '',
      until date,
      their_number text NOT NULL DEFAULT '',
      responsible text NOT NULL DEFAULT '',
      share integer,
      links jsonb NOT NULL DEFAULT '[]',
      handed_to bigint REFERENCES commitments.request (id),
      stage text NOT NULL,
      needs_word boolean NOT NULL,
      settles bigint REFERENCES commitments.act (id),
      settled_by bigint REFERENCES commitments.act (id)
    )`.execute(db)
  await sql`CREATE INDEX act_request ON commitments.act (request_id, id)`.execute(db)
  await sql`CREATE INDEX act_waiting ON commitments.act (id) WHERE needs_word AND settled_by IS NULL`.execute(db)
  await sql`CREATE INDEX act_handed_to ON commitments.act (handed_to) WHERE handed_to IS NOT NULL`.execute(db)
  await sql`
    CREATE FUNCTION commitments.keep_act() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF (NEW.request_id, NEW.kind, NEW.side, NEW.on_day, NEW.at, NEW.text, NEW.term_on, NEW.term, NEW.wording, NEW.stage)
        IS DISTINCT FROM
        (OLD.request_id, OLD.kind, OLD.side, OLD.on_day, OLD.at, OLD.text, OLD.term_on, OLD.term, OLD.wording, OLD.stage)
      THEN RAISE EXCEPTION 'what was said stays said: write another act'; END IF;
      RETURN NEW;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER act_is_kept BEFORE UPDATE ON commitments.act
      FOR EACH ROW EXECUTE FUNCTION commitments.keep_act()`.execute(db)
  // Every letter of the register: outgoing with our number, incoming with ours and theirs.
  await sql`
    ALTER TABLE commitments.letter
      ALTER resolution_id DROP NOT NULL,
      ADD direction text NOT NULL DEFAULT 'out' CHECK (direction IN ('out', 'in')),
      ADD kind text NOT NULL DEFAULT 'request'
        CHECK (kind IN ('request', 'third_body', 'reminder', 'escalation', 'report', 'reply')),
      ADD number_text text NOT NULL DEFAULT '',
      ADD channel text NOT NULL DEFAULT 'paper' CHECK (channel IN ('email', 'paper', 'both')),
      ADD mail_id bigint,
      ADD recipient_id bigint REFERENCES commitments.recipient (id),
      ADD request_id bigint REFERENCES commitments.request (id),
      ADD subject text NOT NULL DEFAULT '',
      ADD body text NOT NULL DEFAULT '',
      ADD their_number text NOT NULL DEFAULT '',
      ADD their_date date,
      ADD awaited_until date,
      ADD reply_to bigint REFERENCES commitments.letter (id),
      DROP CONSTRAINT letter_resolution_id_addressee_key,
      DROP CONSTRAINT letter_year_number_key,
      ADD CONSTRAINT letter_number UNIQUE (direction, year, number)`.execute(db)
  await sql`UPDATE commitments.letter SET number_text = number::text`.execute(db)
  await sql`CREATE INDEX letter_resolution ON commitments.letter (resolution_id, id)`.execute(db)
  await sql`CREATE INDEX letter_recipient ON commitments.letter (recipient_id)`.execute(db)
  await sql`CREATE INDEX letter_request ON commitments.letter (request_id)`.execute(db)
  await sql`CREATE INDEX letter_party ON commitments.letter (party_id, id DESC)`.execute(db)
  await sql`CREATE INDEX letter_reply ON commitments.letter (reply_to) WHERE reply_to IS NOT NULL`.execute(db)
  // Milestones that an addressee, or the coordinator for them, sets on the way to the term.
  await sql`
    CREATE TABLE commitments.step (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      request_id bigint NOT NULL REFERENCES commitments.request (id),
      position integer NOT NULL,
      text text NOT NULL,
      due_on date,
      done_on date,
      done_by uuid,
      UNIQUE (request_id, position)
    )`.execute(db)
  // How requests are watched; one row.
  await sql`
    CREATE TABLE commitments.rule (
      id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
      silent_days integer NOT NULL DEFAULT 14,
      soon_days integer NOT NULL DEFAULT 7,
      repeat_days integer NOT NULL DEFAULT 14,
      escalate_days integer NOT NULL DEFAULT 30,
      link_days integer NOT NULL DEFAULT 365,
      automatic boolean NOT NULL DEFAULT true,
      comparisons boolean NOT NULL DEFAULT false,
      number_pattern text NOT NULL DEFAULT '{n}'
    )`.execute(db)
  await sql`INSERT INTO commitments.rule DEFAULT VALUES`.execute(db)
}

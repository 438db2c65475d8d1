import { type Kysely, sql } from "kysely"

/** Who is told of changes, what waits to be told, and what people say under items. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Either a user, whose address is that of the account, or an address that was confirmed; it goes with the row.
  await sql`
    CREATE TABLE commitments.subscription (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      item_id bigint REFERENCES deliberation.item (id) ON DELETE CASCADE,
      resolution_id bigint REFERENCES deliberation.resolution (id) ON DELETE CASCADE,
      user_id uuid REFERENCES platform.app_user (id) ON DELETE CASCADE,
      email text NOT NULL DEFAULT '',
      locale text NOT NULL,
      at timestamptz NOT NULL,
      CHECK ((item_id IS NULL) <> (resolution_id IS NULL)),
      CHECK ((user_id IS NULL) <> (email = '')),
      UNIQUE NULLS NOT DISTINCT (item_id, resolution_id, user_id, email)
    )`.execute(db)
  await sql`CREATE INDEX subscription_resolution ON commitments.subscription (resolution_id, id)
    WHERE resolution_id IS NOT NULL`.execute(db)
  await sql`CREATE INDEX subscription_user ON commitments.subscription (user_id, id) WHERE user_id IS NOT NULL`.execute(
    db,
  )
  await sql`
    CREATE TABLE commitments.untold_change (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      resolution_id bigint NOT NULL REFERENCES deliberation.resolution (id) ON DELETE CASCADE,
      item_id bigint NOT NULL REFERENCES deliberation.item (id) ON DELETE CASCADE,
      kind text NOT NULL CHECK (kind IN ('act', 'asked', 'amended', 'directed')),
      ref bigint NOT NULL,
      at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX untold_change_resolution ON commitments.untold_change (resolution_id, id)`.execute(db)
  await sql`CREATE INDEX untold_change_item ON commitments.untold_change (item_id)`.execute(db)
  await sql`
    CREATE TABLE commitments.comment (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      item_id bigint NOT NULL REFERENCES deliberation.item (id) ON DELETE CASCADE,
      territory_id bigint,
      user_id uuid,
      name text NOT NULL DEFAULT '',
      body text NOT NULL,
      state text NOT NULL CHECK (state IN ('waiting', 'published', 'hidden')),
      at timestamptz NOT NULL,
      decided_at timestamptz,
      decided_by uuid,
      reason text NOT NULL DEFAULT ''
    )`.execute(db)
  await sql`CREATE INDEX comment_item ON commitments.comment (item_id, id DESC) WHERE state = 'published'`.execute(db)
  await sql`CREATE INDEX comment_state ON commitments.comment (state, id DESC)`.execute(db)
  await sql`CREATE INDEX comment_state_in ON commitments.comment (territory_id, state, id DESC)`.execute(db)
  await sql`CREATE INDEX comment_of ON commitments.comment (item_id)`.execute(db)
  // One row once somebody has changed it; without it everybody may comment.
  await sql`
    CREATE TABLE commitments.comment_rule (
      id integer PRIMARY KEY DEFAULT 1 CHECK (id = 1),
      who text NOT NULL CHECK (who IN ('everybody', 'members', 'off'))
    )`.execute(db)
}

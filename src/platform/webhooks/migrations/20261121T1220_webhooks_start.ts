import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.webhook (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name text NOT NULL,
      url text NOT NULL,
      events text[],
      created_at timestamptz NOT NULL,
      created_by uuid
    )`.execute(db)
  await sql`
    CREATE TABLE platform.webhook_on (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      webhook_id bigint NOT NULL REFERENCES platform.webhook (id) ON DELETE CASCADE,
      from_at timestamptz NOT NULL,
      from_by uuid,
      until_at timestamptz,
      until_by uuid,
      reason text
    )`.execute(db)
  await sql`CREATE INDEX webhook_on_webhook ON platform.webhook_on (webhook_id, id DESC)`.execute(db)
  await sql`CREATE UNIQUE INDEX webhook_on_now ON platform.webhook_on (webhook_id) WHERE until_at IS NULL`.execute(db)
  await sql`
    CREATE TABLE platform.webhook_secret (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      webhook_id bigint NOT NULL REFERENCES platform.webhook (id) ON DELETE CASCADE,
      sealed bytea NOT NULL,
      made_at timestamptz NOT NULL,
      made_by uuid,
      until_at timestamptz
    )`.execute(db)
  await sql`CREATE INDEX webhook_secret_webhook ON platform.webhook_secret (webhook_id)`.execute(db)
  await sql`
    CREATE TABLE platform.webhook_delivery (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      message uuid NOT NULL DEFAULT gen_random_uuid(),
      event_id bigint NOT NULL REFERENCES platform.event (id),
      webhook_id bigint NOT NULL REFERENCES platform.webhook (id) ON DELETE CASCADE,
      state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'failed')),
      attempts int NOT NULL DEFAULT 0,
      created_at timestamptz NOT NULL,
      tried_at timestamptz,
      status int,
      error text,
      answer text,
      UNIQUE (event_id, webhook_id)
    )`.execute(db)
  await sql`CREATE INDEX webhook_delivery_list ON platform.webhook_delivery (webhook_id, id DESC)`.execute(db)
  await sql`CREATE INDEX webhook_delivery_state ON platform.webhook_delivery (webhook_id, state, id DESC)`.execute(db)
}

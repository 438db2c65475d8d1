import { type Kysely, sql } from "kysely"

/** Imports of tables: the file's rows as they were, what came of each, and what takes it back. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE platform.import (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      kind text NOT NULL,
      file_name text NOT NULL,
      header jsonb,
      mapping jsonb NOT NULL,
      matching text NOT NULL DEFAULT 'skip' CHECK (matching IN ('skip', 'fill', 'overwrite')),
      assumed text NOT NULL DEFAULT '',
      state text NOT NULL DEFAULT 'mapping' CHECK (
        state IN ('mapping', 'checking', 'checked', 'running', 'done', 'undoing', 'undone', 'failed')),
      cursor integer NOT NULL DEFAULT 0,
      rows integer NOT NULL,
      done integer NOT NULL DEFAULT 0,
      user_id uuid REFERENCES platform.app_user (id),
      created_at timestamptz NOT NULL,
      started_at timestamptz,
      ended_at timestamptz,
      undone_at timestamptz,
      broke boolean NOT NULL DEFAULT false,
      moved_at timestamptz NOT NULL
    )`.execute(db)
  await sql`
    CREATE INDEX import_at_work ON platform.import (moved_at) WHERE state IN ('checking', 'running', 'undoing')`.execute(
    db,
  )
  await sql`CREATE INDEX import_created ON platform.import (created_at)`.execute(db)
  await sql`CREATE INDEX import_user ON platform.import (user_id)`.execute(db)
  await sql`
    CREATE TABLE platform.import_row (
      import_id bigint NOT NULL REFERENCES platform.import (id) ON DELETE CASCADE,
      line integer NOT NULL,
      cells text[] NOT NULL,
      outcome text CHECK (outcome IN ('new', 'change', 'same', 'skip', 'refused')),
      saved boolean NOT NULL DEFAULT false,
      label text NOT NULL DEFAULT '',
      subject_id bigint,
      why jsonb,
      changes jsonb,
      creates text NOT NULL DEFAULT '',
      trace jsonb,
      kept jsonb,
      PRIMARY KEY (import_id, line)
    )`.execute(db)
  await sql`CREATE INDEX import_row_outcome ON platform.import_row (import_id, outcome, line)`.execute(db)
  await sql`CREATE INDEX import_row_kept ON platform.import_row (import_id, line) WHERE kept IS NOT NULL`.execute(db)
  await sql`
    CREATE TABLE platform.import_key (
      import_id bigint NOT NULL REFERENCES platform.import (id) ON DELETE CASCADE,
      key text NOT NULL,
      line integer NOT NULL,
      PRIMARY KEY (import_id, key)
    )`.execute(db)
  await sql`
    CREATE TABLE platform.import_mapping (
      kind text NOT NULL,
      header text NOT NULL,
      mapping jsonb NOT NULL,
      used_at timestamptz NOT NULL,
      PRIMARY KEY (kind, header)
    )`.execute(db)
}

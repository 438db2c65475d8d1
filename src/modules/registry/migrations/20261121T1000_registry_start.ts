import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA registry`.execute(db)
  await sql`
    CREATE TABLE registry.territory (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      parent_id bigint REFERENCES registry.territory (id),
      name text NOT NULL CHECK (name <> ''),
      kind text NOT NULL CHECK (kind IN ('region', 'municipality', 'settlement')),
      demo boolean NOT NULL DEFAULT false,
      UNIQUE NULLS NOT DISTINCT (parent_id, name)
    )`.execute(db)
}

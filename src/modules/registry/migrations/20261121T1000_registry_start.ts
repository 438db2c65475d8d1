import { type Kysely, sql } from "kysely"

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA registry`.execute(db)
  await sql`
    CREATE TABLE registry.territory (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      parent_id bigint REFERENCES registry.territory (id),
      name text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('region', 'municipality', 'settlement')),
      UNIQUE NULLS NOT DISTINCT (parent_id, name)
    )`.execute(db)
  await sql`
    CREATE TABLE registry.party (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      nature text NOT NULL CHECK (nature IN ('organisation', 'body')),
      kind text NOT NULL,
      name text NOT NULL CHECK (name <> ''),
      short_name text NOT NULL DEFAULT '',
      folded_name text NOT NULL,
      territory_id bigint REFERENCES registry.territory (id),
      email text NOT NULL DEFAULT '',
      phone text NOT NULL DEFAULT '',
      postal_address text NOT NULL DEFAULT '',
      letter_to text NOT NULL DEFAULT '',
      site text NOT NULL DEFAULT '',
      demo boolean NOT NULL DEFAULT false,
      created_at timestamptz NOT NULL
    )`.execute(db)
  await sql`CREATE UNIQUE INDEX party_folded_name ON registry.party (folded_name)`.execute(db)
  await sql`CREATE INDEX party_list ON registry.party (nature, name COLLATE "ru-x-icu", id)`.execute(db)
  await sql`CREATE INDEX party_territory ON registry.party (territory_id, nature)`.execute(db)
  await sql`CREATE INDEX party_likeness ON registry.party USING gin (folded_name gin_trgm_ops)`.execute(db)
  await sql`CREATE INDEX party_demo ON registry.party (id) WHERE demo`.execute(db)
}

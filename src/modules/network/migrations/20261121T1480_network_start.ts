import { type Kysely, sql } from "kysely"

/** Centres of a network: each a body with a territory, an address of its own, a staff and curators of directions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE SCHEMA network`.execute(db)
  await sql`
    CREATE TABLE network.centre (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      party_id bigint NOT NULL REFERENCES registry.party (id),
      kind text NOT NULL CHECK (kind IN ('flagship', 'sectoral', 'municipal')),
      slug text NOT NULL UNIQUE CHECK (slug ~ '^[a-z][a-z0-9-]{1,39}$'),
      territory_id bigint REFERENCES registry.territory (id),
      parent_id bigint REFERENCES network.centre (id),
      about text NOT NULL DEFAULT '',
      contacts text NOT NULL DEFAULT '',
      opened_on date NOT NULL,
      closed_on date,
      closed_why text NOT NULL DEFAULT '',
      demo boolean NOT NULL DEFAULT false,
      CHECK (parent_id <> id),
      CHECK (kind = 'sectoral' OR territory_id IS NOT NULL)
    )`.execute(db)
  // One centre works in a territory, so that the rights of one are never those of another.
  await sql`CREATE UNIQUE INDEX centre_territory ON network.centre (territory_id) WHERE closed_on IS NULL`.execute(db)
  await sql`CREATE UNIQUE INDEX centre_party ON network.centre (party_id) WHERE closed_on IS NULL`.execute(db)
  await sql`CREATE INDEX centre_parent ON network.centre (parent_id)`.execute(db)
  await sql`
    CREATE TABLE network.invited (
      invitation_id uuid PRIMARY KEY REFERENCES platform.invitation (id) ON DELETE CASCADE,
      centre_id bigint NOT NULL REFERENCES network.centre (id) ON DELETE CASCADE,
      head boolean NOT NULL
    )`.execute(db)
  await sql`CREATE INDEX invited_centre ON network.invited (centre_id)`.execute(db)
  // Without a row nobody reads who somebody of the staff is.
  await sql`
    CREATE TABLE network.public_name (
      centre_id bigint NOT NULL REFERENCES network.centre (id) ON DELETE CASCADE,
      user_id uuid NOT NULL REFERENCES platform.app_user (id) ON DELETE CASCADE,
      name text NOT NULL CHECK (name <> ''),
      post text NOT NULL DEFAULT '',
      PRIMARY KEY (centre_id, user_id)
    )`.execute(db)
  await sql`CREATE INDEX public_name_user ON network.public_name (user_id)`.execute(db)
  // A direction that is merged into another one takes its curators along, so it is named without a foreign key.
  await sql`
    CREATE TABLE network.curator (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      centre_id bigint NOT NULL REFERENCES network.centre (id) ON DELETE CASCADE,
      direction_id bigint NOT NULL,
      name text NOT NULL CHECK (name <> ''),
      post text NOT NULL DEFAULT '',
      from_on date NOT NULL,
      until_on date CHECK (until_on >= from_on)
    )`.execute(db)
  await sql`CREATE INDEX curator_centre ON network.curator (centre_id, direction_id)`.execute(db)
  await sql`CREATE INDEX curator_direction ON network.curator (direction_id)`.execute(db)
}

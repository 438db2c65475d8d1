import { type Kysely, sql } from "kysely"

/** The register of letters: whose territory a letter is of, what it is about, who wrote it, whether it was answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    ALTER TABLE commitments.letter
      ADD item_id bigint REFERENCES deliberation.item (id),
      ADD territory_id bigint REFERENCES registry.territory (id),
      -- Who wrote it, where neither the centre nor whom it is addressed to did: an addressee of ours to a third body.
      ADD writer text NOT NULL DEFAULT '',
      ADD replied_by bigint REFERENCES commitments.letter (id)`.execute(db)
  await sql`
    UPDATE commitments.letter l SET territory_id = r.territory_id
      FROM deliberation.resolution r WHERE r.id = l.resolution_id`.execute(db)
  // Whoever writes a letter about a request need not say of which territory it is.
  await sql`
    CREATE FUNCTION commitments.place_letter() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.territory_id IS NULL THEN
        SELECT r.territory_id INTO NEW.territory_id FROM commitments.request r
          WHERE r.id = NEW.request_id OR r.recipient_id = NEW.recipient_id LIMIT 1;
      END IF;
      RETURN NEW;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER letter_is_placed BEFORE INSERT ON commitments.letter
      FOR EACH ROW EXECUTE FUNCTION commitments.place_letter()`.execute(db)
  await sql`CREATE INDEX letter_direction ON commitments.letter (direction, id DESC)`.execute(db)
  await sql`CREATE INDEX letter_kind ON commitments.letter (kind, id DESC)`.execute(db)
  await sql`CREATE INDEX letter_year ON commitments.letter (year, id DESC)`.execute(db)
  await sql`CREATE INDEX letter_territory ON commitments.letter (territory_id, id DESC)`.execute(db)
  await sql`CREATE INDEX letter_item ON commitments.letter (item_id) WHERE item_id IS NOT NULL`.execute(db)
  await sql`CREATE INDEX letter_awaited ON commitments.letter (awaited_until, id)
    WHERE awaited_until IS NOT NULL AND replied_by IS NULL`.execute(db)
  await sql`CREATE INDEX letter_addressee ON commitments.letter USING gin (lower(addressee) gin_trgm_ops)`.execute(db)
}

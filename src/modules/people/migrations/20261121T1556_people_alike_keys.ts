import { type Kysely, sql } from "kysely"

/**
 * Keys go with their card by one statement, not by a foreign key: looking every key's card up made writing many cards
 * twice as dear.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE people.alike_key DROP CONSTRAINT alike_key_card_id_fkey`.execute(db)
  await sql`
    CREATE FUNCTION people.forget_alike_keys() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      DELETE FROM people.alike_key k USING gone WHERE k.card_id = gone.id;
      RETURN NULL;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER forget_alike_keys AFTER DELETE ON people.person REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION people.forget_alike_keys()`.execute(db)
}

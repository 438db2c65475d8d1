import { type Kysely, sql } from "kysely"

/** What the desk looks for, each list in an index of its own, for one territory and for all. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // An act carries the territory of its request, so that what waits in one territory is found without the requests.
  await sql`ALTER TABLE commitments.act ADD territory_id bigint`.execute(db)
  await sql`UPDATE commitments.act a SET territory_id = r.territory_id FROM commitments.request r
    WHERE r.id = a.request_id AND r.territory_id IS NOT NULL`.execute(db)
  await sql`
    CREATE FUNCTION commitments.place_act() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.territory_id := (SELECT r.territory_id FROM commitments.request r WHERE r.id = NEW.request_id);
      RETURN NEW;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER act_is_placed BEFORE INSERT ON commitments.act
      FOR EACH ROW EXECUTE FUNCTION commitments.place_act()`.execute(db)
  await sql`CREATE INDEX act_waits ON commitments.act (kind, id) WHERE needs_word AND settled_by IS NULL`.execute(db)
  await sql`CREATE INDEX act_waits_in ON commitments.act (territory_id, kind, id)
    WHERE needs_word AND settled_by IS NULL`.execute(db)
  await sql`CREATE INDEX request_silent_in ON commitments.request (territory_id, asked_on, id)
    WHERE stage = 'asked'`.execute(db)
  await sql`CREATE INDEX request_considered_in ON commitments.request (territory_id, considered_until, id)
    WHERE stage = 'received'`.execute(db)
  await sql`CREATE INDEX request_due_in ON commitments.request (territory_id, term_on, id)
    WHERE stage = 'accepted'`.execute(db)
  await sql`CREATE INDEX request_no_term ON commitments.request (asked_on, id)
    WHERE stage = 'accepted' AND term_on IS NULL AND term = ''`.execute(db)
  await sql`CREATE INDEX request_no_term_in ON commitments.request (territory_id, asked_on, id)
    WHERE stage = 'accepted' AND term_on IS NULL AND term = ''`.execute(db)
  // Whom no letter has ever reached: neither an address of e-mail nor a letter on paper.
  await sql`ALTER TABLE commitments.recipient ADD reached boolean NOT NULL DEFAULT false`.execute(db)
  await sql`UPDATE commitments.recipient p SET reached = true
    WHERE p.email <> '' OR EXISTS (SELECT FROM commitments.letter l WHERE l.recipient_id = p.id)`.execute(db)
  await sql`
    CREATE FUNCTION commitments.reach_recipient() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      NEW.reached := NEW.reached OR NEW.email <> '';
      RETURN NEW;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER recipient_is_reached BEFORE INSERT OR UPDATE OF email ON commitments.recipient
      FOR EACH ROW EXECUTE FUNCTION commitments.reach_recipient()`.execute(db)
  await sql`CREATE INDEX recipient_unreached ON commitments.recipient (id) WHERE NOT reached`.execute(db)
  await sql`
    CREATE FUNCTION commitments.reach_by_letter() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      UPDATE commitments.recipient SET reached = true WHERE id = NEW.recipient_id AND NOT reached;
      RETURN NULL;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER letter_reaches AFTER INSERT ON commitments.letter
      FOR EACH ROW WHEN (NEW.recipient_id IS NOT NULL AND NEW.direction = 'out')
      EXECUTE FUNCTION commitments.reach_by_letter()`.execute(db)
}

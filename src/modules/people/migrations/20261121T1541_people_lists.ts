import { type Kysely, sql } from "kysely"

/** What is listed by name beside the person itself carries the name, so that a page is read off an index in order. */
const carrying = ["skill", "confirmed_role", "affiliation"] as const

const indexes = `
  DROP INDEX people.person_list, people.person_listed, people.person_territory, people.skill_unconfirmed,
    people.skill_until, people.confirmed_role_found, people.confirmed_role_until, people.affiliation_role;

  -- How many are called what has to be known well: a common name is met soon in the order of names, a rare one is not.
  ALTER TABLE people.person ALTER folded_name SET STATISTICS 1000;

  -- Columns behind the name are not looked for: rows are left out by them without being fetched.
  CREATE INDEX person_list ON people.person (folded_name, id, territory_id, birth_on);
  CREATE INDEX person_listed ON people.person (folded_name, id, territory_id) WHERE listed;
  CREATE INDEX person_listed_likeness ON people.person USING gin (folded_name gin_trgm_ops) WHERE listed;
  CREATE INDEX person_listed_at ON people.person (territory_id, folded_name, id) WHERE listed;
  CREATE INDEX person_territory ON people.person (territory_id, folded_name, id, birth_on);

  -- Consents that are missing. An adult's own one makes the guardian's needless.
  CREATE INDEX person_no_guardian ON people.person (folded_name, id, territory_id, birth_on)
    WHERE guardian_consent_on IS NULL AND (own_consent_on IS NULL OR own_consent_on < birth_on + interval '18 years');
  CREATE INDEX person_no_guardian_at ON people.person (territory_id, folded_name, id, birth_on)
    WHERE guardian_consent_on IS NULL AND (own_consent_on IS NULL OR own_consent_on < birth_on + interval '18 years');
  CREATE INDEX person_no_own ON people.person (folded_name, id, territory_id, birth_on) WHERE own_consent_on IS NULL;
  CREATE INDEX person_no_own_at ON people.person (territory_id, folded_name, id, birth_on) WHERE own_consent_on IS NULL;
  CREATE INDEX person_as_minor ON people.person (birth_on, territory_id)
    WHERE (guardian_consent_on IS NOT NULL OR own_consent_on IS NOT NULL)
      AND (own_consent_on IS NULL OR own_consent_on < birth_on + interval '18 years');

  CREATE INDEX skill_list ON people.skill (competence_id, folded_name, person_id, territory_id)
    WHERE ended_at IS NULL AND confirmed_at IS NOT NULL;
  CREATE INDEX skill_listed ON people.skill (competence_id, folded_name, person_id, territory_id)
    WHERE ended_at IS NULL AND confirmed_at IS NOT NULL AND listed;
  CREATE INDEX skill_unconfirmed ON people.skill (folded_name, person_id, territory_id, until_on)
    WHERE ended_at IS NULL AND confirmed_at IS NULL;
  CREATE INDEX skill_until ON people.skill (until_on, person_id, folded_name, territory_id)
    WHERE ended_at IS NULL AND confirmed_at IS NOT NULL AND until_on IS NOT NULL;
  CREATE INDEX confirmed_role_list ON people.confirmed_role (role, folded_name, person_id, territory_id);
  CREATE INDEX confirmed_role_listed ON people.confirmed_role (role, folded_name, person_id, territory_id) WHERE listed;
  CREATE INDEX confirmed_role_until ON people.confirmed_role (until_on, person_id, folded_name, territory_id)
    WHERE until_on IS NOT NULL;
  CREATE INDEX affiliation_list ON people.affiliation (role, folded_name, person_id, territory_id)
    WHERE role IN ('pupil', 'student');
  CREATE INDEX affiliation_list_at ON people.affiliation (role, territory_id, folded_name, person_id)
    WHERE role IN ('pupil', 'student');`

export async function up(db: Kysely<unknown>): Promise<void> {
  const run = (text: string) => sql.raw(text).execute(db)
  const copied = "folded_name, territory_id, listed"
  for (const table of carrying) {
    await run(`
      ALTER TABLE people.${table}
        ADD folded_name text COLLATE "C", ADD territory_id bigint, ADD listed boolean NOT NULL DEFAULT false`)
    await run(`
      UPDATE people.${table} AS t SET (${copied}) = (SELECT ${copied} FROM people.person p WHERE p.id = t.person_id)`)
    await run(`ALTER TABLE people.${table} ALTER folded_name SET NOT NULL`)
  }
  await run(`
    CREATE FUNCTION people.carry_name() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      SELECT p.folded_name, p.territory_id, p.listed INTO NEW.folded_name, NEW.territory_id, NEW.listed
        FROM people.person p WHERE p.id = NEW.person_id;
      RETURN NEW;
    END $$`)
  for (const table of carrying)
    await run(`
      CREATE TRIGGER ${table}_carries_name BEFORE INSERT OR UPDATE OF person_id ON people.${table}
        FOR EACH ROW EXECUTE FUNCTION people.carry_name()`)
  const hand = (table: string) => `
      UPDATE people.${table} SET folded_name = NEW.folded_name, territory_id = NEW.territory_id, listed = NEW.listed
        WHERE person_id = NEW.id;`
  await run(`
    CREATE FUNCTION people.hand_on_name() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN${carrying.map(hand).join("")}
      RETURN NULL;
    END $$`)
  await run(`
    CREATE TRIGGER person_hands_on_name AFTER UPDATE OF folded_name, territory_id, listed ON people.person
      FOR EACH ROW WHEN ((OLD.folded_name, OLD.territory_id, OLD.listed)
        IS DISTINCT FROM (NEW.folded_name, NEW.territory_id, NEW.listed))
      EXECUTE FUNCTION people.hand_on_name()`)
  for (const one of indexes.split(";")) await run(one)
}

import { type Kysely, sql } from "kysely"

/** Counts shown above the list of resolutions, kept by the database itself: whoever adopts or hides need not think of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE deliberation.adopted_count (
      visibility text NOT NULL,
      kind text NOT NULL,
      year integer NOT NULL,
      resolutions bigint NOT NULL,
      PRIMARY KEY (visibility, kind, year)
    )`.execute(db)
  await sql`
    CREATE FUNCTION deliberation.count_adoption() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      changed deliberation.adoption := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
      n integer := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
    BEGIN
      INSERT INTO deliberation.adopted_count AS c (visibility, kind, year, resolutions)
        SELECT r.visibility, r.kind, extract(year FROM changed.adopted_on), n
        FROM deliberation.resolution r WHERE r.id = changed.resolution_id
        ON CONFLICT (visibility, kind, year) DO UPDATE SET resolutions = c.resolutions + n;
      RETURN NULL;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER adoption_counted AFTER INSERT OR DELETE ON deliberation.adoption
      FOR EACH ROW EXECUTE FUNCTION deliberation.count_adoption()`.execute(db)
  // In one order, so that two changes at once never wait for each other.
  await sql`
    CREATE FUNCTION deliberation.count_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO deliberation.adopted_count AS c (visibility, kind, year, resolutions)
        SELECT d.visibility, d.kind, extract(year FROM a.adopted_on), d.n
        FROM (VALUES (OLD.visibility, OLD.kind, -1), (NEW.visibility, NEW.kind, 1)) AS d (visibility, kind, n)
          JOIN deliberation.adoption a ON a.resolution_id = NEW.id
        ORDER BY 1, 2
        ON CONFLICT (visibility, kind, year) DO UPDATE SET resolutions = c.resolutions + excluded.resolutions;
      RETURN NULL;
    END $$`.execute(db)
  await sql`
    CREATE TRIGGER change_counted AFTER UPDATE ON deliberation.resolution FOR EACH ROW
      WHEN ((OLD.visibility, OLD.kind) IS DISTINCT FROM (NEW.visibility, NEW.kind))
      EXECUTE FUNCTION deliberation.count_change()`.execute(db)
}

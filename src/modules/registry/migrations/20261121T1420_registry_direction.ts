import { type Kysely, sql } from "kysely"

/** What organisations usually work in; a centre renames, merges, retires and adds its own. */
const usual: [ru: string, en: string][] = [
  ["Помощь пожилым", "Help to older people"],
  ["Помощь людям с инвалидностью", "Help to people with disabilities"],
  ["Семья и детство", "Family and childhood"],
  ["Молодёжь", "Youth"],
  ["Образование и наставничество", "Education and mentoring"],
  ["Здоровье и спорт", "Health and sport"],
  ["Культура и искусство", "Culture and art"],
  ["Экология", "Environment"],
  ["Помощь животным", "Help to animals"],
  ["Патриотическое воспитание и память", "Patriotic education and memory"],
  ["Поиск и спасение", "Search and rescue"],
  ["Помощь при чрезвычайных ситуациях", "Help in emergencies"],
  ["Территориальное развитие и ТОС", "Local development and self-government"],
  ["Медиа и просвещение", "Media and public education"],
  ["Поддержка НКО и добровольчества", "Support of NGOs and volunteering"],
  ["Межнациональное согласие", "Harmony between peoples"],
  ["Правовая помощь", "Legal aid"],
  ["Благотворительность", "Charity"],
]

const rows = (table: string, n: number) => `SELECT direction_id, nature, ${n} AS n FROM ${table}`
const changed = {
  insert: { tables: "NEW TABLE AS came", sum: rows("came", 1) },
  update: {
    tables: "OLD TABLE AS went NEW TABLE AS came",
    sum: `${rows("went", -1)} UNION ALL ${rows("came", 1)}`,
  },
  delete: { tables: "OLD TABLE AS went", sum: rows("went", -1) },
}

/** Counts shown beside directions, by statement, as those of parties. */
async function countOn(db: Kysely<unknown>, event: keyof typeof changed) {
  const { tables, sum } = changed[event]
  await sql
    .raw(`
    CREATE FUNCTION registry.count_directions_on_${event}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO registry.direction_count AS c (direction_id, nature, parties)
        SELECT direction_id, nature, sum(n) FROM (${sum}) AS d GROUP BY 1, 2 HAVING sum(n) <> 0 ORDER BY 1, 2
        ON CONFLICT (direction_id, nature) DO UPDATE SET parties = c.parties + excluded.parties;
      RETURN NULL;
    END $$`)
    .execute(db)
  await sql
    .raw(`
    CREATE TRIGGER direction_counted_on_${event} AFTER ${event} ON registry.party_direction REFERENCING ${tables}
      FOR EACH STATEMENT EXECUTE FUNCTION registry.count_directions_on_${event}()`)
    .execute(db)
}

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE registry.direction (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name_ru text NOT NULL CHECK (name_ru <> ''),
      name_en text NOT NULL DEFAULT '',
      folded_name text COLLATE "C" NOT NULL UNIQUE,
      position integer NOT NULL,
      retired boolean NOT NULL DEFAULT false
    )`.execute(db)
  for (const [i, [ru, en]] of usual.entries())
    await sql`
      INSERT INTO registry.direction (name_ru, name_en, folded_name, position)
      VALUES (${ru}, ${en}, ${ru.toLowerCase().replaceAll("ё", "е")}, ${i + 1})`.execute(db)

  // The foreign key over three columns keeps a copy of what a list is narrowed and ordered by, so that a page of one
  // direction is read out of one index; a party that is renamed or changes its nature changes the copy.
  await sql`ALTER TABLE registry.party ADD CONSTRAINT party_listed UNIQUE (id, nature, folded_name)`.execute(db)
  await sql`
    CREATE TABLE registry.party_direction (
      party_id bigint NOT NULL,
      direction_id bigint NOT NULL REFERENCES registry.direction (id),
      nature text NOT NULL,
      folded_name text COLLATE "C" NOT NULL,
      PRIMARY KEY (party_id, direction_id),
      FOREIGN KEY (party_id, nature, folded_name) REFERENCES registry.party (id, nature, folded_name)
        ON UPDATE CASCADE ON DELETE CASCADE
    )`.execute(db)
  await sql`
    CREATE INDEX party_direction_list ON registry.party_direction (direction_id, nature, folded_name)`.execute(db)
  await sql`CREATE INDEX party_direction_party ON registry.party_direction (direction_id, party_id)`.execute(db)
  await sql`
    CREATE TABLE registry.direction_count (
      direction_id bigint NOT NULL REFERENCES registry.direction (id) ON DELETE CASCADE,
      nature text NOT NULL,
      parties bigint NOT NULL,
      PRIMARY KEY (direction_id, nature)
    )`.execute(db)
  for (const event of ["insert", "update", "delete"] as const) await countOn(db, event)
}

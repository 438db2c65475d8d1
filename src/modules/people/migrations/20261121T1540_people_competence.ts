import { type Kysely, sql } from "kysely"

/** What centres usually look for; a centre renames, retires and adds its own. */
const usual: [ru: string, en: string][] = [
  ["Ведение соцсетей", "Social media"],
  ["Проектное управление", "Project management"],
  ["Заявки на гранты", "Grant applications"],
  ["Бухгалтерия НКО", "Accounting of NGOs"],
  ["Юридическая помощь", "Legal help"],
  ["Первая помощь", "First aid"],
  ["Психологическая поддержка", "Psychological support"],
  ["Работа с детьми", "Work with children"],
  ["Уход за пожилыми", "Care of older people"],
  ["Русский жестовый язык", "Russian sign language"],
  ["Тифлокомментирование", "Audio description"],
  ["Сопровождение людей с инвалидностью", "Accompanying people with disabilities"],
  ["Проведение мероприятий", "Running events"],
  ["Фото и видео", "Photo and video"],
  ["Дизайн и вёрстка", "Design and layout"],
  ["Перевод", "Translation"],
  ["Водитель", "Driving"],
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE people.competence (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name_ru text NOT NULL CHECK (name_ru <> ''),
      name_en text NOT NULL DEFAULT '',
      folded_name text COLLATE "C" NOT NULL UNIQUE,
      position integer NOT NULL,
      retired boolean NOT NULL DEFAULT false
    )`.execute(db)
  for (const [i, [ru, en]] of usual.entries())
    await sql`
      INSERT INTO people.competence (name_ru, name_en, folded_name, position)
      VALUES (${ru}, ${en}, ${ru.toLowerCase().replaceAll("ё", "е")}, ${i + 1})`.execute(db)

  await sql`
    CREATE TABLE people.skill (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      competence_id bigint NOT NULL REFERENCES people.competence (id),
      level text NOT NULL,
      evidence text NOT NULL DEFAULT '',
      link text NOT NULL DEFAULT '',
      stated_at timestamptz NOT NULL,
      stated_by uuid REFERENCES platform.app_user (id),
      confirmed_at timestamptz,
      confirmed_by uuid REFERENCES platform.app_user (id),
      ground text NOT NULL DEFAULT '',
      until_on date,
      ended_at timestamptz,
      ended_why text NOT NULL DEFAULT '',
      CHECK (confirmed_at IS NULL OR ground <> '')
    )`.execute(db)
  await sql`CREATE INDEX skill_person ON people.skill (person_id)`.execute(db)
  await sql`
    CREATE UNIQUE INDEX skill_once ON people.skill (competence_id, person_id) WHERE ended_at IS NULL`.execute(db)
  await sql`
    CREATE INDEX skill_unconfirmed ON people.skill (person_id)
      WHERE ended_at IS NULL AND confirmed_at IS NULL`.execute(db)
  await sql`
    CREATE INDEX skill_until ON people.skill (until_on, person_id)
      WHERE ended_at IS NULL AND until_on IS NOT NULL`.execute(db)

  await sql`
    CREATE TABLE people.confirmed_role (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      person_id uuid NOT NULL REFERENCES people.person (id) ON DELETE CASCADE,
      role text NOT NULL,
      from_on date NOT NULL,
      until_on date,
      ground text NOT NULL CHECK (ground <> ''),
      confirmed_at timestamptz NOT NULL,
      confirmed_by uuid REFERENCES platform.app_user (id),
      ended_why text NOT NULL DEFAULT '',
      CHECK (from_on <= until_on)
    )`.execute(db)
  await sql`CREATE INDEX confirmed_role_person ON people.confirmed_role (person_id)`.execute(db)
  await sql`CREATE INDEX confirmed_role_found ON people.confirmed_role (role, person_id)`.execute(db)
  await sql`
    CREATE INDEX confirmed_role_until ON people.confirmed_role (until_on, person_id)
      WHERE until_on IS NOT NULL`.execute(db)

  await sql`
    ALTER TABLE people.person
      ADD languages jsonb NOT NULL DEFAULT '[]',
      ADD availability text NOT NULL DEFAULT '',
      ADD experience text NOT NULL DEFAULT ''`.execute(db)
}

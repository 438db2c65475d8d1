import { type Kysely, sql } from "kysely"

/** What the field usually talks about; a centre renames, merges and adds its own. */
const usual: [ru: string, en: string][] = [
  ["Ветераны и серебряные волонтёры", "Veterans and silver volunteers"],
  ["Молодёжь", "Youth"],
  ["Инвалидность и доступная среда", "Disability and accessibility"],
  ["Образование добровольцев", "Training of volunteers"],
  ["Информирование и СМИ", "Information and media"],
  ["Гранты и проекты", "Grants and projects"],
  ["Помещения и имущество", "Premises and property"],
  ["Взаимодействие НКО и власти", "NGOs and authorities"],
  ["Социальные услуги", "Social services"],
  ["Семья и детство", "Family and childhood"],
  ["Здоровье и спорт", "Health and sport"],
  ["Культура и патриотическое воспитание", "Culture and patriotic education"],
  ["Экология и благоустройство", "Environment and public spaces"],
  ["Качество и мониторинг", "Quality and monitoring"],
]

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    CREATE TABLE deliberation.theme (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      name_ru text NOT NULL CHECK (name_ru <> ''),
      name_en text NOT NULL DEFAULT '',
      folded_name text COLLATE "C" NOT NULL UNIQUE
    )`.execute(db)
  for (const [ru, en] of usual)
    await sql`
      INSERT INTO deliberation.theme (name_ru, name_en, folded_name)
      VALUES (${ru}, ${en}, ${ru.toLowerCase().replaceAll("ё", "е")})`.execute(db)
  await sql`ALTER TABLE deliberation.item ADD COLUMN theme_id bigint REFERENCES deliberation.theme (id)`.execute(db)
  await sql`
    CREATE INDEX item_theme ON deliberation.item (theme_id, id DESC) INCLUDE (resolution_id)
      WHERE theme_id IS NOT NULL`.execute(db)
  await sql`
    CREATE INDEX item_theme_resolution ON deliberation.item (theme_id, resolution_id)
      WHERE theme_id IS NOT NULL`.execute(db)
}

import { type Kysely, sql } from "kysely"

/** What registers of the state know a party by. One ИНН with one КПП is one party: branches share the ИНН alone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`ALTER TABLE registry.party
    ADD legal_form text NOT NULL DEFAULT '',
    ADD inn text NOT NULL DEFAULT '' CHECK (inn ~ '^(\\d{10}|\\d{12})?$'),
    ADD ogrn text NOT NULL DEFAULT '' CHECK (ogrn ~ '^(\\d{13}|\\d{15})?$'),
    ADD kpp text NOT NULL DEFAULT '' CHECK (kpp ~ '^(\\d{4}[0-9A-Z]{2}\\d{3})?$')`.execute(db)
  await sql`CREATE UNIQUE INDEX party_inn ON registry.party (inn, kpp) WHERE inn <> ''`.execute(db)
  await sql`CREATE INDEX party_ogrn ON registry.party (ogrn) WHERE ogrn <> ''`.execute(db)
}

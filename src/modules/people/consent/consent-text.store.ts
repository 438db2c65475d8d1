import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { ConsentKind } from "./consent.ts"

export type ConsentText = {
  id: number
  kind: ConsentKind
  version: number
  bodyRu: string
  bodyEn: string
  createdAt: Date
}
export type Operator = { id: number; name: string; address: string; requisites: string; contact: string }

const texts = (db: Db) =>
  db
    .selectFrom("people.consent_text")
    .select(["id", "kind", "version", "body_ru as bodyRu", "body_en as bodyEn", "created_at as createdAt"])

/** All versions of all texts, the latest of each kind first. */
export const allTexts = (db: Db): Promise<ConsentText[]> =>
  texts(db).orderBy("kind").orderBy("version", "desc").limit(1000).execute()

export const textById = (db: Db, id: number): Promise<ConsentText | undefined> =>
  texts(db).where("id", "=", id).executeTakeFirst()

/** The words that are in force. */
export const presentText = (db: Db, kind: ConsentKind): Promise<ConsentText> =>
  texts(db).where("kind", "=", kind).orderBy("version", "desc").limit(1).executeTakeFirstOrThrow()

export async function insertText(
  tx: Tx,
  text: Omit<ConsentText, "id" | "createdAt">,
  at: Date,
): Promise<{ id: number }> {
  return tx
    .insertInto("people.consent_text")
    .values({
      kind: text.kind,
      version: text.version,
      body_ru: text.bodyRu,
      body_en: text.bodyEn,
      created_at: at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
}

const operators = (db: Db) =>
  db.selectFrom("people.operator").select(["id", "name", "address", "requisites", "contact"])

/** Who processes the data now; undefined while nobody has said it. */
export const presentOperator = (db: Db): Promise<Operator | undefined> =>
  operators(db).orderBy("id", "desc").limit(1).executeTakeFirst()

/** As it was when a consent was given. */
export const operatorById = (db: Db, id: number): Promise<Operator | undefined> =>
  operators(db).where("id", "=", id).executeTakeFirst()

export const insertOperator = (
  tx: Tx,
  operator: Omit<Operator, "id">,
  at: Date,
  demo = false,
): Promise<{ id: number }> =>
  tx
    .insertInto("people.operator")
    .values({ ...operator, demo, created_at: at })
    .returning("id")
    .executeTakeFirstOrThrow()

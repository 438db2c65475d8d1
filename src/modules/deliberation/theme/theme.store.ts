import { sql } from "kysely"
import { foldName } from "#modules/registry/public.ts"
import type { Db, Tx } from "#platform/db.ts"
import type { Theme } from "./theme.ts"
import "../tables.ts"

const columns = ["t.id", "t.name_ru as nameRu", "t.name_en as nameEn"] as const

/** All themes by name: a few dozen. */
export const allThemes = (db: Db): Promise<Theme[]> =>
  db.selectFrom("deliberation.theme as t").select(columns).orderBy("t.folded_name").execute()

/** The same, each with whether an item has it. */
export const themesInUse = (db: Db): Promise<(Theme & { used: boolean })[]> =>
  db
    .selectFrom("deliberation.theme as t")
    .select(columns)
    // Not EXISTS: for a theme that no item has, the planner would read all items through.
    .select(
      sql<boolean>`(SELECT i.id FROM deliberation.item i WHERE i.theme_id = t.id ORDER BY i.id DESC LIMIT 1) IS NOT NULL`.as(
        "used",
      ),
    )
    .orderBy("t.folded_name")
    .execute()

/** Locks themes against being taken away, in one order. @returns those that are there */
export const lockThemes = (tx: Tx, ids: number[]): Promise<Theme[]> =>
  tx
    .selectFrom("deliberation.theme as t")
    .select(columns)
    .where("t.id", "=", sql<number>`ANY(${ids})`)
    .orderBy("t.id")
    .forUpdate()
    .execute()

/** Whether another theme has this name, however it is written. */
export async function nameTaken(tx: Tx, nameRu: string, except = 0): Promise<boolean> {
  const there = await tx
    .selectFrom("deliberation.theme")
    .select("id")
    .where("folded_name", "=", foldName(nameRu))
    .where("id", "<>", except)
    .executeTakeFirst()
  return there !== undefined
}

type Names = Pick<Theme, "nameRu" | "nameEn">
const rowOf = ({ nameRu, nameEn }: Names) => ({ name_ru: nameRu, name_en: nameEn, folded_name: foldName(nameRu) })

/** Writes a new theme; nothing is written, and nothing returned, when its name is taken. */
export const insertTheme = (tx: Tx, names: Names): Promise<{ id: number } | undefined> =>
  tx
    .insertInto("deliberation.theme")
    .values(rowOf(names))
    .onConflict((c) => c.column("folded_name").doNothing())
    .returning("id")
    .executeTakeFirst()

export async function updateTheme(tx: Tx, id: number, names: Names): Promise<void> {
  await tx.updateTable("deliberation.theme").set(rowOf(names)).where("id", "=", id).execute()
}

/** Deletes a theme that no item has. */
export async function deleteTheme(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("deliberation.theme").where("id", "=", id).execute()
}

export async function isUsed(tx: Tx, id: number): Promise<boolean> {
  const item = await tx.selectFrom("deliberation.item").select("id").where("theme_id", "=", id).executeTakeFirst()
  return item !== undefined
}

/** Gives all items of one theme another one. @returns how many */
export async function moveItems(tx: Tx, from: number, into: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("deliberation.item")
    .set({ theme_id: into })
    .where("theme_id", "=", from)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Writes the themes of items in one statement. */
export async function writeThemes(tx: Tx, chosen: { itemId: number; themeId: number | null }[]): Promise<void> {
  await sql`
    UPDATE deliberation.item SET theme_id = chosen.theme
    FROM unnest(${chosen.map((c) => c.itemId)}::bigint[], ${chosen.map((c) => c.themeId)}::bigint[])
      AS chosen (item, theme)
    WHERE id = chosen.item`.execute(tx)
}

/** Themes of those items that have one. */
export async function themesOfItems(db: Db, ids: number[]): Promise<Map<number, number>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("deliberation.item")
    .select(["id", "theme_id"])
    .where("id", "=", sql<number>`ANY(${ids})`)
    .where("theme_id", "is not", null)
    .execute()
  return new Map(rows.map((row) => [row.id, row.theme_id!]))
}

/** Ids of themes by folded name, in either language; the Russian one goes before. */
export async function themesByFoldedName(db: Db): Promise<Map<string, number>> {
  const themes = await allThemes(db)
  const english = themes.flatMap(({ id, nameEn }) => (nameEn ? [[foldName(nameEn), id] as const] : []))
  return new Map([...english, ...themes.map(({ id, nameRu }) => [foldName(nameRu), id] as const)])
}

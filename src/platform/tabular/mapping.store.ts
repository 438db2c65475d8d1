import type { Db, Tx } from "#platform/db.ts"
import "./tables.ts"

const headerKey = (header: string[]) => JSON.stringify(header.map((cell) => cell.trim().toLowerCase()))

/** The mapping that was chosen for a file with the same headings before. */
export const rememberedMapping = async (
  db: Db,
  kind: string,
  header: string[] | null,
): Promise<string[] | undefined> =>
  header === null
    ? undefined
    : (
        await db
          .selectFrom("platform.import_mapping")
          .select("mapping")
          .where("kind", "=", kind)
          .where("header", "=", headerKey(header))
          .executeTakeFirst()
      )?.mapping

export async function rememberMapping(tx: Tx, kind: string, header: string[], mapping: string[], at: Date) {
  await tx
    .insertInto("platform.import_mapping")
    .values({ kind, header: headerKey(header), mapping: JSON.stringify(mapping), used_at: at })
    .onConflict((c) => c.columns(["kind", "header"]).doUpdateSet({ mapping: JSON.stringify(mapping), used_at: at }))
    .execute()
}

import { allTerritories, pathUp } from "#modules/registry/public.ts"
import type { Db, Tx } from "#platform/db.ts"
import { loadRule } from "../rule/rule.store.ts"
import "../tables.ts"

export const letterheadFields = ["organisation", "address", "post", "signatory", "executor", "phone"] as const
/** `templateName` is empty while the built-in template is used; `numberPattern` says how outgoing numbers are written. */
export type Letterhead = Record<(typeof letterheadFields)[number] | "templateName" | "numberPattern", string> & {
  /** Whose it is; null for that of the installation. */
  territoryId: number | null
}

const nobody = { organisation: "", address: "", post: "", signatory: "", executor: "", phone: "", templateName: "" }

/**
 * Who writes the letters, by the territory of what they are about: the letterhead of the nearest territory that has one
 * of its own, else that of the installation, which is empty until somebody has said.
 *
 * @example const headOf = await letterheads(db); headOf(resolution.territoryId)
 */
export async function letterheads(db: Db): Promise<(territoryId: number | null) => Letterhead> {
  const own = await db
    .selectFrom("commitments.territory_letterhead")
    .select([
      ...letterheadFields,
      "template_name as templateName",
      "number_pattern as numberPattern",
      "territory_id as territoryId",
    ])
    .execute()
  const row = await db
    .selectFrom("commitments.letterhead")
    .select([...letterheadFields, "template_name as templateName"])
    .executeTakeFirst()
  const { numberPattern } = await loadRule(db)
  const common = { ...(row ?? nobody), numberPattern, territoryId: null }
  if (!own.length) return () => common
  const territories = await allTerritories(db)
  const byTerritory = new Map(own.map((head) => [head.territoryId, head]))
  return (territoryId) => {
    const place = pathUp(territories, territoryId).find(({ id }) => byTerritory.has(id))
    const head = place && byTerritory.get(place.id)
    return head ? { ...head, numberPattern: head.numberPattern || numberPattern } : common
  }
}

/** Who writes about things of a territory, or of none. */
export const loadLetterhead = async (db: Db, territoryId: number | null = null): Promise<Letterhead> =>
  (await letterheads(db))(territoryId)

/** Territories that have a letterhead of their own. */
export const territoriesWithLetterhead = async (db: Db): Promise<number[]> =>
  (await db.selectFrom("commitments.territory_letterhead").select("territory_id as id").execute()).map(({ id }) => id)

/** The user's own .docx of a letter, of the letterhead in force there; null for the built-in one. */
export async function loadTemplate(db: Db, about: number | null = null): Promise<Buffer | null> {
  const { territoryId } = await loadLetterhead(db, about)
  const row =
    territoryId === null
      ? await db.selectFrom("commitments.letterhead").select("template").executeTakeFirst()
      : await db
          .selectFrom("commitments.territory_letterhead")
          .select("template")
          .where("territory_id", "=", territoryId)
          .executeTakeFirst()
  return row?.template ?? null
}

type Saved = Omit<Letterhead, "territoryId"> & { template?: Buffer | null }

/** `template` absent leaves the one that is there; the installation's pattern of numbers is a rule for all. */
export async function saveLetterhead(tx: Tx, territoryId: number | null, head: Saved): Promise<void> {
  const { templateName, numberPattern, ...fields } = head
  const values = { ...fields, template_name: templateName }
  if (territoryId === null) {
    await tx
      .insertInto("commitments.letterhead")
      .values(values)
      .onConflict((c) => c.column("id").doUpdateSet(values))
      .execute()
    await tx.updateTable("commitments.rule").set({ number_pattern: numberPattern }).execute()
    return
  }
  const own = { ...values, number_pattern: numberPattern }
  await tx
    .insertInto("commitments.territory_letterhead")
    .values({ territory_id: territoryId, ...own })
    .onConflict((c) => c.column("territory_id").doUpdateSet(own))
    .execute()
}

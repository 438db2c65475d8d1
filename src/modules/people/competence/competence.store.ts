import { foldName } from "#modules/registry/public.ts"
import type { Db, Tx } from "#platform/db.ts"
import type { Competence } from "./competence.ts"
import "../tables.ts"

const inOrder = (db: Db) =>
  db
    .selectFrom("people.competence")
    .select(["id", "name_ru as nameRu", "name_en as nameEn", "position", "retired"])
    .orderBy("position")
    .orderBy("folded_name")

/** The whole catalogue in its order: a few dozen. */
export const allCompetences = (db: Db): Promise<Competence[]> => inOrder(db).execute()

/** The same, locked: one change of the catalogue at a time. */
export const lockCompetences = (tx: Tx): Promise<Competence[]> => inOrder(tx).forUpdate().execute()

const rowOf = ({ nameRu, nameEn, position, retired }: Omit<Competence, "id">) => ({
  name_ru: nameRu,
  name_en: nameEn,
  folded_name: foldName(nameRu),
  position,
  retired,
})

export const insertCompetence = (tx: Tx, competence: Omit<Competence, "id">): Promise<{ id: number }> =>
  tx.insertInto("people.competence").values(rowOf(competence)).returning("id").executeTakeFirstOrThrow()

export async function updateCompetence(tx: Tx, { id, ...competence }: Competence): Promise<void> {
  await tx.updateTable("people.competence").set(rowOf(competence)).where("id", "=", id).execute()
}

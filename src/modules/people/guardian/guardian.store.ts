import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Guardian } from "./guardian.ts"

const guardians = (db: Db) =>
  db.selectFrom("people.guardian").select(["id", "person_id as personId", "name", "relation", "phone", "email"])

export const guardiansOf = (db: Db, personId: string): Promise<Guardian[]> =>
  guardians(db).where("person_id", "=", personId).orderBy("id").limit(20).execute()

/** One of this person's; undefined when there is none such. */
export const guardianOf = (db: Db, personId: string, id: number): Promise<Guardian | undefined> =>
  guardians(db).where("person_id", "=", personId).where("id", "=", id).executeTakeFirst()

type Given = Omit<Guardian, "id" | "personId">

export const insertGuardian = (tx: Tx, personId: string, given: Given, at: Date): Promise<{ id: number }> =>
  tx
    .insertInto("people.guardian")
    .values({ ...given, person_id: personId, created_at: at })
    .returning("id")
    .executeTakeFirstOrThrow()

export async function updateGuardian(tx: Tx, id: number, given: Given): Promise<void> {
  const { name, relation, phone, email } = given
  await tx.updateTable("people.guardian").set({ name, relation, phone, email }).where("id", "=", id).execute()
}

export async function deleteGuardian(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom("people.guardian").where("id", "=", id).execute()
}

import type { Db, Tx } from "#platform/db.ts"
import "../signing-in.tables.ts"
import "./outside.tables.ts"

/** Whom an identity opens; undefined for one that is linked to nobody. */
export const findIdentity = (db: Db | Tx, issuer: string, subject: string) =>
  db
    .selectFrom("platform.outside_identity")
    .select(["id", "user_id as userId"])
    .where("issuer", "=", issuer)
    .where("subject", "=", subject)
    .executeTakeFirst()

export const identitiesOf = (db: Db | Tx, userId: string) =>
  db
    .selectFrom("platform.outside_identity")
    .select(["id", "issuer", "name", "linked_at", "used_at"])
    .where("user_id", "=", userId)
    .orderBy("linked_at")
    .execute()

export type IdentityRow = Awaited<ReturnType<typeof identitiesOf>>[number]

/** @returns false when the identity is linked already, to whomever */
export async function insertIdentity(
  tx: Tx,
  who: { userId: string; issuer: string; subject: string; name: string },
  now: Date,
): Promise<boolean> {
  const { userId: user_id, issuer, subject, name } = who
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("platform.outside_identity")
    .values({ user_id, issuer, subject, name, linked_at: now, used_at: null })
    .onConflict((c) => c.columns(["issuer", "subject"]).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Notes that an identity was used, and what it is called now. @returns false when it has just been unlinked */
export async function useIdentity(tx: Tx, id: string, userId: string, name: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("platform.outside_identity")
    .set({ used_at: now, ...(name && { name }) })
    .where("id", "=", id)
    .where("user_id", "=", userId)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Whether a password or a passkey opens the account; its row is held, so that two ways cannot end at once. */
export async function holdOwnWays(tx: Tx, userId: string): Promise<boolean> {
  await tx.selectFrom("platform.app_user").select("id").where("id", "=", userId).forUpdate().execute()
  const password = await tx.selectFrom("platform.password").select("user_id").where("user_id", "=", userId).execute()
  const passkeys = await tx.selectFrom("platform.passkey").select("id").where("user_id", "=", userId).execute()
  return password.length + passkeys.length > 0
}

import { randomBytes } from "node:crypto"
import type { Db, Tx } from "#platform/db.ts"
import { keyedHash, keyFor } from "../sealing.ts"
import "../signing-in.tables.ts"

const count = 10
// Crockford's letters: nothing that is taken for something else when copied by hand.
const letters = "0123456789abcdefghjkmnpqrstvwxyz"

const hashOf = (secret: string, userId: string, code: string) => keyedHash(keyFor(secret, "code"), `${userId}:${code}`)
const plain = (typed: string) =>
  typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .replaceAll("o", "0")
    .replace(/[il]/g, "1")

/** Replaces the recovery codes of an account. @returns the new ones, to be shown once: 50 random bits each */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: count }, () => {
    const code = [...randomBytes(10)].map((byte) => letters[byte & 31]).join("")
    return `${code.slice(0, 5)}-${code.slice(5)}`
  })
}

export const hashRecoveryCodes = (secret: string, userId: string, codes: string[]): Buffer[] =>
  codes.map((code) => hashOf(secret, userId, plain(code)))

export async function storeRecoveryCodes(tx: Tx, userId: string, hashes: Buffer[]): Promise<void> {
  await tx.deleteFrom("platform.recovery_code").where("user_id", "=", userId).execute()
  await tx
    .insertInto("platform.recovery_code")
    .values(hashes.map((code_hash) => ({ user_id: userId, code_hash, used_at: null })))
    .execute()
}

/** Uses a recovery code up. @returns how many are left, or null when there is no such code */
export async function takeRecoveryCode(
  tx: Tx,
  secret: string,
  userId: string,
  typed: string,
  now: Date,
): Promise<number | null> {
  const { numUpdatedRows } = await tx
    .updateTable("platform.recovery_code")
    .set({ used_at: now })
    .where("user_id", "=", userId)
    .where("code_hash", "=", hashOf(secret, userId, plain(typed)))
    .where("used_at", "is", null)
    .executeTakeFirst()
  return numUpdatedRows === 1n ? recoveryCodesLeft(tx, userId) : null
}

export async function recoveryCodesLeft(db: Db | Tx, userId: string): Promise<number> {
  const { n } = await db
    .selectFrom("platform.recovery_code")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("user_id", "=", userId)
    .where("used_at", "is", null)
    .executeTakeFirstOrThrow()
  return n
}

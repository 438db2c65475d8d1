import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import type { Claim } from "./claim.ts"

const columns = [
  "id",
  "person_id as personId",
  "email",
  "party_id as partyId",
  "created_by as createdBy",
  "created_at as createdAt",
  "expires_at as expiresAt",
  "revoked_at as revokedAt",
  "claimed_at as claimedAt",
] as const

export const claimById = (db: Db, id: number): Promise<Claim | undefined> =>
  db.selectFrom("people.claim").select(columns).where("id", "=", id).executeTakeFirst()

/** The same, held until the transaction ends. */
export const claimForUpdate = (tx: Tx, id: number): Promise<Claim | undefined> =>
  tx.selectFrom("people.claim").select(columns).where("id", "=", id).forUpdate().executeTakeFirst()

export const claimByCode = (db: Db, codeHash: Buffer): Promise<Claim | undefined> =>
  db.selectFrom("people.claim").select(columns).where("code_hash", "=", codeHash).executeTakeFirst()

/** The latest link of each of these people. */
export async function latestClaims(db: Db, personIds: string[]): Promise<Map<string, Claim>> {
  if (!personIds.length) return new Map()
  const rows = await db
    .selectFrom("people.claim")
    .select(columns)
    .distinctOn("person_id")
    .where("person_id", "=", sql<string>`ANY(${personIds}::uuid[])`)
    .orderBy("person_id")
    .orderBy("id", "desc")
    .execute()
  return new Map(rows.map((row) => [row.personId, row]))
}

export async function insertClaim(
  tx: Tx,
  claim: { personId: string; email: string; at: Date; by: string | null; until: Date; partyId: number | null },
): Promise<number> {
  const { id } = await tx
    .insertInto("people.claim")
    .values({
      person_id: claim.personId,
      email: claim.email,
      created_at: claim.at,
      created_by: claim.by,
      expires_at: claim.until,
      party_id: claim.partyId,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

export async function storeCode(tx: Tx, id: number, hash: Buffer): Promise<void> {
  await tx.updateTable("people.claim").set({ code_hash: hash }).where("id", "=", id).execute()
}

/** Makes the open links of a person worth nothing. @returns how many there were */
export async function revokeClaims(tx: Tx, personId: string, at: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable("people.claim")
    .set({ revoked_at: at })
    .where("person_id", "=", personId)
    .where("revoked_at", "is", null)
    .where("claimed_at", "is", null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

export async function markClaimed(tx: Tx, id: number, userId: string, at: Date): Promise<void> {
  await tx.updateTable("people.claim").set({ claimed_at: at, claimed_by: userId }).where("id", "=", id).execute()
}

/** Says whose account it is; null takes the account away. */
export async function setUser(tx: Tx, personId: string, userId: string | null): Promise<void> {
  await tx
    .updateTable("people.person")
    .set((eb) => ({ user_id: userId, version: eb("version", "+", 1) }))
    .where("id", "=", personId)
    .execute()
}

import { sql } from "kysely"
import { foldName } from "#modules/registry/public.ts"
import type { Db, Tx } from "#platform/db.ts"
import { codeHash, linkCode } from "./link.ts"
import "../tables.ts"

const columns = [
  "id",
  "resolution_id as resolutionId",
  "party_id as partyId",
  "addressee",
  "email",
  "generation",
  "expires_at as expiresAt",
  "revoked_at as revokedAt",
  "answerer_name as answererName",
  "answerer_post as answererPost",
  "drafts",
] as const

const recipients = (db: Db) => db.selectFrom("commitments.recipient").select(columns)
export type Recipient = NonNullable<Awaited<ReturnType<typeof recipientById>>>

export const recipientById = (db: Db, id: number) => recipients(db).where("id", "=", id).executeTakeFirst()

/** Who has this printed code; undefined when nobody has. */
export const recipientByCode = (db: Db, secret: string, typed: string) =>
  recipients(db).where("code_hash", "=", codeHash(secret, typed)).executeTakeFirst()

/** All who were asked in a resolution, in the order in which they were. */
export const recipientsOf = (db: Db, resolutionId: number) =>
  recipients(db).where("resolution_id", "=", resolutionId).orderBy("id").execute()

export type NewRecipient = {
  resolutionId: number
  partyId: number | null
  addressee: string
  email: string
  /** What the registry says: for those who have no address yet. */
  knownEmail?: string
  expiresAt: Date
  /** Whether a link that was taken back is given anew: the letter that goes now brings it. */
  renew?: boolean
}

/** The recipient of this name in the resolution: the one who is there already, with a newer address, or a new one. */
export async function keepRecipient(tx: Tx, secret: string, one: NewRecipient, now: Date): Promise<Recipient> {
  const kept = await tx
    .insertInto("commitments.recipient")
    .values({
      resolution_id: one.resolutionId,
      party_id: one.partyId,
      addressee: one.addressee,
      folded_addressee: foldName(one.addressee),
      email: one.email || one.knownEmail || "",
      code_hash: null,
      expires_at: one.expiresAt,
      revoked_at: null,
      at: now,
    })
    .onConflict((c) =>
      c.columns(["resolution_id", "folded_addressee"]).doUpdateSet({
        // A known address is neither forgotten because this letter goes on paper, nor replaced by what nobody typed.
        email: one.email || sql<string>`coalesce(nullif(recipient.email, ''), excluded.email)`,
        expires_at: one.expiresAt,
        // Older links stay dead: the generation grew when they were taken back.
        ...(one.renew && { revoked_at: null }),
      }),
    )
    .returning(columns)
    .executeTakeFirstOrThrow()
  await setCode(tx, secret, kept)
  return kept
}

const setCode = (tx: Tx, secret: string, holder: { id: number; generation: number }) =>
  tx
    .updateTable("commitments.recipient")
    .set({ code_hash: codeHash(secret, linkCode(secret, holder)) })
    .where("id", "=", holder.id)
    .execute()

/** Makes the link that was given out worthless; with `renew` a new one takes its place. */
export async function replaceLink(
  tx: Tx,
  secret: string,
  id: number,
  until: { revokedAt: Date } | { expiresAt: Date },
) {
  const changed = await tx
    .updateTable("commitments.recipient")
    .set((x) => ({
      generation: x("generation", "+", 1),
      ...("revokedAt" in until ? { revoked_at: until.revokedAt } : { revoked_at: null, expires_at: until.expiresAt }),
    }))
    .where("id", "=", id)
    .returning(["id", "generation"])
    .executeTakeFirstOrThrow()
  await setCode(tx, secret, changed)
}

/** Remembers who answered, so that the next page offers it. */
export async function rememberAnswerer(tx: Tx, id: number, known: { name: string; post: string }): Promise<void> {
  await tx
    .updateTable("commitments.recipient")
    .set({ answerer_name: known.name, answerer_post: known.post })
    .where("id", "=", id)
    .execute()
}

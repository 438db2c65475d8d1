import type { Db, Tx } from "#platform/db.ts"
import { codeHash, linkCode } from "#platform/session/bearer-link.ts"
import "../tables.ts"

export type ConsentLink = {
  id: number
  personId: string
  /** Whose link it is; null for the person's own. */
  guardianId: number | null
  generation: number
  expiresAt: Date
  revokedAt: Date | null
  sentTo: string
}

const columns = [
  "id",
  "person_id as personId",
  "guardian_id as guardianId",
  "generation",
  "expires_at as expiresAt",
  "revoked_at as revokedAt",
  "sent_to as sentTo",
] as const
const links = (db: Db) => db.selectFrom("people.consent_link").select(columns)

export const consentLinkById = (db: Db, id: number): Promise<ConsentLink | undefined> =>
  links(db).where("id", "=", id).executeTakeFirst()

/** Whose printed code it is; undefined when nobody's. */
export const consentLinkByCode = (db: Db, secret: string, typed: string): Promise<ConsentLink | undefined> =>
  links(db)
    .where("code_hash", "=", codeHash(secret, "consent", typed))
    .executeTakeFirst()

export const consentLinksOf = (db: Db, personId: string): Promise<ConsentLink[]> =>
  links(db).where("person_id", "=", personId).limit(50).execute()

/** Gives a link for another term; the one before opens nothing any more. */
export async function renewConsentLink(
  tx: Tx,
  secret: string,
  of: { personId: string; guardianId: number | null; sentTo: string },
  expiresAt: Date,
): Promise<ConsentLink> {
  const link = await tx
    .insertInto("people.consent_link")
    .values({
      person_id: of.personId,
      guardian_id: of.guardianId,
      code_hash: null,
      expires_at: expiresAt,
      sent_to: of.sentTo,
    })
    .onConflict((c) =>
      c.columns(["person_id", "guardian_id"]).doUpdateSet((x) => ({
        generation: x("consent_link.generation" as never, "+", 1 as never) as never,
        expires_at: expiresAt,
        revoked_at: null,
        sent_to: of.sentTo,
      })),
    )
    .returning(columns)
    .executeTakeFirstOrThrow()
  await tx
    .updateTable("people.consent_link")
    .set({ code_hash: codeHash(secret, "consent", linkCode(secret, "consent", link)) })
    .where("id", "=", link.id)
    .execute()
  return link
}

export async function closeConsentLink(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.updateTable("people.consent_link").set({ revoked_at: at }).where("id", "=", id).execute()
}

import type { Db } from "#platform/db.ts"
import "../tables.ts"
import type { Claim } from "../claim/claim.ts"

export type Invitation = Claim & { familyName: string; givenName: string; patronymic: string }

/** Links that went by e-mail, newest first. @param by only those that this user sent */
export const listInvitations = (
  db: Db,
  { by, after, limit }: { by?: string | undefined; after?: number | undefined; limit: number },
): Promise<Invitation[]> =>
  db
    .selectFrom("people.claim as c")
    .innerJoin("people.person as p", "p.id", "c.person_id")
    .select([
      "c.id",
      "c.person_id as personId",
      "c.email",
      "c.party_id as partyId",
      "c.created_by as createdBy",
      "c.created_at as createdAt",
      "c.expires_at as expiresAt",
      "c.revoked_at as revokedAt",
      "c.claimed_at as claimedAt",
      "p.family_name as familyName",
      "p.given_name as givenName",
      "p.patronymic",
    ])
    .where("c.email", "<>", "")
    .$if(by !== undefined, (q) => q.where("c.created_by", "=", by!))
    .$if(after !== undefined, (q) => q.where("c.id", "<", after!))
    .orderBy("c.id", "desc")
    .limit(limit)
    .execute()

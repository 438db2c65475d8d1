import type { Role, Scope } from "#platform/actor.ts"
import type { Db, Tx } from "#platform/db.ts"
import { hashToken } from "../token.ts"
import "../signing-in.tables.ts"

export type Invitation = {
  id: string
  isFirst: boolean
  role: Role
  scope: Scope
  email: string | null
  /** Between which instants the role holds; null: from the acceptance, without an end. */
  from: Date | null
  until: Date | null
}

/** The invitation behind a link, unless it is over, revoked or accepted. In a transaction it is held until the end. */
export async function findInvitation(db: Db | Tx, token: string, now: Date): Promise<Invitation | undefined> {
  const row = await db
    .selectFrom("platform.invitation")
    .selectAll()
    .where("token_hash", "=", hashToken(token))
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .where((eb) => eb.or([eb("grant_until", "is", null), eb("grant_until", ">", now)]))
    .$if(db.isTransaction, (q) => q.forUpdate())
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      isFirst: row.is_first,
      role: row.role as Role,
      scope: row.scope_kind === "installation" ? { kind: "installation" } : { kind: row.scope_kind, id: row.scope_id! },
      email: row.email,
      from: row.grant_from,
      until: row.grant_until,
    }
  )
}

export const markAccepted = (tx: Tx, id: string, userId: string, now: Date) =>
  tx.updateTable("platform.invitation").set({ accepted_at: now, accepted_by: userId }).where("id", "=", id).execute()

/** Invitations that wait to be accepted, newest first. */
export const openInvitations = (db: Db, now: Date) =>
  db
    .selectFrom("platform.invitation")
    .select(["id", "role", "scope_kind", "scope_id", "email", "created_at", "expires_at", "grant_from", "grant_until"])
    .where("is_first", "=", false)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("created_at", "desc")
    .limit(200)
    .execute()

export type OpenInvitation = Awaited<ReturnType<typeof openInvitations>>[number]

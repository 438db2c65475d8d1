import { sql } from "kysely"
import type { Scope } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { scopeColumns } from "../user/grant.store.ts"
import "../signing-in.tables.ts"

type Part = Exclude<Scope, { kind: "installation" }>

/** Accounts that run exactly this part of the installation now, by name; those that run all of it are not among them. */
export const holdersOf = (db: Db, scope: Part, now: Date) =>
  db
    .selectFrom("platform.app_grant as g")
    .innerJoin("platform.app_user as u", "u.id", "g.user_id")
    .select(["u.id", "u.name", "u.email"])
    .distinct()
    .where("g.role", "=", "coordinator")
    .where("g.scope_kind", "=", scope.kind)
    .where("g.scope_id", "=", scope.id)
    .where("u.disabled_at", "is", null)
    .where("g.from_at", "<=", now)
    .where((eb) => eb.or([eb("g.until_at", "is", null), eb("g.until_at", ">", now)]))
    .orderBy("u.name")
    .execute()

/** Who accepted each of these invitations; null while nobody has. One that was revoked is left out. */
export async function acceptedBy(db: Db, ids: string[]) {
  if (!ids.length) return []
  return db
    .selectFrom("platform.invitation")
    .select(["id", "email", "accepted_by as userId", "expires_at as expiresAt"])
    .where("id", "=", sql<string>`ANY(${ids}::uuid[])`)
    .where("revoked_at", "is", null)
    .orderBy("created_at")
    .execute()
}

const running = ["administrator", "coordinator", "controller"] as const

/** Ends all roles that run exactly this part, and makes invitations to them worth nothing. @returns how many lost one */
export async function endRolesOver({ tx, now, announce }: CommandContext, scope: Part): Promise<number> {
  const { scope_kind, scope_id } = scopeColumns(scope)
  const ended = await tx
    .updateTable("platform.app_grant")
    .set((eb) => ({ until_at: eb.fn<Date>("greatest", ["from_at", eb.val(now)]) }))
    .where("scope_kind", "=", scope_kind)
    .where("scope_id", "=", scope_id)
    .where("role", "in", running)
    .where((eb) => eb.or([eb("until_at", "is", null), eb("until_at", ">", now)]))
    .returning(["id", "user_id", "role"])
    .execute()
  for (const { id, user_id, role } of ended)
    await announce({
      name: "session.grant_ended",
      subject: { kind: "user", id: user_id },
      payload: { grant: id, role },
    })
  const revoked = await tx
    .updateTable("platform.invitation")
    .set({ revoked_at: now })
    .where("scope_kind", "=", scope_kind)
    .where("scope_id", "=", scope_id)
    .where("role", "in", running)
    .where("accepted_at", "is", null)
    .where("revoked_at", "is", null)
    .returning("id")
    .execute()
  for (const { id } of revoked)
    await announce({ name: "session.invitation_revoked", subject: { kind: "invitation", id } })
  return new Set(ended.map(({ user_id }) => user_id)).size
}

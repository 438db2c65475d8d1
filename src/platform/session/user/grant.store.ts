import { sql } from "kysely"
import type { Role, Scope } from "#platform/actor.ts"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"

export const scopeColumns = (scope: Scope) => ({
  scope_kind: scope.kind,
  scope_id: scope.kind === "installation" ? null : scope.id,
})

export async function insertGrant(
  tx: Tx,
  grant: {
    userId: string
    role: Role
    scope: Scope
    from: Date
    until: Date | null
    givenBy: string | null
    deputyOf?: number
  },
): Promise<number> {
  const { id } = await tx
    .insertInto("platform.app_grant")
    .values({
      user_id: grant.userId,
      role: grant.role,
      ...scopeColumns(grant.scope),
      from_at: grant.from,
      until_at: grant.until,
      given_by: grant.givenBy,
      deputy_of: grant.deputyOf ?? null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  return id
}

/** Users who administer the whole installation at `now` by themselves: a deputy's right goes with its holder's. */
export async function administrators(db: Db | Tx, now: Date): Promise<string[]> {
  const rows = await db
    .selectFrom("platform.app_grant as g")
    .innerJoin("platform.app_user as u", "u.id", "g.user_id")
    .select("u.id")
    .distinct()
    .where("g.role", "=", "administrator")
    .where("g.scope_kind", "=", "installation")
    .where("g.deputy_of", "is", null)
    .where("u.disabled_at", "is", null)
    .where("g.from_at", "<=", now)
    .where((eb) => eb.or([eb("g.until_at", "is", null), eb("g.until_at", ">", now)]))
    .execute()
  return rows.map((r) => r.id)
}

/** Decisions about who is an administrator wait for one another until the transaction ends. */
export const lockAdministrators = (tx: Tx) =>
  sql`SELECT pg_advisory_xact_lock(hashtext('farvater administrators'))`.execute(tx)

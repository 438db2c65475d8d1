import type { Role, Scopes } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import "../tables.ts"

export type Account = { id: string; name: string; email: string }

/**
 * Accounts that hold one of the roles over a thing with these scopes: first those with a grant over one of the scopes;
 * where there is nobody, those with one over the whole installation.
 */
export async function accountsHolding(
  db: Db,
  { roles, scopes, now, limit }: { roles: Role[]; scopes: Scopes; now: Date; limit: number },
): Promise<Account[]> {
  const holders = () =>
    db
      .selectFrom("platform.app_grant as g")
      .innerJoin("platform.app_user as u", "u.id", "g.user_id")
      .select(["u.id", "u.name", "u.email"])
      .distinct()
      .where("g.role", "in", roles)
      .where("u.disabled_at", "is", null)
      .where("g.from_at", "<=", now)
      .where((x) => x.or([x("g.until_at", "is", null), x("g.until_at", ">", now)]))
      .orderBy("u.id")
      .limit(limit)
  const near = scopes.length
    ? await holders()
        .where((x) =>
          x.or(scopes.map(({ kind, id }) => x.and([x("g.scope_kind", "=", kind), x("g.scope_id", "=", id)]))),
        )
        .execute()
    : []
  return near.length ? near : holders().where("g.scope_kind", "=", "installation").execute()
}

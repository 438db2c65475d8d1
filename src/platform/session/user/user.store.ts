import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import "../signing-in.tables.ts"

export type Account = { id: string; email: string; name: string; passwordHash: string | null; totp: boolean }

export const normalEmail = (email: string) => email.trim().toLowerCase()

/** An account that may sign in (disabled ones do not), with what is asked of it. */
export async function findAccount(db: Db | Tx, by: { email: string } | { id: string }): Promise<Account | undefined> {
  const row = await db
    .selectFrom("platform.app_user as u")
    .leftJoin("platform.password as p", "p.user_id", "u.id")
    .leftJoin("platform.totp as t", (join) => join.onRef("t.user_id", "=", "u.id").on("t.confirmed_at", "is not", null))
    .select(["u.id", "u.email", "u.name", "p.hash", "t.confirmed_at"])
    .where("u.disabled_at", "is", null)
    .$if("email" in by, (q) => q.where("u.email", "=", normalEmail((by as { email: string }).email)))
    .$if("id" in by, (q) => q.where("u.id", "=", (by as { id: string }).id))
    .executeTakeFirst()
  return (
    row && { id: row.id, email: row.email, name: row.name, passwordHash: row.hash, totp: row.confirmed_at !== null }
  )
}

/** What a user is called, an account that is closed included; "" when there is none. */
export async function nameOfUser(db: Db, userId: string): Promise<string> {
  const row = await db.selectFrom("platform.app_user").select("name").where("id", "=", userId).executeTakeFirst()
  return row?.name ?? ""
}

/** Names of accounts by id; those that have none are left out. */
export async function namesOfUsers(db: Db, ids: (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (!known.length) return new Map()
  const rows = await db.selectFrom("platform.app_user").select(["id", "name"]).where("id", "in", known).execute()
  return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name] as const] : [])))
}

/** @returns the new account's id, or undefined when the e-mail is taken (by a disabled account, too) */
export async function insertUser(
  tx: Tx,
  user: { email: string; name: string; now: Date },
): Promise<string | undefined> {
  const row = await tx
    .insertInto("platform.app_user")
    .values({ email: normalEmail(user.email), name: user.name, created_at: user.now, disabled_at: null })
    .onConflict((c) => c.column("email").doNothing())
    .returning("id")
    .executeTakeFirst()
  return row?.id
}

export async function storePassword(tx: Tx, userId: string, hash: string, now: Date): Promise<void> {
  await tx
    .insertInto("platform.password")
    .values({ user_id: userId, hash, changed_at: now })
    .onConflict((c) => c.column("user_id").doUpdateSet({ hash, changed_at: now }))
    .execute()
}

import type { Clock } from "#platform/clock.ts"
import type { Db } from "#platform/db.ts"
import { hashToken, newToken } from "./token.ts"
import { administrators, lockAdministrators } from "./user/grant.store.ts"
import "./signing-in.tables.ts"

const lifetime = 7 * 24 * 3_600_000

/**
 * Makes the one-time link of the first administrator; links made before it and not used end.
 *
 * @returns `/welcome/<token>`, or null when there is an administrator
 */
export async function firstAdministratorPath({ db, clock }: { db: Db; clock: Clock }): Promise<string | null> {
  const now = clock.now()
  return db.transaction().execute(async (tx) => {
    await lockAdministrators(tx)
    if ((await administrators(tx, now)).length) return null
    await tx
      .updateTable("platform.invitation")
      .set({ revoked_at: now })
      .where("is_first", "=", true)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .execute()
    const token = newToken()
    await tx
      .insertInto("platform.invitation")
      .values({
        token_hash: hashToken(token),
        is_first: true,
        role: "administrator",
        scope_id: null,
        email: null,
        created_at: now,
        created_by: null,
        expires_at: new Date(now.getTime() + lifetime),
        revoked_at: null,
        accepted_at: null,
        accepted_by: null,
      })
      .execute()
    return `/welcome/${token}`
  })
}

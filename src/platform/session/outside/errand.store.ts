import type { Db } from "#platform/db.ts"
import { hashToken } from "../token.ts"
import "./outside.tables.ts"

/** A browser with a provider: for whom (null: to sign in) and where it wants to go afterwards, sealed. */
export type KeptErrand = { provider: string; userId: string | null; sealedNext: Buffer }

const lifetime = 15 * 60_000

/** @param with_ the state in the address and the token in the browser's cookie; only hashes of both are kept */
export async function keepErrand(
  db: Db,
  with_: { state: string; browser: string },
  { provider, userId, sealedNext }: KeptErrand,
  now: Date,
): Promise<void> {
  await db
    .insertInto("platform.outside_errand")
    .values({
      state_hash: hashToken(with_.state),
      browser_hash: hashToken(with_.browser),
      provider,
      user_id: userId,
      sealed_next: sealedNext,
      expires_at: new Date(now.getTime() + lifetime),
    })
    .execute()
}

/** Ends an errand: it is answered once, by the provider that it was for, in the browser that was sent. */
export async function endErrand(
  db: Db,
  with_: { state: string; browser: string },
  provider: string,
  now: Date,
): Promise<KeptErrand | undefined> {
  const row = await db
    .deleteFrom("platform.outside_errand")
    .where("state_hash", "=", hashToken(with_.state))
    .where("browser_hash", "=", hashToken(with_.browser))
    .where("provider", "=", provider)
    .where("expires_at", ">", now)
    .returning(["provider", "user_id", "sealed_next"])
    .executeTakeFirst()
  return row && { provider: row.provider, userId: row.user_id, sealedNext: row.sealed_next }
}

import type { Db, Tx } from "#platform/db.ts"
import { hashToken } from "../token.ts"
import type { OutsideIdentity } from "./provider.ts"
import "./outside.tables.ts"

/** Somebody vouched for who has no account yet and opened an invitation. */
export type Arrival = OutsideIdentity & { issuer: string }
type Place = { browser: string; invitation: string }

const lifetime = 30 * 60_000

/** Keeps who came back, for the form of this invitation in this browser. */
export async function keepArrival(db: Db, at: Place, { issuer, subject, name, email }: Arrival, now: Date) {
  const row = {
    invitation_hash: hashToken(at.invitation),
    issuer,
    subject,
    name,
    email,
    expires_at: new Date(now.getTime() + lifetime),
  }
  await db
    .insertInto("platform.outside_arrival")
    .values({ browser_hash: hashToken(at.browser), ...row })
    .onConflict((c) => c.column("browser_hash").doUpdateSet(row))
    .execute()
}

/** Who came back for this invitation in this browser. */
export const findArrival = (db: Db | Tx, at: Place, now: Date): Promise<Arrival | undefined> =>
  db
    .selectFrom("platform.outside_arrival")
    .select(["issuer", "subject", "name", "email"])
    .where("browser_hash", "=", hashToken(at.browser))
    .where("invitation_hash", "=", hashToken(at.invitation))
    .where("expires_at", ">", now)
    .executeTakeFirst()

export const forgetArrival = (tx: Tx, browser: string) =>
  tx.deleteFrom("platform.outside_arrival").where("browser_hash", "=", hashToken(browser)).execute()

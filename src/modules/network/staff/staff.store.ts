import type { Db, Tx } from "#platform/db.ts"
import { acceptedBy, holdersOf } from "#platform/session/people/scope-holders.ts"
import "../tables.ts"
import { type Centre, scopeOfCentre } from "../centre/centre.ts"

export type PublicName = { userId: string; name: string; post: string }

/** Those of the staff who agreed to be named, as they are named. */
export const publicNames = (db: Db, centreId: number): Promise<PublicName[]> =>
  db
    .selectFrom("network.public_name")
    .select(["user_id as userId", "name", "post"])
    .where("centre_id", "=", centreId)
    .orderBy("name")
    .execute()

/** An empty name hides the person again. */
export async function savePublicName(tx: Tx, centreId: number, { userId, name, post }: PublicName): Promise<void> {
  if (name === "")
    await tx.deleteFrom("network.public_name").where("centre_id", "=", centreId).where("user_id", "=", userId).execute()
  else
    await tx
      .insertInto("network.public_name")
      .values({ centre_id: centreId, user_id: userId, name, post })
      .onConflict((c) => c.columns(["centre_id", "user_id"]).doUpdateSet({ name, post }))
      .execute()
}

export const keepInvited = (tx: Tx, invitationId: string, centreId: number, head: boolean) =>
  tx.insertInto("network.invited").values({ invitation_id: invitationId, centre_id: centreId, head }).execute()

/** Invitations to a centre with who accepted them, the oldest first. */
export async function invitedTo(db: Db, centreId: number) {
  const rows = await db
    .selectFrom("network.invited")
    .select(["invitation_id as id", "head"])
    .where("centre_id", "=", centreId)
    .execute()
  const heads = new Map(rows.map(({ id, head }) => [id, head]))
  const found = await acceptedBy(db, [...heads.keys()])
  return found.map((one) => ({ ...one, head: heads.get(one.id)! }))
}
export type Invited = Awaited<ReturnType<typeof invitedTo>>[number]

/** Users who were invited as heads and have come. */
export const headsOf = async (db: Db, centreId: number): Promise<string[]> =>
  (await invitedTo(db, centreId)).flatMap(({ head, userId }) => (head && userId ? [userId] : []))

/** Who works in a centre now: those whose role covers exactly its scope. */
export const staffOf = (db: Db, centre: Centre, now: Date) => holdersOf(db, scopeOfCentre(centre), now)

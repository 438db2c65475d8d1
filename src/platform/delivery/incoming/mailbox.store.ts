import type { Db, Tx } from "#platform/db.ts"
import "./tables.ts"

/** How far a mailbox has been read, and what is in the way; undefined when it has never been looked at. */
export const findMailbox = (db: Db, address: string) =>
  db.selectFrom("platform.mailbox").selectAll().where("address", "=", address).executeTakeFirst()

/**
 * Notes that a message is done with, in the transaction that does it.
 * @returns false when another run was faster: then nothing must be done
 */
export async function advance(tx: Tx, address: string, validity: number, uid: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("platform.mailbox")
    .set({ uid_validity: validity, last_uid: uid })
    .where("address", "=", address)
    .where((w) => w.or([w("uid_validity", "is distinct from", validity), w("last_uid", "<", uid)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Begins to read a mailbox after a message. */
export async function beginAfter(db: Db, address: string, validity: number, uid: number): Promise<void> {
  const place = { uid_validity: validity, last_uid: uid }
  await db
    .insertInto("platform.mailbox")
    .values({ address, ...place, checked_at: null, trouble: null, trouble_since: null })
    .onConflict((c) => c.column("address").doUpdateSet(place))
    .execute()
}

export async function noteChecked(db: Db, address: string, now: Date): Promise<void> {
  await db
    .updateTable("platform.mailbox")
    .set({ checked_at: now, trouble: null, trouble_since: null })
    .where("address", "=", address)
    .execute()
}

/** Keeps why a mailbox could not be read. @returns whether that is news */
export async function noteTrouble(db: Db, address: string, trouble: string, now: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("platform.mailbox")
    .values({ address, uid_validity: null, checked_at: null, trouble, trouble_since: now, last_uid: 0 })
    .onConflict((c) =>
      c
        .column("address")
        .doUpdateSet({ trouble, trouble_since: now })
        .where("platform.mailbox.trouble", "is distinct from", trouble),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

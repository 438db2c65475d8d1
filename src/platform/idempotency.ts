import type { Actor } from "#platform/actor.ts"
import type { Tx } from "#platform/db.ts"

const holderOf = (actor: Actor) =>
  actor.kind === "user"
    ? actor.userId
    : actor.kind === "system"
      ? `system:${actor.name}`
      : actor.kind === "link"
        ? `link:${actor.id}`
        : "visitor"

/**
 * Does the work once per (actor, key). A second call waits for the first one's transaction and returns its answer,
 * so that a double click, a repeated POST and a retried request are one deed.
 */
export async function once<T>(
  tx: Tx,
  caller: { actor: Actor; key?: string | undefined },
  command: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!caller.key) return work()
  const holder = holderOf(caller.actor)
  const mine = await tx
    .insertInto("platform.idempotency")
    .values({ holder, key: caller.key, command, result: null })
    .onConflict((c) => c.columns(["holder", "key", "command"]).doNothing())
    .executeTakeFirst()
  if (mine.numInsertedOrUpdatedRows === 0n) {
    const row = await tx
      .selectFrom("platform.idempotency")
      .select("result")
      .where("holder", "=", holder)
      .where("key", "=", caller.key)
      .where("command", "=", command)
      .executeTakeFirstOrThrow()
    return row.result as T
  }
  const result = await work()
  await tx
    .updateTable("platform.idempotency")
    .set({ result: JSON.stringify(result ?? null) })
    .where("holder", "=", holder)
    .where("key", "=", caller.key)
    .where("command", "=", command)
    .execute()
  return result
}

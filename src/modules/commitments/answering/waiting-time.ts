import type { Ctx } from "#platform/http/env.ts"
import { InvalidInput, type Saying } from "#platform/refusal.ts"
import { holderBucket } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"

/** Says when the next try may be made, and tells programs by Retry-After. */
export function waitingTime(c: Ctx, until: Date): Saying {
  const seconds = Math.max(1, Math.ceil((until.getTime() - c.var.services.clock.now().getTime()) / 1000))
  c.header("Retry-After", String(seconds))
  return { key: "answering.wait", params: { minutes: Math.ceil(seconds / 60) } }
}

/**
 * Counts one deed of a link's holder.
 * @throws InvalidInput under `field` ("" is the whole form) when there were too many in a row
 */
export async function countDeed(c: Ctx, recipientId: number, field: "" | "files"): Promise<void> {
  const { db, clock } = c.var.services
  const wait = await take(db, [holderBucket(recipientId)], clock.now())
  if (wait) throw new InvalidInput({ [field]: waitingTime(c, wait) })
}

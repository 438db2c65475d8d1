import type { Ctx } from "#platform/http/env.ts"
import { asSelf } from "../as-self.ts"
import { knownDevice, stepOf } from "../sign-in/cookies.ts"
import { proceed } from "../sign-in/proceed.ts"
import { countTry, findStep, maxTries, useStep } from "../sign-in/step.store.ts"
import { secondBucket } from "../throttle/buckets.ts"
import { giveBack, take } from "../throttle/throttle.ts"
import { findAccount } from "../user/user.store.ts"
import { spendSecond } from "./spend-second.ts"

export type Second = { to: string } | { left: number } | { over: true } | { wait: Date }

/** The second step of signing in. */
export async function secondStep(c: Ctx, typed: string): Promise<Second> {
  const { db, clock, secret } = c.var.services
  const now = clock.now()
  const step = await findStep(db, stepOf(c), "second", now)
  const account = step?.userId ? await findAccount(db, { id: step.userId }) : undefined
  if (!step || !account) return { over: true }
  const bucket = secondBucket(account.id, knownDevice(c, account.email))
  const wait = await take(db, [bucket], now)
  if (wait) return { wait }
  if (!(await countTry(db, step.id))) return { over: true }
  const to = await proceed(
    c,
    account,
    { method: step.method, next: step.next, second: true },
    async (tx) =>
      (await spendSecond(asSelf(c.var.services, tx, account.id), secret, account.id, typed)) &&
      useStep(tx, step.id, now),
  )
  if (to !== null) {
    await giveBack(db, bucket, [])
    return { to }
  }
  const left = maxTries - step.tries - 1
  return left > 0 ? { left } : { over: true }
}

import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { passwordFits } from "../password/hash-password.ts"
import { signInBuckets } from "../throttle/buckets.ts"
import { giveBack, take } from "../throttle/throttle.ts"
import { type Account, findAccount, normalEmail } from "../user/user.store.ts"
import { knownDevice } from "./cookies.ts"

export type Outcome = { account: Account } | { wait: Date } | { wrong: true }

/** Compares a password. An unknown address, a disabled account and a wrong password answer alike, after the same time. */
export async function byPassword(c: Ctx, typed: { email: string; password: string }): Promise<Outcome> {
  const { db, clock } = c.var.services
  const email = normalEmail(typed.email)
  const { pair, shared } = signInBuckets(email, clientAddress(c), knownDevice(c, email))
  const wait = await take(db, [pair, ...shared], clock.now())
  if (wait) return { wait }
  const account = await findAccount(db, { email })
  if (!(await passwordFits(account?.passwordHash ?? undefined, typed.password))) return { wrong: true }
  await giveBack(db, pair, shared)
  return { account: account! }
}

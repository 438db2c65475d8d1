import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { enqueue } from "#platform/jobs.ts"
import { giveStep, knownDevice } from "../sign-in/cookies.ts"
import { insertStep } from "../sign-in/step.store.ts"
import { mailBuckets } from "../throttle/buckets.ts"
import { take } from "../throttle/throttle.ts"
import { normalEmail } from "../user/user.store.ts"
import { codeJob } from "./send-code.ts"

/**
 * Asks for a code by e-mail; the code works only in the browser that asked.
 * @returns null, or when the next code may be asked for
 */
export async function askCode(
  c: Ctx,
  wish: { email: string; purpose: "sign_in" | "password"; next: string },
): Promise<Date | null> {
  const { db, clock } = c.var.services
  const email = normalEmail(wish.email)
  const now = clock.now()
  const wait = await take(db, mailBuckets(email, clientAddress(c), knownDevice(c, email)), now)
  if (wait) return wait
  const token = await db.transaction().execute(async (tx) => {
    const step = { kind: "code", purpose: wish.purpose, email, userId: null, method: "code", next: wish.next } as const
    const made = await insertStep(tx, step, now)
    await enqueue(tx, codeJob, { step: made.id, locale: c.var.view.locale })
    return made.token
  })
  giveStep(c, token)
  return null
}

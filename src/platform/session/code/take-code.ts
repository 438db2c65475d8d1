import { timingSafeEqual } from "node:crypto"
import type { Ctx } from "#platform/http/env.ts"
import { giveStep, stepOf } from "../sign-in/cookies.ts"
import { proceed } from "../sign-in/proceed.ts"
import { countTry, findStep, insertStep, maxTries, useStep } from "../sign-in/step.store.ts"
import { findAccount } from "../user/user.store.ts"
import { codeHash } from "./send-code.ts"

/** `to`: where to go on; `left`: so many tries remain; `over`: a new code is needed. */
export type Taken = { to: string } | { left: number } | { over: true }

/** Takes the code that was typed: opens the session, or the page for a new password. */
export async function takeCode(c: Ctx, typed: string): Promise<Taken> {
  const { db, clock, secret } = c.var.services
  const now = clock.now()
  const step = await findStep(db, stepOf(c), "code", now)
  if (!step || !(await countTry(db, step.id))) return { over: true }
  const given = codeHash(secret, step.id, typed.replace(/\D/g, ""))
  const fits = step.codeHash !== null && timingSafeEqual(given, step.codeHash)
  const account = fits && step.userId ? await findAccount(db, { id: step.userId }) : undefined
  if (!account) return step.tries + 1 < maxTries ? { left: maxTries - step.tries - 1 } : { over: true }
  if (step.purpose === "sign_in") {
    const to = await proceed(c, account, { method: "code", next: step.next }, (tx) => useStep(tx, step.id, now))
    return to === null ? { over: true } : { to }
  }
  const made = await db.transaction().execute(async (tx) => {
    if (!(await useStep(tx, step.id, now))) return null
    const next = { kind: "new_password", purpose: "password", email: null, userId: account.id } as const
    return insertStep(tx, { ...next, method: "code", next: "/" }, now)
  })
  if (!made) return { over: true }
  giveStep(c, made.token)
  return { to: "/password/new" }
}

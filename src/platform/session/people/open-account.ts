import { z } from "zod"
import type { CommandContext } from "#platform/command.ts"
import type { Ctx } from "#platform/http/env.ts"
import { InvalidInput, type Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import { asSelf } from "../as-self.ts"
import { hashPassword } from "../password/hash-password.ts"
import { judgePassword } from "../password/judge-password.ts"
import { proceed } from "../sign-in/proceed.ts"
import { insertUser, normalEmail, storePassword } from "../user/user.store.ts"

const input = z.object({ name: z.string().min(1).max(200), email: z.email().max(254) })

/** What is wrong with the form of a new account, by field. */
function faults(values: { name: string; email: string }, password: string): Record<string, Saying> {
  const parsed = input.safeParse(values)
  const { fault } = judgePassword(password, [values.name, values.email])
  return { ...(parsed.success ? {} : sayingsOf(parsed.error)), ...(fault && { password: fault }) }
}

/**
 * Makes an account for whoever holds a link that lets it in, does in the same transaction what the link is for, and
 * signs the browser in.
 * @param deed what the new account does first, with no rights yet
 * @throws InvalidInput at `name`, `email` or `password`; whatever `deed` throws, and then there is no account
 */
export async function openAccount(
  c: Ctx,
  given: { name: string; email: string; password: string },
  deed: (ctx: CommandContext) => Promise<unknown>,
): Promise<void> {
  const { services } = c.var
  const values = { name: given.name, email: normalEmail(given.email) }
  const wrong = faults(values, given.password)
  if (Object.keys(wrong).length) throw new InvalidInput(wrong)
  const hash = await hashPassword(given.password)
  const id = await services.db.transaction().execute(async (tx) => {
    const now = services.clock.now()
    const userId = await insertUser(tx, { ...values, now })
    if (!userId) throw new InvalidInput({ email: { key: "session.welcome.email_taken" } })
    await storePassword(tx, userId, hash, now)
    const ctx = asSelf(services, tx, userId)
    await ctx.announce({
      name: "session.user_added",
      subject: { kind: "user", id: userId },
      payload: { by: "link" },
    })
    await deed(ctx)
    return userId
  })
  services.cache.clear()
  await proceed(c, { id, email: values.email, totp: false }, { method: "link", next: "/" })
}

import { z } from "zod"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { field, formOf, goTo } from "#platform/http/reply.ts"
import type { Pages } from "#platform/module.ts"
import { InvalidInput, Refusal, type Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import { findArrival, forgetArrival } from "../outside/arrival.store.ts"
import { browserOf } from "../outside/send-out.ts"
import { hashPassword } from "../password/hash-password.ts"
import { judgePassword } from "../password/judge-password.ts"
import { proceed } from "../sign-in/proceed.ts"
import { addressBucket } from "../throttle/buckets.ts"
import { take } from "../throttle/throttle.ts"
import { tooOften } from "../throttle/too-often.ts"
import { normalEmail } from "../user/user.store.ts"
import { acceptInvitation, linkIsOver } from "./accept-invitation.ts"
import { findInvitation } from "./invitation.store.ts"
import { WelcomePage } from "./welcome.page.tsx"

const person = z.object({ name: z.string().min(1).max(200), email: z.email().max(254) })

async function load(c: Ctx) {
  const { db, clock } = c.var.services
  const token = c.req.param("token") ?? ""
  const invitation = await findInvitation(db, token, clock.now())
  if (!invitation) {
    const wait = await take(db, [addressBucket(clientAddress(c))], clock.now())
    if (!wait) throw linkIsOver()
    const said = tooOften(c, wait)
    throw new Refusal(429, said.key, said.params)
  }
  return { token, invitation }
}

/** What is wrong with a new account's form, by field; no password is asked of whom a provider vouches for. */
function faults(values: { name: string; email: string }, password: string | null): Record<string, Saying> {
  const parsed = person.safeParse(values)
  const { fault } = password === null ? {} : judgePassword(password, [values.name, values.email])
  return { ...(parsed.success ? {} : sayingsOf(parsed.error)), ...(fault && { password: fault }) }
}

/** Who came back from a provider to this invitation, unless a password is wanted all the same. */
async function arrivalAt(c: Ctx, token: string) {
  const { db, clock } = c.var.services
  return c.req.query("by") === "password"
    ? undefined
    : findArrival(db, { browser: browserOf(c), invitation: token }, clock.now())
}

async function accept(c: Ctx) {
  const { token, invitation } = await load(c)
  const { actor, services } = c.var
  const { db } = services
  if (actor.kind === "user") {
    await db.transaction().execute((tx) => acceptInvitation(services, tx, token, { userId: actor.userId }))
    return goTo(c, "/", "session.welcome.accepted")
  }
  const form = await formOf(c)
  const vouched = field(form, "outside") === "1"
  const arrival = vouched ? await arrivalAt(c, token) : undefined
  if (vouched && !arrival) return goTo(c, `/welcome/${token}`, "session.outside.arrival_over", undefined, "warn")
  const password = typeof form.password === "string" ? form.password : ""
  const values = { name: field(form, "name"), email: normalEmail(invitation.email ?? field(form, "email")) }
  const again = (errors: Record<string, Saying>) => draw(c, { token, invitation, arrival, values, errors }, 422)
  const wrong = faults(values, arrival ? null : password)
  if (Object.keys(wrong).length) return again(wrong)
  const opens = arrival ? { identity: arrival } : { passwordHash: await hashPassword(password) }
  try {
    const account = await db.transaction().execute(async (tx) => {
      if (arrival) await forgetArrival(tx, browserOf(c))
      return acceptInvitation(services, tx, token, { ...values, ...opens })
    })
    const to = await proceed(
      c,
      { id: account.userId, email: account.email, totp: false },
      { method: "link", next: "/" },
    )
    return goTo(c, to ?? "/", "session.welcome.accepted")
  } catch (err) {
    if (err instanceof InvalidInput) return again(err.fields)
    throw err
  }
}

const draw = (
  c: Ctx,
  props: Omit<Parameters<typeof WelcomePage>[0], "view" | "actor" | "providers">,
  status: 200 | 422 = 200,
) => c.html(<WelcomePage view={c.var.view} actor={c.var.actor} providers={c.var.services.outside} {...props} />, status)

/** `/welcome/:token`: opening it changes nothing, sending its form makes an account or adds a role. */
export function welcomePages(app: Pages) {
  app.get("/welcome/:token", async (c) => {
    const { token, invitation } = await load(c)
    return draw(c, { token, invitation, arrival: await arrivalAt(c, token) })
  })
  app.post("/welcome/:token", accept)
}

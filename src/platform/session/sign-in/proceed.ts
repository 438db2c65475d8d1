import type { Tx } from "#platform/db.ts"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { asSelf } from "../as-self.ts"
import { actorOfSession } from "../load-actor.ts"
import { type Method, openSession, type Visit } from "../open-session.ts"
import { giveSession } from "../session-cookie.ts"
import type { Account } from "../user/user.store.ts"
import { giveDevice, giveStep, takeStep } from "./cookies.ts"
import { insertStep } from "./step.store.ts"

export const visitOf = (c: Ctx): Visit => ({
  now: c.var.services.clock.now(),
  address: clientAddress(c),
  userAgent: c.req.header("User-Agent") ?? "",
})

/** Where to go after signing in: an address of this site, else its home page. */
export function localPath(next: string | undefined): string {
  if (!next || !/^\/(?![/\\])[^\s\\]*$/.test(next)) return "/"
  const url = new URL(next, "http://site.invalid")
  return url.host === "site.invalid" ? url.pathname + url.search : "/"
}

/**
 * Somebody has shown who they are. Opens the session, or asks for the second step where the account has one
 * (a passkey is two factors already).
 *
 * @param before what else belongs to the same transaction; false stops everything
 * @returns where to send the browser, or null when `before` said no
 */
export async function proceed(
  c: Ctx,
  account: Pick<Account, "id" | "email" | "totp">,
  how: { method: Method; next: string; second?: boolean },
  before?: (tx: Tx) => Promise<boolean>,
): Promise<string | null> {
  const { services } = c.var
  const asks = account.totp && how.method !== "passkey" && !how.second
  const token = await services.db.transaction().execute(async (tx) => {
    if (before && !(await before(tx))) return null
    if (!asks) {
      const who = { userId: account.id, method: how.method, second: how.second ?? false }
      return openSession(asSelf(services, tx, account.id), who, visitOf(c), c.var.sessionId)
    }
    const step = { kind: "second", purpose: "sign_in", email: null, userId: account.id } as const
    return (await insertStep(tx, { ...step, method: how.method, next: how.next }, services.clock.now())).token
  })
  if (token === null) return null
  if (asks) {
    giveStep(c, token)
    return "/sign-in/second"
  }
  takeStep(c)
  giveSession(c, token)
  giveDevice(c, account.email)
  return how.next === "/" && how.method !== "link" ? landing(c, token) : how.next
}

/** Where somebody who was going nowhere else begins to work. */
async function landing(c: Ctx, token: string): Promise<string> {
  const { db, clock, menu } = c.var.services
  const session = await actorOfSession(db, token, clock.now())
  return menu.find((entry) => entry.landing && session && entry.visible(session.actor))?.href ?? "/"
}

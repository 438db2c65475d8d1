import { getCookie, setCookie } from "hono/cookie"
import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { keyedHash, keyFor, seal, unseal } from "../sealing.ts"
import { cookieOptions } from "../session-cookie.ts"
import { addressBucket } from "../throttle/buckets.ts"
import { take } from "../throttle/throttle.ts"
import { tooOften } from "../throttle/too-often.ts"
import { newToken } from "../token.ts"
import { keepErrand } from "./errand.store.ts"
import { callbackOf, type Errand, type OutsideProvider } from "./provider.ts"

const browserCookie = "farvater_outside"

/** What tells one browser from another on its way out and back; "" for one that was never sent out. */
export const browserOf = (c: Ctx) => getCookie(c, browserCookie) ?? ""

/** @throws Refusal 404 when no such provider is set up here */
export function providerOf(c: Ctx): OutsideProvider {
  const found = c.var.services.outside.find(({ key }) => key === c.req.param("provider"))
  if (!found) throw notFound()
  return found
}

/** @throws Refusal 429; a browser that comes back was counted when it went */
export async function bounded(c: Ctx): Promise<void> {
  const wait = await take(c.var.services.db, [addressBucket(clientAddress(c))], c.var.services.clock.now())
  if (!wait) return
  const said = tooOften(c, wait)
  throw new Refusal(429, said.key, said.params)
}

const key = (c: Ctx) => keyFor(c.var.services.secret, "outside")

/** Nonce and verifier follow from the state by the installation's key: the database need not keep either. */
export function errandOf(c: Ctx, provider: OutsideProvider, state: string): Errand {
  const derived = (use: string) => keyedHash(key(c), `${use}:${state}`).toString("base64url")
  const redirectUri = callbackOf(c.var.services.baseUrl, provider.key)
  return { redirectUri, state, nonce: derived("nonce"), verifier: derived("verifier") }
}

/** Where the browser wanted to go when it was sent out; an invitation's link is a secret, so it is kept sealed. */
export const nextOf = (c: Ctx, state: string, sealedNext: Buffer) => unseal(key(c), sealedNext, state)

/**
 * Sends the browser out.
 * @param wish to link to this user, or null to sign in; and where to go afterwards
 * @returns the address at the provider
 * @throws Refusal 429, OutsideError
 */
export async function sendOut(c: Ctx, provider: OutsideProvider, wish: { userId: string | null; next: string }) {
  const { db, clock } = c.var.services
  await bounded(c)
  const state = newToken()
  // Kept where there is one: two tabs are on their way at once.
  const browser = browserOf(c) || newToken()
  const door = await provider.door(errandOf(c, provider, state))
  const sealedNext = seal(key(c), wish.next, state)
  await keepErrand(db, { state, browser }, { provider: provider.key, userId: wish.userId, sealedNext }, clock.now())
  setCookie(c, browserCookie, browser, cookieOptions(c, 3600))
  return door
}

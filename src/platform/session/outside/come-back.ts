import { clientAddress } from "#platform/http/client-address.ts"
import type { Ctx } from "#platform/http/env.ts"
import { act } from "#platform/http/reply.ts"
import { findInvitation } from "../people/invitation.store.ts"
import { localPath, proceed } from "../sign-in/proceed.ts"
import { addressBucket } from "../throttle/buckets.ts"
import { giveBack } from "../throttle/throttle.ts"
import { findAccount } from "../user/user.store.ts"
import { keepArrival } from "./arrival.store.ts"
import { endErrand } from "./errand.store.ts"
import { findIdentity, useIdentity } from "./identity.store.ts"
import { linkOutside } from "./link-outside.ts"
import { OutsideError, type OutsideIdentity, type OutsideProvider, type OutsideReason } from "./provider.ts"
import { bounded, browserOf, errandOf, nextOf } from "./send-out.ts"

/**
 * `to`: where to go on; `linked`: an identity has been linked; `stranger`: it opens no account here; else nobody was
 * vouched for, or (`over`) nobody had been sent out for this answer.
 */
export type Back = { to: string } | { linked: true } | { stranger: string } | { failed: OutsideReason | "over" }

/**
 * Takes a browser back from a provider. The one GET that does something: the state in its address is a right that
 * works once, in the browser that it was given to.
 *
 * @throws Refusal 409 when the identity is linked already, 429
 */
export async function comeBack(c: Ctx, provider: OutsideProvider): Promise<Back> {
  const { db, clock, log } = c.var.services
  const query = new URL(c.req.url).searchParams
  const [state, browser] = [query.get("state") ?? "", browserOf(c)]
  const kept = await endErrand(db, { state, browser }, provider.key, clock.now())
  if (!kept) {
    await bounded(c)
    return { failed: "over" }
  }
  const { actor } = c.var
  if (kept.userId !== null && (actor.kind !== "user" || actor.userId !== kept.userId)) return { failed: "over" }
  try {
    const identity = await provider.identify(errandOf(c, provider, state), query)
    await giveBack(db, null, [addressBucket(clientAddress(c))])
    if (kept.userId === null) return await enter(c, provider, identity, localPath(nextOf(c, state, kept.sealedNext)))
    const { subject, name } = identity
    await act(c, linkOutside, { issuer: provider.issuer, subject, name })
    return { linked: true }
  } catch (err) {
    if (!(err instanceof OutsideError)) throw err
    if (err.reason !== "denied")
      log.warn({ provider: provider.key, why: err.message }, "signing in from outside failed")
    return { failed: err.reason }
  }
}

/** Signs in by what is linked, and by nothing else: an equal e-mail proves nothing. */
async function enter(c: Ctx, provider: OutsideProvider, identity: OutsideIdentity, next: string): Promise<Back> {
  const { db, clock } = c.var.services
  const known = await findIdentity(db, provider.issuer, identity.subject)
  const account = known && (await findAccount(db, { id: known.userId }))
  const to =
    known &&
    account &&
    (await proceed(c, account, { method: "outside", next }, (tx) =>
      useIdentity(tx, known.id, account.id, identity.name.slice(0, 200), clock.now()),
    ))
  if (to) return { to }
  const invitation = /^\/welcome\/([\w-]{43})$/.exec(next)?.[1]
  if (!known && invitation && (await findInvitation(db, invitation, clock.now()))) {
    const arrival = { ...identity, name: identity.name.slice(0, 200), issuer: provider.issuer }
    await keepArrival(db, { browser: browserOf(c), invitation }, arrival, clock.now())
    return { to: next }
  }
  return { stranger: identity.name }
}

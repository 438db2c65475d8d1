import { z } from "zod"
import { partyNames } from "#modules/registry/public.ts"
import { signedIn, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { claimedHolder, opensLink } from "#platform/session/bearer-link.ts"
import { site } from "#platform/site.ts"
import { personForUpdate, personOfUser } from "../person/person.store.ts"
import { claimById, claimForUpdate, markClaimed, setUser } from "./claim.store.ts"
import { type Claim, type ClaimState, holderOf, stateOfClaim } from "./claim.ts"
import { makeRepresentative } from "./make-representative.ts"

/** The link of a token with what it opens now; undefined for one that was never given out. */
export async function claimOfToken(
  db: Db,
  secret: string,
  token: string,
  now: Date,
): Promise<{ claim: Claim; state: ClaimState } | undefined> {
  const id = claimedHolder(token)
  if (id === null || !opensLink(secret, "claim", token, holderOf({ id }))) return undefined
  const claim = await claimById(db, id)
  return claim && { claim, state: stateOfClaim(claim, now) }
}

/** Whoever holds the link makes the card its own, with the account that it is signed in to: one person, one account. */
export const takeClaim = command({
  name: "person.claim",
  input: z.object({ token: z.string().max(100), site }),
  permit: signedIn,
  async run(ctx, { token, site: { secret } }) {
    const { tx, actor, now, announce } = ctx
    const userId = userIdOf(actor)
    if (userId === null) throw notAllowed()
    const found = await claimOfToken(tx, secret, token, now)
    const claim = found && (await claimForUpdate(tx, found.claim.id))
    if (!claim) throw notFound()
    const state = stateOfClaim(claim, now)
    if (state !== "open") throw new Refusal(410, `people.claim.closed.${state}`)
    const person = await personForUpdate(tx, claim.personId)
    if (!person) throw notFound()
    if (person.userId) throw new Refusal(409, "people.claim.has_account")
    if (await personOfUser(tx, userId)) throw new Refusal(409, "people.claim.account_taken")
    try {
      await setUser(tx, person.id, userId)
    } catch (err) {
      // Another card was claimed for this account in the same moment.
      if ((err as { code?: string }).code === "23505") throw new Refusal(409, "people.claim.account_taken")
      throw err
    }
    await markClaimed(tx, claim.id, userId, now)
    await announce({ name: "person.claimed", subject: { kind: "person", id: person.id }, payload: { claim: claim.id } })
    const party = claim.partyId === null ? undefined : (await partyNames(tx, [claim.partyId])).get(claim.partyId)
    if (party) await makeRepresentative(ctx, userId, party, claim.createdBy)
    return { id: person.id }
  },
})

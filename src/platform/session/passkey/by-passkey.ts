import { generateAuthenticationOptions, verifyAuthenticationResponse } from "@simplewebauthn/server"
import type { Ctx } from "#platform/http/env.ts"
import { proceed } from "../sign-in/proceed.ts"
import { findAccount } from "../user/user.store.ts"
import { challengeOf, usedAnswer } from "./answer.ts"
import { storeChallenge, takeChallenge } from "./challenge.store.ts"
import { refused } from "./make-passkey.ts"
import { relyingParty } from "./relying-party.ts"

/** What the browser needs to offer the passkeys that it has for this site. */
export async function usingOptions(c: Ctx) {
  const { db, clock, baseUrl } = c.var.services
  const party = relyingParty(baseUrl)
  if (!party) throw refused()
  const options = await generateAuthenticationOptions({ rpID: party.id, userVerification: "required" })
  await storeChallenge(db, options.challenge, null, clock.now())
  return options
}

/**
 * Signs in with a passkey: the device is one factor, the finger or PIN that opened it the other.
 * @returns where to go on
 * @throws Refusal 403, the same for every reason
 */
export async function byPasskey(c: Ctx, body: unknown, next: string): Promise<string> {
  const { db, clock, baseUrl } = c.var.services
  const party = relyingParty(baseUrl)
  const answer = usedAnswer.safeParse(body)
  if (!party || !answer.success) throw refused()
  const challenge = challengeOf(answer.data.response.clientDataJSON)
  if (!(await takeChallenge(db, challenge, null, clock.now()))) throw refused()
  const key = await db.selectFrom("platform.passkey").selectAll().where("id", "=", answer.data.id).executeTakeFirst()
  const account = key && (await findAccount(db, { id: key.user_id }))
  if (!key || !account) throw refused()
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer.data as never,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: { id: key.id, publicKey: new Uint8Array(key.public_key), counter: key.counter },
  }).catch(() => ({ verified: false, authenticationInfo: undefined }))
  if (!verified || !authenticationInfo) throw refused()
  const to = await proceed(c, account, { method: "passkey", next }, async (tx) => {
    const used = { counter: authenticationInfo.newCounter, used_at: clock.now() }
    await tx.updateTable("platform.passkey").set(used).where("id", "=", key.id).execute()
    return true
  })
  return to ?? "/sign-in"
}

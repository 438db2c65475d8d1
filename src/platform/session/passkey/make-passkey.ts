import { generateRegistrationOptions, verifyRegistrationResponse } from "@simplewebauthn/server"
import type { Ctx } from "#platform/http/env.ts"
import { act } from "#platform/http/reply.ts"
import { Refusal } from "#platform/refusal.ts"
import { deviceName } from "../security/device.ts"
import { me } from "../security/own.ts"
import { myAccount } from "../security/security.pages.tsx"
import { passkeysOf } from "../security/security.store.ts"
import { challengeOf, madeAnswer } from "./answer.ts"
import { storeChallenge, takeChallenge } from "./challenge.store.ts"
import { addPasskey } from "./passkey.ts"
import { relyingParty } from "./relying-party.ts"

/** COSE numbers of EdDSA, ES256, RS256; the newer ones of the library's list are experimental in Node 24. */
const supportedAlgorithmIDs = [-8, -7, -257]

export const refused = () => new Refusal(403, "session.passkey.failed")

/** What the browser needs to make a passkey that names its owner itself and asks for a finger, a face or a PIN. */
export async function makingOptions(c: Ctx) {
  const { db, clock, baseUrl } = c.var.services
  const party = relyingParty(baseUrl)
  if (!party) throw refused()
  const account = await myAccount(c)
  const known = await passkeysOf(db, account.id)
  const options = await generateRegistrationOptions({
    rpName: c.var.view.t("ui.product"),
    rpID: party.id,
    userName: account.email,
    userDisplayName: account.name,
    userID: new TextEncoder().encode(account.id),
    excludeCredentials: known.map(({ id }) => ({ id })),
    supportedAlgorithmIDs,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  })
  await storeChallenge(db, options.challenge, account.id, clock.now())
  return options
}

/** Verifies what the browser answered and stores the key, named after the device. */
export async function finishMaking(c: Ctx, body: unknown): Promise<void> {
  const { db, clock, baseUrl } = c.var.services
  const party = relyingParty(baseUrl)
  const answer = madeAnswer.safeParse(body)
  if (!party || !answer.success) throw refused()
  const challenge = challengeOf(answer.data.response.clientDataJSON)
  if (!(await takeChallenge(db, challenge, me(c.var).userId, clock.now()))) throw refused()
  const { registrationInfo } = await verifyRegistrationResponse({
    response: answer.data as never,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    supportedAlgorithmIDs,
    requireUserVerification: true,
  }).catch(() => ({ registrationInfo: undefined }))
  if (!registrationInfo) throw refused()
  const { credential } = registrationInfo
  await act(c, addPasskey, {
    id: credential.id,
    name: deviceName(c.req.header("User-Agent") ?? "") || c.var.view.t("session.passkey.unnamed"),
    publicKey: credential.publicKey,
    counter: credential.counter,
    transports: answer.data.response.transports,
  })
}

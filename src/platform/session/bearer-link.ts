import { timingSafeEqual } from "node:crypto"
import { keyedHash, keyFor } from "./sealing.ts"

/** What a link is for: one of another purpose opens nothing here. */
export type LinkPurpose = "answer" | "consent" | "claim" | "join" | "card" | "own-card"
/** Whose link it is; a new generation makes all earlier links worth nothing. */
export type Holder = { id: number; generation: number }

const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
const signature = (secret: string, purpose: LinkPurpose, kind: "link" | "code", { id, generation }: Holder) =>
  keyedHash(keyFor(secret, purpose), `${kind} ${id} ${generation}`)

/**
 * The secret part of an address that opens one thing without an account: it can be made again for a reminder, and is
 * stored nowhere. 144 bits of HMAC-SHA-256 over the holder and the generation of its link.
 */
export const linkToken = (secret: string, purpose: LinkPurpose, holder: Holder): string =>
  `${holder.id.toString(36)}-${signature(secret, purpose, "link", holder).subarray(0, 18).toString("base64url")}`

/** The number of the holder that a token claims to be of, or null when it is no token. */
export function claimedHolder(token: string): number | null {
  const found = /^([0-9a-z]{1,10})-[\w-]{24}$/.exec(token)
  return found ? Number.parseInt(found[1]!, 36) : null
}

/** Whether a token is the holder's present one. */
export function opensLink(secret: string, purpose: LinkPurpose, token: string, holder: Holder): boolean {
  const [given, own] = [Buffer.from(token), Buffer.from(linkToken(secret, purpose, holder))]
  return given.length === own.length && timingSafeEqual(given, own)
}

/** The code that paper shows beside the short address, for those who distrust links: ten letters, 49 bits, «ABCDE-FGHJK». */
export function linkCode(secret: string, purpose: LinkPurpose, holder: Holder): string {
  const bytes = signature(secret, purpose, "code", holder)
  let code = ""
  for (let i = 0; code.length < 10; i++) code += letters[bytes.readUInt16BE(i * 2) % letters.length]
  return `${code.slice(0, 5)}-${code.slice(5)}`
}

/** A typed code without its dash, spaces and case; Cyrillic letters that look like Latin ones are taken for those. */
export const foldCode = (typed: string): string =>
  typed
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/[АВЕКМНРСТУХ]/g, (letter) => "ABEKMHPCTYX"["АВЕКМНРСТУХ".indexOf(letter)]!)

/** What the database keeps of a code: without the installation's secret it says nothing. */
export const codeHash = (secret: string, purpose: LinkPurpose, typed: string): Buffer =>
  keyedHash(keyFor(secret, purpose), `typed ${foldCode(typed)}`)

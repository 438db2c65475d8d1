import { timingSafeEqual } from "node:crypto"
import { keyedHash, keyFor } from "#platform/session/sealing.ts"

type Holder = { id: number; generation: number }

const letters = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
const signature = (secret: string, kind: "link" | "code", { id, generation }: Holder) =>
  keyedHash(keyFor(secret, "answer"), `${kind} ${id} ${generation}`)

/**
 * The secret part of a recipient's address `/answer/:token`: it can be made again for a reminder, and is stored nowhere.
 * 144 bits of HMAC-SHA-256 over the recipient and the generation of its link.
 */
export const linkToken = (secret: string, holder: Holder): string =>
  `${holder.id.toString(36)}-${signature(secret, "link", holder).subarray(0, 18).toString("base64url")}`

/** The number of the recipient that a token claims to be of, or null when it is no token. */
export function claimedRecipient(token: string): number | null {
  const found = /^([0-9a-z]{1,10})-[\w-]{24}$/.exec(token)
  return found ? Number.parseInt(found[1]!, 36) : null
}

/** Whether a token is the recipient's present one. */
export function opensLink(secret: string, token: string, holder: Holder): boolean {
  const [given, own] = [Buffer.from(token), Buffer.from(linkToken(secret, holder))]
  return given.length === own.length && timingSafeEqual(given, own)
}

/** The code that paper shows beside the short address, for those who distrust links: ten letters, 49 bits, «ABCDE-FGHJK». */
export function linkCode(secret: string, holder: Holder): string {
  const bytes = signature(secret, "code", holder)
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
export const codeHash = (secret: string, typed: string): Buffer =>
  keyedHash(keyFor(secret, "answer"), `typed ${foldCode(typed)}`)

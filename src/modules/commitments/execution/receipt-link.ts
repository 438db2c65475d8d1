import { timingSafeEqual } from "node:crypto"
import { keyedHash, keyFor } from "#platform/session/sealing.ts"

const signature = (secret: string, id: number) =>
  keyedHash(keyFor(secret, "receipt"), String(id)).subarray(0, 18).toString("base64url")

/** The secret part of `/received/:token`: made again whenever it is needed, stored nowhere; 144 bits of HMAC-SHA-256. */
export const receiptToken = (secret: string, recipientId: number): string =>
  `${recipientId.toString(36)}-${signature(secret, recipientId)}`

/** Who got the report by this link, or null when it was never given out. */
export function receiptHolder(secret: string, token: string): number | null {
  const claimed = /^([0-9a-z]{1,10})-[\w-]{24}$/.exec(token)
  if (!claimed) return null
  const id = Number.parseInt(claimed[1]!, 36)
  const [given, own] = [Buffer.from(token), Buffer.from(receiptToken(secret, id))]
  return given.length === own.length && timingSafeEqual(given, own) ? id : null
}

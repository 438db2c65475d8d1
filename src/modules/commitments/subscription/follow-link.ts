import { timingSafeEqual } from "node:crypto"
import { z } from "zod"
import { locales } from "#platform/i18n.ts"
import { keyedHash, keyFor, seal, unseal } from "#platform/session/sealing.ts"

/** What is followed: an item, or a resolution with all of its items. */
export type Followed = { kind: "item" | "resolution"; id: number }

const wish = z.object({
  kind: z.enum(["item", "resolution"]),
  id: z.int(),
  email: z.email(),
  locale: z.enum(locales),
  until: z.int(),
})
/** Who wants to follow what; `until` is when the link ends, milliseconds since 1970. */
export type Wish = z.infer<typeof wish>

/** The part of `/follow/:token` that holds the wish itself, sealed: an address that was not confirmed is kept nowhere. */
export const wishToken = (secret: string, one: Wish): string =>
  seal(keyFor(secret, "follow"), JSON.stringify(one), "wish").toString("base64url")

/** The wish that a token holds; undefined for one that was made up, changed, or is out of date. */
export function readWish(secret: string, token: string, now: Date): Wish | undefined {
  try {
    const text = unseal(keyFor(secret, "follow"), Buffer.from(token, "base64url"), "wish")
    const found = wish.parse(JSON.parse(text))
    return found.until > now.getTime() ? found : undefined
  } catch {
    return undefined
  }
}

/** The part of `/unfollow/:token` that ends one subscription: 144 bits of HMAC-SHA-256 over its number. */
export const leaveToken = (secret: string, id: number): string =>
  `${id.toString(36)}-${keyedHash(keyFor(secret, "follow"), `leave ${id}`).subarray(0, 18).toString("base64url")}`

/** The subscription that a token ends, there or gone; null when it is none of ours. */
export function subscriptionOf(secret: string, token: string): number | null {
  const claimed = /^([0-9a-z]{1,10})-[\w-]{24}$/.exec(token)
  if (!claimed) return null
  const id = Number.parseInt(claimed[1]!, 36)
  const [given, own] = [Buffer.from(token), Buffer.from(leaveToken(secret, id))]
  return given.length === own.length && timingSafeEqual(given, own) ? id : null
}

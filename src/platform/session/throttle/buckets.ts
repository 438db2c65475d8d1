import { createHash } from "node:crypto"
import { isIPv6 } from "node:net"
import { type Bucket, limits } from "./throttle.ts"

/** Buckets keep no e-mail in the clear. */
const short = (text: string) => createHash("sha256").update(text).digest("base64url").slice(0, 22)

/** One household or office has a whole /64 of IPv6. */
function network(address: string): string {
  if (!isIPv6(address)) return address || "unknown"
  const [head = "", tail] = address.split("::")
  const left = head.split(":").filter(Boolean)
  const right = (tail ?? "").split(":").filter(Boolean)
  const middle = tail === undefined ? [] : Array(Math.max(0, 8 - left.length - right.length)).fill("0")
  return `${[...left, ...middle, ...right].slice(0, 4).join(":")}::/64`
}

/**
 * Where a try to sign in is counted. A browser that has signed in to this account before (`device`) is counted by
 * itself: strangers who try the same account from a thousand addresses cannot lock its owner out.
 */
export function signInBuckets(
  email: string,
  address: string,
  device: string | null,
): { pair: Bucket; shared: Bucket[] } {
  const from: Bucket = { name: `address:${network(address)}`, limit: limits.address }
  if (device) return { pair: { name: `device:${short(email)}:${device}`, limit: limits.pair }, shared: [from] }
  return {
    pair: { name: `pair:${short(email)}:${network(address)}`, limit: limits.pair },
    shared: [{ name: `account:${short(email)}`, limit: limits.account }, from],
  }
}

/** Where a wish for a code by e-mail is counted: nobody's mailbox is flooded. */
export function mailBuckets(email: string, address: string, device: string | null): Bucket[] {
  const from: Bucket = { name: `address:${network(address)}`, limit: limits.address }
  if (device) return [{ name: `mail-device:${short(email)}:${device}`, limit: limits.mail }, from]
  return [
    { name: `mail:${short(email)}:${network(address)}`, limit: limits.mail },
    { name: `mail-account:${short(email)}`, limit: limits.mailAccount },
    from,
  ]
}

/** The second step is tried by somebody who passed the first one: few free tries, whatever the address. */
export const secondBucket = (userId: string, device: string | null): Bucket => ({
  name: `second:${userId}${device ? `:${device}` : ""}`,
  limit: limits.second,
})

/** Links and challenges are unguessable; this only bounds the work that one address can cause. */
export const addressBucket = (address: string): Bucket => ({
  name: `address:${network(address)}`,
  limit: limits.address,
})

/** Tries of links that were never given out: only wrong ones are counted, so a mail scanner may open a good one for ever. */
export const linkBucket = (address: string): Bucket => ({ name: `link:${network(address)}`, limit: limits.link })

/** Tries of short codes that are printed on paper; give the try back when the code was right. */
export const typedBucket = (address: string): Bucket => ({ name: `typed:${network(address)}`, limit: limits.typed })

/** What the holder of one good link may send: a link that has got into wrong hands fills neither the desk nor the disk. */
export const holderBucket = (recipientId: number): Bucket => ({ name: `holder:${recipientId}`, limit: limits.holder })

/** Where a wish to be told of changes by e-mail is counted: nobody's mailbox is flooded with letters to confirm. */
export const followBuckets = (email: string, address: string): Bucket[] => [
  { name: `follow-mail:${short(email)}`, limit: limits.mail },
  { name: `follow:${network(address)}`, limit: limits.address },
]

/** What one address may say under items; `unasked` while it need not answer a question that programs find hard. */
export const commentBuckets = (address: string): { all: Bucket; unasked: Bucket } => ({
  all: { name: `comment:${network(address)}`, limit: limits.comment },
  unasked: { name: `comment-unasked:${network(address)}`, limit: limits.unasked },
})

/** What one address may send through forms for everybody, `what` apart; `unasked` as for comments. */
export const formBuckets = (what: string, email: string, address: string): { all: Bucket[]; unasked: Bucket } => ({
  all: [
    { name: `${what}:${network(address)}`, limit: limits.comment },
    { name: `${what}-mail:${short(email)}`, limit: limits.mail },
  ],
  unasked: { name: `${what}-unasked:${network(address)}`, limit: limits.unasked },
})

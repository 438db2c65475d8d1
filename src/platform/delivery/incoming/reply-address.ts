import { timingSafeEqual } from "node:crypto"
import type { Config } from "#platform/config.ts"
import { keyedHash, keyFor } from "#platform/session/sealing.ts"

/** Hexadecimal, so that mail programs and servers may change the case: 64 bits, enough for what nobody can try out. */
const signatureOf = (secret: string, route: string) =>
  keyedHash(keyFor(secret, "reply"), route).toString("hex").slice(0, 16)

/** The bare address in MAIL_FROM, in small letters. */
export const ownAddress = ({ MAIL_FROM }: Pick<Config, "MAIL_FROM">): string =>
  (/<([^<>]+)>\s*$/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM).trim().toLowerCase()

const partsOf = (address: string) => {
  const at = address.lastIndexOf("@")
  return { local: address.slice(0, at), domain: address.slice(at + 1) }
}

/**
 * Where an answer to a letter goes, so that it is known whom it answers: `centre+answer-123-0f3a…@example.ru`, of the
 * address in MAIL_FROM.
 *
 * @param route small letters, digits and single hyphens, at most 32 characters
 */
export function replyAddress(config: Pick<Config, "MAIL_FROM">, secret: string, route: string): string {
  const { local, domain } = partsOf(ownAddress(config))
  return `${local}+${route}-${signatureOf(secret, route)}@${domain}`
}

/** The route of the first address in a text that `replyAddress` made; anything else that looks like one is passed over. */
export function routeIn(config: Pick<Config, "MAIL_FROM">, secret: string, text: string): string | undefined {
  const own = partsOf(ownAddress(config))
  for (const [address] of text.toLowerCase().matchAll(/[^\s<>,;:"'()]+@[^\s<>,;:"'()]+/g)) {
    const { local, domain } = partsOf(address)
    if (domain !== own.domain || !local.startsWith(`${own.local}+`)) continue
    const [, route, signature = ""] = /^([a-z0-9-]{1,32})-([0-9a-f]{16})$/.exec(local.slice(own.local.length + 1)) ?? []
    if (route && timingSafeEqual(Buffer.from(signature), Buffer.from(signatureOf(secret, route)))) return route
  }
  return undefined
}

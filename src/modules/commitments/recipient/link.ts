import * as bearer from "#platform/session/bearer-link.ts"

const purpose = "answer"

/** The secret part of a recipient's address `/answer/:token`: see `#platform/session/bearer-link.ts`. */
export const linkToken = (secret: string, holder: bearer.Holder): string => bearer.linkToken(secret, purpose, holder)

/** The number of the recipient that a token claims to be of, or null when it is no token. */
export const claimedRecipient = bearer.claimedHolder

/** Whether a token is the recipient's present one. */
export const opensLink = (secret: string, token: string, holder: bearer.Holder): boolean =>
  bearer.opensLink(secret, purpose, token, holder)

/** The code that stands on paper beside the short address. */
export const linkCode = (secret: string, holder: bearer.Holder): string => bearer.linkCode(secret, purpose, holder)

/** What the database keeps of a code: without the installation's secret it says nothing. */
export const codeHash = (secret: string, typed: string): Buffer => bearer.codeHash(secret, purpose, typed)

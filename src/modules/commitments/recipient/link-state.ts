import type { Holder } from "#platform/session/bearer-link.ts"
import * as session from "#platform/session/link-state.ts"

export type LinkState = session.LinkState
type Recipient = Holder & { expiresAt: Date; revokedAt: Date | null }

/** What a link of `/answer/:token` opens now. */
export const linkState = (secret: string, token: string, holder: Recipient | undefined, now: Date): LinkState =>
  session.linkState(secret, "answer", token, holder, now)

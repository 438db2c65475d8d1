import { type Holder, type LinkPurpose, opensLink } from "./bearer-link.ts"

/** `unknown`: never given out. `replaced`: a newer one took its place. */
export type LinkState = "open" | "expired" | "revoked" | "replaced" | "unknown"

/** Earlier links that are told from guesses: whoever renewed more often sees an unknown one. */
const remembered = 100

/** What a link opens now. Only those that were really given out are told why they open nothing. */
export function linkState(
  secret: string,
  purpose: LinkPurpose,
  token: string,
  holder: (Holder & { expiresAt: Date; revokedAt: Date | null }) | undefined,
  now: Date,
): LinkState {
  if (!holder) return "unknown"
  const { id, generation, expiresAt, revokedAt } = holder
  if (opensLink(secret, purpose, token, { id, generation })) {
    if (revokedAt) return "revoked"
    return expiresAt <= now ? "expired" : "open"
  }
  for (let earlier = generation - 1; earlier > 0 && earlier >= generation - remembered; earlier--)
    if (opensLink(secret, purpose, token, { id, generation: earlier })) return revokedAt ? "revoked" : "replaced"
  return "unknown"
}

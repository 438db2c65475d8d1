/** A link by which a person makes a card its own. */
export type Claim = {
  id: number
  personId: string
  email: string
  /** Whom the owner of the card then speaks for. */
  partyId: number | null
  createdBy: string | null
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  claimedAt: Date | null
}
export type ClaimState = "open" | "claimed" | "revoked" | "expired"

/** A link waits so long to be used. */
export const claimLifetime = 30 * 86_400_000

/** What a link opens at an instant; `open` alone opens anything. */
export function stateOfClaim(
  { claimedAt, revokedAt, expiresAt }: Pick<Claim, "claimedAt" | "revokedAt" | "expiresAt">,
  now: Date,
): ClaimState {
  if (claimedAt) return "claimed"
  if (revokedAt) return "revoked"
  return expiresAt <= now ? "expired" : "open"
}

/** Whose link a token or a code is made for: there is one generation, for a new link is a new row. */
export const holderOf = ({ id }: { id: number }) => ({ id, generation: 1 })

import type { Reference } from "#platform/references/reference.ts"

/** A centre is a body of the registry, and an open one is one body. */
export const partyReferences: Reference[] = [
  {
    table: "network.centre",
    column: "party_id",
    counted: "centre.moves",
    single: { where: "mine.closed_on IS NULL", saying: { key: "centre.refusal.two" } },
  },
]

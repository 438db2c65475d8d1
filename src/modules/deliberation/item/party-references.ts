import type { Reference } from "#platform/references/reference.ts"

/** Where items name an organisation or a body; their words stay as they were adopted. */
export const partyReferences: Reference[] = [
  { table: "deliberation.addressee", column: "party_id", counted: "item.moves" },
  { table: "deliberation.known_addressee", column: "party_id", key: "folded_raw" },
]

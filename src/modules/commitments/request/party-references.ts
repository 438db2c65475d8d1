import type { Reference } from "#platform/references/reference.ts"

/** What an organisation or a body was asked, and what was written to it. */
export const partyReferences: Reference[] = [
  { table: "commitments.recipient", column: "party_id" },
  { table: "commitments.request", column: "party_id", counted: "request.moves" },
  { table: "commitments.letter", column: "party_id", counted: "letter.moves" },
  { table: "commitments.report_recipient", column: "party_id" },
]

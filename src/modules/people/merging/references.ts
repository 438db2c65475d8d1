import type { Reference } from "#platform/references/reference.ts"

/** What of people goes with an organisation or a body that is merged. */
export const partyReferences: Reference[] = [
  {
    table: "people.affiliation",
    column: "party_id",
    unless:
      "theirs.person_id = mine.person_id AND theirs.role = mine.role AND theirs.until_on IS NULL AND mine.until_on IS NULL",
    aside: true,
    counted: "people.merge.moves.affiliations",
  },
  { table: "people.application", column: "party_id", counted: "people.merge.moves.applications" },
  { table: "people.claim", column: "party_id" },
]

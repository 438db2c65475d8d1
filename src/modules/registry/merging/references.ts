import type { Reference, Unmoved } from "#platform/references/reference.ts"
import { scopeReferences } from "#platform/session/scope-references.ts"

const copies = { from: "registry.party", columns: ["nature", "folded_name"] }

/** What of a card goes with it when it is merged; directions and what it says of itself are gathered by hand. */
export const partyReferences: Reference[] = [
  { table: "registry.party", column: "merged_into" },
  { table: "registry.party", column: "successor_id", where: "mine.merged_into IS NULL" },
  {
    table: "registry.party_status",
    column: "party_id",
    // two statuses of one kind never overlap
    unless: `theirs.kind = mine.kind AND daterange(theirs.from_on, theirs.until_on, '[]') && daterange(mine.from_on, mine.until_on, '[]')`,
    counted: "registry.merging.moves.statuses",
  },
  { table: "registry.party_status", column: "institution_id", counted: "registry.merging.moves.units" },
  { table: "registry.party_document", column: "party_id", counted: "registry.merging.moves.documents" },
  { table: "registry.suggestion", column: "party_id", counted: "registry.merging.moves.suggestions" },
  { table: "registry.provider", column: "party_id", copies, counted: "registry.merging.moves.services" },
  ...scopeReferences,
]

const directions = "directions of both are joined into one set, and each gets its own back"
const anew = "what is alike is found anew; who told two cards apart told those two"
const said = "what was merged into what stays said"

const unmovedAlike = ([table, column]: [string, string]): Unmoved => ({ table: `registry.${table}`, column, why: anew })

/** Columns of the registry that name a card and are left. */
export const unmovedOfParty: Unmoved[] = [
  { table: "registry.party_direction", column: "party_id", why: directions },
  { table: "registry.party_profile", column: "party_id", why: "texts are chosen one by one, as other fields are" },
  { table: "registry.confirmation", column: "party_id", why: "a letter asks about one card: its link is closed" },
  ...Object.entries({ alike: "lesser", alike_key: "card_id", alike_due: "card_id" }).map(unmovedAlike),
  unmovedAlike(["alike", "greater"]),
  ...["survivor_id", "merged_id"].map((column) => ({ table: "registry.merge", column, why: said })),
]

import type { Reference, Unmoved } from "#platform/references/reference.ts"

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

const column = "person_id"

/**
 * What of a person goes to the card that stays; the rest is set aside. A consent in force goes only where the survivor
 * never had one of its kind, and what may be shown to everybody never: it was said of other words and numbers.
 */
export const personReferences: Reference[] = [
  {
    table: "people.affiliation",
    column,
    unless:
      "theirs.party_id = mine.party_id AND theirs.role = mine.role AND theirs.until_on IS NULL AND mine.until_on IS NULL",
    counted: "people.merge.moves.affiliations",
  },
  { table: "people.guardian", column, counted: "people.merge.moves.guardians" },
  {
    table: "people.consent",
    column,
    where: "mine.kind <> 'publication' OR mine.ended_at IS NOT NULL",
    unless: "theirs.kind = mine.kind AND mine.ended_at IS NULL",
    counted: "people.merge.moves.consents",
  },
  {
    table: "people.consent_link",
    column,
    unless: "theirs.guardian_id IS NOT DISTINCT FROM mine.guardian_id",
  },
  {
    table: "people.skill",
    column,
    unless: "theirs.competence_id = mine.competence_id AND theirs.ended_at IS NULL AND mine.ended_at IS NULL",
    counted: "people.merge.moves.skills",
  },
  {
    table: "people.confirmed_role",
    column,
    unless:
      "theirs.role = mine.role AND daterange(theirs.from_on, theirs.until_on, '[]') && daterange(mine.from_on, mine.until_on, '[]')",
    counted: "people.merge.moves.roles",
  },
  { table: "people.application", column, counted: "people.merge.moves.applications" },
  { table: "people.claim", column },
  { table: "people.reading", column },
  { table: "people.due", column, where: "false" },
  { table: "people.confirmation", column, key: "number", where: "false" },
  { table: "people.merge", column, key: "number" },
]

const anew = "found anew out of the fields of each card"
const toldApart = "what is alike is found anew; who told two cards apart told those two, and they come back with them"

const unmovedAlike = (name: string, columns: string[], why: string): Unmoved[] =>
  columns.map((one) => ({ table: `people.${name}`, column: one, why }))

/** Columns of people that name a person and are left. */
export const unmovedOfPerson: Unmoved[] = [
  { table: "people.published_field", column, why: "follows from consents in force, and is worked out anew" },
  ...unmovedAlike("alike_key", ["card_id"], anew),
  ...unmovedAlike("alike_due", ["card_id"], anew),
  ...unmovedAlike("alike", ["lesser", "greater"], toldApart),
]

import { email as emailField, foldName, type OpenParty, partyByName } from "#modules/registry/public.ts"
import type { Actor } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import type { Say } from "#platform/i18n.ts"
import { type AffiliationRole, affiliationRoles } from "../affiliation/affiliation.ts"
import { roleWord } from "../affiliation/affiliation-words.ts"
import { listPeople } from "../person/list-people.ts"
import { reachOf } from "../person/person.policy.ts"
import type { Person } from "../person/person.store.ts"
import { foldPerson } from "../person/person.ts"
import { showPeople } from "../person/show-person.ts"
import { type Line, nameParts, roleOf } from "./read-list.ts"

/** Why somebody of a list is not invited. */
export type Hindrance = "no_name" | "bad_email" | "bad_role" | "no_party" | "repeated" | "has_account"
/** What is done with a line: a letter to a new or a known person, or nothing and why. */
export type Checked = {
  line: Line
  name: ReturnType<typeof nameParts>
  email: string
  role: AffiliationRole
  party: OpenParty | undefined
  /** A card of the same name and e-mail that the actor keeps. */
  person: Person | undefined
  why: Hindrance | undefined
}

const wordsOf = (says: Say[]) =>
  new Map(says.flatMap((t) => affiliationRoles.map((role) => [foldName(roleWord(t, role)), role] as const)))

/** The card of this very person: the same e-mail and the same name, among those whom the actor keeps. */
async function sameOf(db: Db, actor: Actor, email: string, name: Checked["name"], today: string) {
  const found = await listPeople(db, { reach: await reachOf(db, actor), today, text: email }, { limit: 10 })
  const same = found.filter((person) => foldPerson(person) === foldPerson(name))
  const kept = await showPeople(db, actor, same, today)
  return same.find(({ id }) => kept.some(({ person, reader }) => person.id === id && reader === "staff"))
}

/** Looks through a list before anything is sent. @param says the catalogues in which roles may be written */
export async function checkList(
  db: Db,
  actor: Actor,
  lines: Line[],
  { says, today }: { says: Say[]; today: string },
): Promise<Checked[]> {
  const words = wordsOf(says)
  const seen = new Set<string>()
  const checked: Checked[] = []
  for (const line of lines) {
    const name = nameParts(line.name)
    const parsed = emailField.safeParse(line.email)
    const email = parsed.success ? parsed.data.toLowerCase() : ""
    const role = roleOf(line.role, words)
    const party = line.organisation ? await partyByName(db, line.organisation) : undefined
    const person = email && name.familyName ? await sameOf(db, actor, email, name, today) : undefined
    const hindrances: [Hindrance, boolean][] = [
      ["no_name", foldName(line.name) === ""],
      ["bad_email", email === ""],
      ["bad_role", role === undefined],
      ["no_party", line.organisation !== "" && !party],
      ["repeated", seen.has(email)],
      ["has_account", Boolean(person?.userId)],
    ]
    const why = hindrances.find(([, is]) => is)?.[0]
    if (email) seen.add(email)
    checked.push({ line, name, email, role: role ?? "member", party, person, why })
  }
  return checked
}

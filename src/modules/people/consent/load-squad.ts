import { type OpenParty, scopesOfParty, territoryScopes } from "#modules/registry/public.ts"
import { type Actor, holds, staff } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { peopleOfParty } from "../affiliation/affiliation.store.ts"
import { peopleByIds } from "../person/person.store.ts"
import { type ShownPerson, showPeople } from "../person/show-person.ts"
import { marksOf } from "./consent.store.ts"
import { type Standing, standingOf } from "./consent.ts"

/** So many people of one organisation are counted. */
export const squadLimit = 500

export type Member = { shown: ShownPerson; standing: Standing }

/** Whether an actor learns who of a party lacks a consent: its representative and the staff. */
export async function seesSquad(db: Db, actor: Actor, party: OpenParty): Promise<boolean> {
  const own = [{ kind: party.nature, id: party.id }]
  return (
    holds(actor, ["representative"], own) ||
    staff(actor, scopesOfParty(party, await territoryScopes(db, party.territoryId)))
  )
}

/** Those who belong to a party today with how their consents stand, by name; each narrowed to what the reader sees. */
export async function loadSquad(db: Db, actor: Actor, partyId: number, today: string): Promise<Member[]> {
  const there = await peopleOfParty(db, partyId, today, squadLimit)
  const ids = [...new Set(there.map(({ personId }) => personId))]
  const [people, marks] = await Promise.all([peopleByIds(db, ids), marksOf(db, ids)])
  const shown = await showPeople(db, actor, people, today)
  return shown
    .map((one) => ({ shown: one, standing: standingOf(marks.get(one.person.id)!, today) }))
    .sort((a, b) => a.shown.person.familyName.localeCompare(b.shown.person.familyName, "ru"))
}

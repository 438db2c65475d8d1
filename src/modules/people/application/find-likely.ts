import { findParties, type OpenParty, partyByInn, partyByName } from "#modules/registry/public.ts"
import type { Actor } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { listPeople } from "../person/list-people.ts"
import { reachOf } from "../person/person.policy.ts"
import { fullName } from "../person/person.ts"
import { type ShownPerson, showPeople } from "../person/show-person.ts"
import type { Application } from "./application.store.ts"
import { applicantName } from "./application-words.ts"

const most = 5

/** Cards of the registry that may be this organisation: of the same ИНН first, then like it by name. */
export async function likelyParties(db: Db, one: Application): Promise<OpenParty[]> {
  if (one.kind !== "organisation") return []
  const sure = [await partyByInn(db, { inn: one.inn, kpp: "" }), await partyByName(db, one.name)]
  const all = [...sure.filter((party) => party !== undefined), ...(await findParties(db, one.name, most))]
  return [...new Map(all.map((party) => [party.id, party])).values()]
    .filter(({ nature }) => nature === "organisation")
    .slice(0, most)
}

/** People whom the reader keeps and who may be the applicant: by e-mail, telephone or the whole name. */
export async function likelyPeople(db: Db, actor: Actor, one: Application, today: string): Promise<ShownPerson[]> {
  const reach = await reachOf(db, actor)
  const texts = [one.email, one.phone, applicantName(one)].filter(Boolean)
  const found = await Promise.all(texts.map((text) => listPeople(db, { reach, today, text }, { limit: most })))
  const people = [...new Map(found.flat().map((person) => [person.id, person])).values()]
  const shown = await showPeople(db, actor, people, today)
  return shown.filter(({ reader, person }) => reader === "staff" && fullName(person) !== "")
}

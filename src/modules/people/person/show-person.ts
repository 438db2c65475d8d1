import { allTerritories, type OpenParty, partyNames } from "#modules/registry/public.ts"
import type { Actor } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { affiliationsOf } from "../affiliation/affiliation.store.ts"
import { type Affiliation, present } from "../affiliation/affiliation.ts"
import { rolesOf } from "../confirmed-role/confirmed-role.store.ts"
import type { ConfirmedRole } from "../confirmed-role/confirmed-role.ts"
import { skillsOf } from "../skill/skill.store.ts"
import { type Skill, stateOf } from "../skill/skill.ts"
import { fieldsSeen, type PersonField, type Reader } from "./fields.ts"
import { readerOf, scopesOfPerson } from "./person.policy.ts"
import { type Person, personById, publishedOf } from "./person.store.ts"

/** A person as one reader sees it: what the reader may not see is empty, and `seen` tells which fields those are not. */
export type ShownPerson = {
  person: Person
  affiliations: Affiliation[]
  /** The organisations and bodies of the affiliations. */
  parties: Map<number, OpenParty>
  skills: Skill[]
  roles: ConfirmedRole[]
  seen: Set<PersonField>
  reader: Reader | undefined
}

/** Leaves of a person what its reader may see. The only way in which a person reaches a page, the API or a file. */
export function narrowed(person: Person, seen: Set<PersonField>): Person {
  const kept = <T>(field: PersonField, value: T, empty: T) => (seen.has(field) ? value : empty)
  return {
    id: person.id,
    version: person.version,
    userId: kept("note", person.userId, null),
    listed: person.listed,
    familyName: kept("name", person.familyName, ""),
    givenName: kept("name", person.givenName, ""),
    patronymic: kept("name", person.patronymic, ""),
    birthOn: kept("birthOn", person.birthOn, null),
    territoryId: kept("territory", person.territoryId, null),
    email: kept("email", person.email, ""),
    phone: kept("phone", person.phone, ""),
    address: kept("address", person.address, ""),
    note: kept("note", person.note, ""),
    languages: kept("languages", person.languages, []),
    availability: kept("availability", person.availability, ""),
    experience: kept("experience", person.experience, ""),
  }
}

/** Of the affiliations: the staff and the person see all, a representative those of its parties, others what is in force. */
function affiliationsSeen(all: Affiliation[], reader: Reader | undefined, actor: Actor, today: string): Affiliation[] {
  if (reader === "staff" || reader === "self") return all
  if (reader !== "organisation" || actor.kind !== "user") return present(all, today)
  const own = actor.grants.flatMap(({ role, scope }) =>
    role === "representative" && (scope.kind === "organisation" || scope.kind === "body") ? scope.id : [],
  )
  return all.filter(({ partyId }) => own.includes(partyId))
}

const proves = (reader: Reader | undefined) => reader === "staff" || reader === "self"

/** The staff and the person see all with proofs; an organisation what is not over; others what is confirmed as well. */
function skillsSeen(all: Skill[], reader: Reader | undefined, today: string): Skill[] {
  if (proves(reader)) return all
  const shown = reader === "organisation" ? ["confirmed", "stated"] : ["confirmed"]
  return all
    .filter((one) => shown.includes(stateOf(one, today)))
    .map((one) => ({ ...one, evidence: "", link: "", ground: "", statedBy: null, confirmedBy: null }))
}

const rolesSeen = (all: ConfirmedRole[], reader: Reader | undefined, today: string): ConfirmedRole[] =>
  proves(reader) ? all : present(all, today).map((one) => ({ ...one, ground: "", confirmedBy: null, endedWhy: "" }))

/**
 * People for one reader, in the order given; those of whom the reader sees nothing are left out.
 * @param today YYYY-MM-DD
 */
export async function showPeople(db: Db, actor: Actor, people: Person[], today: string): Promise<ShownPerson[]> {
  const ids = people.map(({ id }) => id)
  const [affiliations, published, territories, skills, roles] = await Promise.all([
    affiliationsOf(db, ids),
    publishedOf(db, ids),
    allTerritories(db),
    skillsOf(db, ids),
    rolesOf(db, ids),
  ])
  const parties = await partyNames(
    db,
    [...affiliations.values()].flat().map(({ partyId }) => partyId),
  )
  return people.flatMap((person) => {
    const all = affiliations.get(person.id) ?? []
    const belongs = [...new Set(all.map(({ partyId }) => partyId))].map((id) => parties.get(id)!)
    const reader = readerOf(actor, person, scopesOfPerson(person, belongs, territories))
    const seen = fieldsSeen(reader, person.listed ? (published.get(person.id) ?? []) : [])
    if (!seen.has("name")) return []
    const shown = seen.has("affiliations") ? affiliationsSeen(all, reader, actor, today) : []
    return [
      {
        person: narrowed(person, seen),
        affiliations: shown,
        parties,
        skills: seen.has("competences") ? skillsSeen(skills.get(person.id) ?? [], reader, today) : [],
        roles: seen.has("roles") ? rolesSeen(roles.get(person.id) ?? [], reader, today) : [],
        seen,
        reader,
      },
    ]
  })
}

/** One person; undefined when there is none or the reader sees nothing of it: both answer the same. */
export async function showPerson(db: Db, actor: Actor, id: string, today: string): Promise<ShownPerson | undefined> {
  const person = await personById(db, id)
  return person && (await showPeople(db, actor, [person], today))[0]
}

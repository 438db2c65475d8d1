import { allTerritories, partyNames, pathUp } from "#modules/registry/public.ts"
import type { Tx } from "#platform/db.ts"
import { indexDocuments, removeDocuments } from "#platform/search/index.store.ts"
import { affiliationsOf } from "../affiliation/affiliation.store.ts"
import { present } from "../affiliation/affiliation.ts"
import { rolesOf } from "../confirmed-role/confirmed-role.store.ts"
import { roleNames } from "../confirmed-role/confirmed-role.ts"
import { skillsOf } from "../skill/skill.store.ts"
import { stateOf } from "../skill/skill.ts"
import { fieldsSeen } from "./fields.ts"
import { peopleByIds, publishedOf } from "./person.store.ts"
import { addressOfPerson, fullName } from "./person.ts"

/**
 * Files a person to be found by everybody, by published fields only, or takes it out of the search.
 * Whoever is not listed is in no index: the staff finds people in their own list, by the reach of their rights.
 */
export const indexPerson = (tx: Tx, id: string, at: Date): Promise<void> => indexPeople(tx, [id], at)

/** The same for many at once. */
export async function indexPeople(tx: Tx, ids: string[], at: Date): Promise<void> {
  const listed = (await peopleByIds(tx, ids)).filter((person) => person.listed)
  const found = new Set(listed.map(({ id }) => id))
  const hidden = ids.filter((id) => !found.has(id))
  if (hidden.length) await removeDocuments(tx, "person", hidden)
  if (!listed.length) return
  const today = at.toISOString().slice(0, 10)
  const [territories, published, affiliations, skills, roles] = [
    await allTerritories(tx),
    await publishedOf(tx, [...found]),
    await affiliationsOf(tx, [...found]),
    await skillsOf(tx, [...found]),
    await rolesOf(tx, [...found]),
  ]
  const parties = await partyNames(
    tx,
    [...affiliations.values()].flat().map(({ partyId }) => partyId),
  )
  const documents = listed.map((person) => {
    const { id } = person
    const seen = fieldsSeen("public", published.get(id) ?? [])
    const texts: string[] = []
    if (seen.has("territory")) texts.push(...pathUp(territories, person.territoryId).map(({ name }) => name))
    if (seen.has("affiliations"))
      for (const { partyId, post } of present(affiliations.get(id) ?? [], today))
        texts.push(post, parties.get(partyId)?.name ?? "")
    if (seen.has("competences")) {
      const confirmed = (skills.get(id) ?? []).filter((one) => stateOf(one, today) === "confirmed")
      texts.push(...confirmed.flatMap(({ nameRu, nameEn }) => [nameRu, nameEn]))
    }
    if (seen.has("roles")) texts.push(...present(roles.get(id) ?? [], today).flatMap(({ role }) => roleNames[role]))
    const text = texts.filter(Boolean).join(", ")
    const url = addressOfPerson(id)
    return { kind: "person", id, audience: "open" as const, title: fullName(person), text, url, at }
  })
  await indexDocuments(tx, documents)
}

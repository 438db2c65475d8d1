import { allTerritories, partyNames, pathUp } from "#modules/registry/public.ts"
import type { Tx } from "#platform/db.ts"
import { indexDocument, removeDocument } from "#platform/search/search.ts"
import { affiliationsOf } from "../affiliation/affiliation.store.ts"
import { present } from "../affiliation/affiliation.ts"
import { rolesOf } from "../confirmed-role/confirmed-role.store.ts"
import { roleNames } from "../confirmed-role/confirmed-role.ts"
import { skillsOf } from "../skill/skill.store.ts"
import { stateOf } from "../skill/skill.ts"
import { fieldsSeen } from "./fields.ts"
import { personById, publishedOf } from "./person.store.ts"
import { addressOfPerson, fullName } from "./person.ts"

/**
 * Files a person to be found by everybody, by published fields only, or takes it out of the search.
 * Whoever is not listed is in no index: the staff finds people in their own list, by the reach of their rights.
 */
export async function indexPerson(tx: Tx, id: string, at: Date): Promise<void> {
  const person = await personById(tx, id)
  if (!person?.listed) return removeDocument(tx, "person", id)
  const seen = fieldsSeen("public", (await publishedOf(tx, [id])).get(id) ?? [])
  const today = at.toISOString().slice(0, 10)
  const texts: string[] = []
  if (seen.has("territory")) texts.push(...pathUp(await allTerritories(tx), person.territoryId).map(({ name }) => name))
  if (seen.has("affiliations")) {
    const affiliations = present((await affiliationsOf(tx, [id])).get(id) ?? [], today)
    const parties = await partyNames(
      tx,
      affiliations.map(({ partyId }) => partyId),
    )
    texts.push(...affiliations.flatMap(({ partyId, post }) => [post, parties.get(partyId)?.name ?? ""]))
  }
  if (seen.has("competences")) {
    const confirmed = ((await skillsOf(tx, [id])).get(id) ?? []).filter((one) => stateOf(one, today) === "confirmed")
    texts.push(...confirmed.flatMap(({ nameRu, nameEn }) => [nameRu, nameEn]))
  }
  if (seen.has("roles"))
    texts.push(...present((await rolesOf(tx, [id])).get(id) ?? [], today).flatMap(({ role }) => roleNames[role]))
  await indexDocument(tx, {
    kind: "person",
    id,
    audience: "open",
    title: fullName(person),
    text: texts.filter(Boolean).join(", "),
    url: addressOfPerson(id),
    at,
  })
}

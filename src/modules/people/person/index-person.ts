import { allTerritories, partyNames, pathUp } from "#modules/registry/public.ts"
import type { Tx } from "#platform/db.ts"
import { indexDocument, removeDocument } from "#platform/search/search.ts"
import { affiliationsOf } from "../affiliation/affiliation.store.ts"
import { present } from "../affiliation/affiliation.ts"
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
  const texts: string[] = []
  if (seen.has("territory")) texts.push(...pathUp(await allTerritories(tx), person.territoryId).map(({ name }) => name))
  if (seen.has("affiliations")) {
    const affiliations = present((await affiliationsOf(tx, [id])).get(id) ?? [], at.toISOString().slice(0, 10))
    const parties = await partyNames(
      tx,
      affiliations.map(({ partyId }) => partyId),
    )
    texts.push(...affiliations.flatMap(({ partyId, post }) => [post, parties.get(partyId)?.name ?? ""]))
  }
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

import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "../tables.ts"
import { byAsked, type OpenParty, openColumns, withSurvivors } from "./party.store.ts"
import {
  natures as allNatures,
  foldName,
  type Kind,
  kinds as kindsOf,
  type Nature,
  natureOf,
  rankSuggestions,
} from "./party.ts"

const found = (db: Db, folded: string) =>
  db
    .selectFrom("registry.party")
    .select([
      ...openColumns,
      "folded_name as foldedName",
      "search_name as searchName",
      sql<number>`word_similarity(${folded}, search_name)`.as("likeness"),
    ])
    .where("merged_into", "is", null)

/**
 * Suggestions while a name is typed: those that begin so, then those that hold such a word, then, when these are few,
 * those like it (typing errors included), best first.
 *
 * @example await findParties(db, "совет ветер", 8)
 */
export async function findParties(db: Db, query: string, limit = 10): Promise<OpenParty[]> {
  const folded = foldName(query).slice(0, 200)
  if (!folded) return []
  const pattern = folded.replace(/[\\%_]/g, "\\$&")
  const beginning = found(db, folded).where("folded_name", "like", `${pattern}%`).orderBy("folded_name").limit(limit)
  const holding = found(db, folded).where("search_name", "like", `%${pattern}%`).limit(50)
  const parties = [...(await beginning.execute()), ...(await holding.execute())]
  // Likeness is dear, and two letters are like everything.
  if (parties.length < limit && folded.length > 3)
    parties.push(
      ...(await found(db, folded)
        .where(sql<boolean>`${folded} <% search_name`)
        .orderBy("likeness", "desc")
        .limit(50)
        .execute()),
    )
  const once = new Map(parties.map((party) => [party.id, party]))
  return rankSuggestions(query, [...once.values()])
    .slice(0, limit)
    .map(({ foldedName: _, searchName: __, likeness: ___, ...party }) => party)
}

/** Names of parties by id, with what an address needs; of a merged card, those of the one that it went into. */
export async function partyNames(db: Db, ids: number[]): Promise<Map<number, OpenParty>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("registry.party")
    .select([...openColumns, "merged_into as mergedInto"])
    .where("id", "=", withSurvivors(ids))
    .execute()
  return byAsked(ids, rows)
}

/**
 * A class of parties: of these kinds, else of all kinds of these natures; anywhere unless territories are named. Those of
 * the example only where `demo` is set.
 */
export type PartyClass = { kinds: string[]; natures?: Nature[]; territoryIds?: number[]; demo?: boolean }

/**
 * Parties of a class by name, for a tick list («руководителям НКО»). Kinds that are not known are passed over.
 *
 * @returns at most `limit`; ask for one more than is shown to know whether there are more
 * @example await partiesByKind(db, { kinds: ["ngo"], territoryIds: idsBelow(territories, id) }, 201)
 */
export async function partiesByKind(
  db: Db,
  { kinds, natures = [...allNatures], territoryIds, demo = false }: PartyClass,
  limit: number,
): Promise<OpenParty[]> {
  const asked = kinds.length ? kinds : natures.flatMap((nature): readonly Kind[] => kindsOf[nature])
  const pairs = [...new Set(asked)].flatMap((kind) => {
    const nature = natureOf(kind)
    return nature && natures.includes(nature) ? [{ nature, kind }] : []
  })
  // Each kind is read out of the index by name, so that many parties of one kind cost no more than a page of them.
  const ofKind = ({ nature, kind }: (typeof pairs)[number]) =>
    db
      .selectFrom("registry.party")
      .select([...openColumns, "folded_name as foldedName"])
      .where("nature", "=", nature)
      .where("kind", "=", kind)
      .$if(territoryIds !== undefined, (q) => q.where("territory_id", "=", sql<number>`ANY(${territoryIds})`))
      .$if(!demo, (q) => q.where("demo", "=", false))
      .where("ended_on", "is", null)
      .where("merged_into", "is", null)
      .orderBy("folded_name")
      .limit(limit)
      .execute()
  const found = (await Promise.all(pairs.map(ofKind))).flat()
  return found
    .sort((a, b) => (a.foldedName < b.foldedName ? -1 : 1))
    .slice(0, limit)
    .map(({ foldedName: _, ...party }) => party)
}

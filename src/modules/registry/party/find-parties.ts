import { sql } from "kysely"
import type { Db } from "#platform/db.ts"
import "../tables.ts"
import { type OpenParty, openColumns } from "./party.store.ts"
import { foldName, rankSuggestions } from "./party.ts"

/**
 * Suggestions while a name is typed: those that begin so, then those that hold such a word, then those like it
 * (typing errors included), best first.
 *
 * @example await findParties(db, "совет ветер", 8)
 */
export async function findParties(db: Db, query: string, limit = 10): Promise<OpenParty[]> {
  const folded = foldName(query).slice(0, 200)
  if (!folded) return []
  const pattern = folded.replace(/[\\%_]/g, "\\$&")
  const found = await db
    .with("beginning", (q) =>
      q
        .selectFrom("registry.party")
        .select("id")
        .where("folded_name", "like", `${pattern}%`)
        .orderBy("folded_name")
        .limit(limit),
    )
    .with("alike", (q) =>
      q
        .selectFrom("registry.party")
        .select("id")
        .where((eb) =>
          eb.or([
            ...(folded.length > 2 ? [eb("search_name", "like", `%${pattern}%`)] : []),
            sql<boolean>`${folded} <% search_name`,
          ]),
        )
        .orderBy(sql`word_similarity(${folded}, search_name)`, "desc")
        .limit(50),
    )
    .selectFrom("registry.party")
    .select([
      ...openColumns,
      "folded_name as foldedName",
      "search_name as searchName",
      sql<number>`word_similarity(${folded}, search_name)`.as("likeness"),
    ])
    .where("id", "in", (q) => q.selectFrom("beginning").select("id").unionAll(q.selectFrom("alike").select("id")))
    .execute()
  return rankSuggestions(query, found)
    .slice(0, limit)
    .map(({ foldedName: _, searchName: __, likeness: ___, ...party }) => party)
}

/** Names of parties by id, with what an address needs. */
export async function partyNames(db: Db, ids: number[]): Promise<Map<number, OpenParty>> {
  if (!ids.length) return new Map()
  const rows = await db
    .selectFrom("registry.party")
    .select(openColumns)
    .where("id", "=", sql<number>`ANY(${[...new Set(ids)]})`)
    .execute()
  return new Map(rows.map((party) => [party.id, party]))
}

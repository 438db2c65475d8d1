import { type ExpressionBuilder, sql } from "kysely"
import type { Db, Tables } from "#platform/db.ts"
import "../tables.ts"
import { countOfDirection, worksIn } from "../direction/direction.store.ts"
import type { StatusKind } from "../status/status.ts"
import { allColumns, type Party } from "./party.store.ts"
import { foldName, type Nature } from "./party.ts"

/** What a list is narrowed by; `territories` holds the chosen one and all below it, `status` is one in force on a day. */
export type PartyFilter = {
  nature?: Nature
  kind?: string | undefined
  territories?: number[] | undefined
  direction?: number | undefined
  text?: string | undefined
  status?: { kind: StatusKind; on: string } | undefined
  /** Those whose confirmation is late. */
  unconfirmed?: boolean | undefined
}

/** A text, a status, a late confirmation, or a direction among other conditions, counts no further: «больше 500». */
export const countLimit = 500

// Case endings of words long enough: «ветераны» finds «Совет ветеранов». Names only; texts have #platform/search.
const ending = /(?<=.{4})(?:[аоыи]м[иу]?|ями?|[аяыи]х|ого|[оеё][вйм]|[ыи]й|[аяоеиы][яею]|[аеиоуыюяьй])$/

const wordsOf = (text: string) =>
  foldName(text)
    .split(/[\s-]+/)
    .filter(Boolean)
    .map((word) => word.replace(ending, ""))

const likePattern = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`

/** For `LIKE` on folded names: one pattern per word of what was typed, without its case ending. */
export const likePatterns = (text: string): string[] => wordsOf(text).map(likePattern)

const recognised = (eb: ExpressionBuilder<Tables, "registry.party">, { kind, on }: { kind: StatusKind; on: string }) =>
  eb(
    "id",
    "in",
    eb
      .selectFrom("registry.party_status")
      .select("party_id")
      .where("kind", "=", kind)
      .where((s) => s.or([s("from_on", "is", null), s("from_on", "<=", on)]))
      .where((s) => s.or([s("until_on", "is", null), s("until_on", ">=", on)])),
  )

const where = (filter: PartyFilter) => (eb: ExpressionBuilder<Tables, "registry.party">) =>
  eb.and([
    eb("merged_into", "is", null),
    ...(filter.nature ? [eb("nature", "=", filter.nature)] : []),
    ...(filter.kind ? [eb("kind", "=", filter.kind)] : []),
    ...(filter.territories ? [eb("territory_id", "=", sql<number>`ANY(${filter.territories})`)] : []),
    ...(filter.status ? [recognised(eb, filter.status)] : []),
    ...(filter.unconfirmed ? [eb("unconfirmed_on", "is not", null)] : []),
    ...likePatterns(filter.text ?? "").map((like) => eb("search_name", "like", like)),
  ])

/**
 * Parties by name.
 * @param page `after`: id of the last one read; `from`: begin with this letter; `limit`: at most so many
 */
export const listParties = (
  db: Db,
  filter: PartyFilter,
  page: { after?: number | undefined; from?: string | undefined; limit: number },
): Promise<Party[]> =>
  db
    .selectFrom("registry.party")
    .select(allColumns)
    .where(where(filter))
    .$if(filter.direction !== undefined, (q) => q.where(worksIn(filter.direction!, page)))
    .$if(page.after !== undefined, (q) =>
      q.where("folded_name", ">", (eb) =>
        eb.selectFrom("registry.party").select("folded_name").where("id", "=", page.after!),
      ),
    )
    .$if(Boolean(page.from), (q) => q.where("folded_name", ">=", foldName(page.from!)))
    .orderBy("folded_name")
    .limit(page.limit)
    .execute()

/** How many: exact from the tables of counts, or at most `countLimit` + 1. */
export async function countParties(db: Db, filter: PartyFilter): Promise<number> {
  const narrowed = filter.kind || filter.territories
  if (
    wordsOf(filter.text ?? "").length ||
    filter.status ||
    filter.unconfirmed ||
    (filter.direction !== undefined && narrowed)
  ) {
    const some = db
      .selectFrom("registry.party")
      .select("id")
      .where(where(filter))
      .$if(filter.direction !== undefined, (q) => q.where(worksIn(filter.direction!)))
      .limit(countLimit + 1)
    const row = await db
      .selectFrom(some.as("s"))
      .select((eb) => eb.fn.countAll<number>().as("n"))
      .executeTakeFirst()
    return row?.n ?? 0
  }
  if (filter.direction !== undefined) return countOfDirection(db, filter.direction, filter.nature)
  const row = await db
    .selectFrom("registry.party_count")
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>("parties"), sql<number>`0`).as("n"))
    .$if(Boolean(filter.nature), (q) => q.where("nature", "=", filter.nature!))
    .$if(Boolean(filter.kind), (q) => q.where("kind", "=", filter.kind!))
    .$if(Boolean(filter.territories), (q) => q.where("territory_id", "=", sql<number>`ANY(${filter.territories!})`))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

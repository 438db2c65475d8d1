import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import type { Resolution, Visibility } from "./resolution.ts"
import "../tables.ts"

const columns = [
  "r.id",
  "r.title",
  "r.kind",
  "r.held_on as heldOn",
  "r.held_until as heldUntil",
  "r.place",
  "r.organiser",
  "r.participants_count as participantsCount",
  "r.territory_id as territoryId",
  "r.visibility",
  "r.item_count as itemCount",
  "r.addressed_count as addressedCount",
  "r.closed_count as closedCount",
  "r.source_attachment as sourceAttachment",
  "r.source_name as sourceName",
  "a.adopted_on as adoptedOn",
  "r.demo",
] as const

const resolutions = (db: Db) =>
  db
    .selectFrom("deliberation.resolution as r")
    .leftJoin("deliberation.adoption as a", "a.resolution_id", "r.id")
    .select(columns)

/** One resolution, adopted or a draft; undefined when there is none. Whether it may be seen is the policy's question. */
export async function loadResolution(db: Db, id: number): Promise<Resolution | undefined> {
  return (await resolutions(db).where("r.id", "=", id).executeTakeFirst()) as Resolution | undefined
}

/** Locks a resolution for the rest of the transaction, so that two acts upon it follow one another. */
export async function lockResolution(tx: Tx, id: number): Promise<Resolution | undefined> {
  await sql`SELECT 1 FROM deliberation.resolution WHERE id = ${id} FOR UPDATE`.execute(tx)
  return loadResolution(tx, id)
}

/** Filters of the list of adopted resolutions; `after` is the last one of the page before. */
export type ListFilter = {
  visibilities: Visibility[]
  partyId?: number | undefined
  themeId?: number | undefined
  year?: number | undefined
  territoryIds?: number[] | undefined
  kind?: string | undefined
  after?: { adoptedOn: string; id: number } | undefined
  limit: number
}

function filtered(db: Db, f: Omit<ListFilter, "after" | "limit">) {
  let query = db
    .selectFrom("deliberation.adoption as a")
    .innerJoin("deliberation.resolution as r", "r.id", "a.resolution_id")
    .where("r.visibility", "in", f.visibilities)
  if (f.kind) query = query.where("r.kind", "=", f.kind)
  if (f.year)
    query = query.where("a.adopted_on", ">=", `${f.year}-01-01`).where("a.adopted_on", "<=", `${f.year}-12-31`)
  if (f.territoryIds) query = query.where("r.territory_id", "in", f.territoryIds.length ? f.territoryIds : [-1])
  if (f.partyId) {
    const party = f.partyId
    query = query.where((w) =>
      w.exists(
        w
          .selectFrom("deliberation.addressee as d")
          .innerJoin("deliberation.item as i", "i.id", "d.item_id")
          .whereRef("i.resolution_id", "=", "r.id")
          .where("d.party_id", "=", party)
          .select("d.id"),
      ),
    )
  }
  if (f.themeId)
    query = query.where(
      sql<boolean>`EXISTS (SELECT FROM deliberation.item t WHERE t.resolution_id = r.id AND t.theme_id = ${f.themeId})`,
    )
  return query
}

/** A page of adopted resolutions, newest first. Take one more than is shown to know whether there is more. */
export async function listResolutions(db: Db, f: ListFilter): Promise<Resolution[]> {
  let query = filtered(db, f)
    .select(columns)
    .orderBy("a.adopted_on", "desc")
    .orderBy("a.resolution_id", "desc")
    .limit(f.limit)
  const { after } = f
  if (after)
    query = query.where(sql<boolean>`(a.adopted_on, a.resolution_id) < (${after.adoptedOn}::date, ${after.id}::bigint)`)
  return (await query.execute()) as Resolution[]
}

/**
 * How many there are, `limit` + 1 at most, for nobody reads on from "more than 1000". From the table of counts; by
 * territory, body and theme they are counted one by one.
 */
export async function countResolutions(db: Db, f: Omit<ListFilter, "after" | "limit">, limit = 1000): Promise<number> {
  if (!f.territoryIds && !f.partyId && !f.themeId) return Math.min(await countFromTable(db, f), limit + 1)
  const { n } = await db
    .selectFrom(
      filtered(db, f)
        .select("r.id")
        .limit(limit + 1)
        .as("found"),
    )
    .select((x) => x.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow()
  return n
}

async function countFromTable(db: Db, f: Pick<ListFilter, "visibilities" | "kind" | "year">): Promise<number> {
  const row = await db
    .selectFrom("deliberation.adopted_count")
    .select((x) => x.fn.sum<string | null>("resolutions").as("n"))
    .where("visibility", "in", f.visibilities)
    .$if(Boolean(f.kind), (q) => q.where("kind", "=", f.kind!))
    .$if(Boolean(f.year), (q) => q.where("year", "=", f.year!))
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** Drafts that have not been adopted yet, the last saved first. */
export async function listDrafts(db: Db, limit = 50) {
  return db
    .selectFrom("deliberation.draft as d")
    .innerJoin("deliberation.resolution as r", "r.id", "d.resolution_id")
    .leftJoin("deliberation.adoption as a", "a.resolution_id", "r.id")
    .where("a.resolution_id", "is", null)
    .select(["r.id", "r.title", "r.kind", "r.source_name as sourceName", "d.saved_at as savedAt"])
    .orderBy("d.saved_at", "desc")
    .limit(limit)
    .execute()
}

/** Whether any resolution, a draft included, belongs to one of these territories. */
export async function anyResolutionIn(db: Db, territoryIds: number[]): Promise<boolean> {
  const row = await db
    .selectFrom("deliberation.resolution")
    .select("id")
    .where("territory_id", "=", sql<number>`ANY(${territoryIds})`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

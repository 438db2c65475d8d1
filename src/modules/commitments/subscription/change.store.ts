import { sql } from "kysely"
import { type ItemLine, itemLines } from "#modules/deliberation/public.ts"
import type { Db } from "#platform/db.ts"
import { actsOf, type Request, requests } from "../request/request.store.ts"
import { type Change, changeKinds, openChanges } from "./change.ts"
import "../tables.ts"

/** A change with what it is told with. `names`: who requests were handed over to, by the request. */
export type ToldChange = Change & { request: Request; line: ItemLine; names: Map<number, string> }

type Wanted = {
  visibilities: Request["visibility"][]
  resolution?: number | undefined
  body?: number | undefined
  limit: number
}

/** So many of the newest acts, or requests, are looked through: what the reader may not see hides no more than these. */
const reach = 500
const kinds = sql.join(changeKinds.map((kind) => sql.lit(kind)))

/** The latest public changes, newest first; of one resolution or body where they are given. */
export async function latestChanges(db: Db, q: Wanted): Promise<ToldChange[]> {
  const narrow = q.resolution !== undefined || q.body !== undefined
  const found = narrow
    ? sql<{ id: number }>`
        SELECT a.id FROM (
          SELECT r.id FROM commitments.request r
          WHERE r.visibility = ANY(${q.visibilities})
            ${q.resolution !== undefined ? sql`AND r.resolution_id = ${q.resolution}` : sql``}
            ${q.body !== undefined ? sql`AND r.party_id = ${q.body}` : sql``}
          ORDER BY r.id DESC LIMIT ${reach}) r
        JOIN commitments.act a ON a.request_id = r.id
        WHERE a.kind IN (${kinds}) ORDER BY a.id DESC LIMIT ${q.limit}`
    : sql<{ id: number }>`
        SELECT a.id FROM (
          SELECT id, request_id FROM commitments.act WHERE kind IN (${kinds}) ORDER BY id DESC LIMIT ${reach}) a
        JOIN commitments.request r ON r.id = a.request_id
        WHERE r.visibility = ANY(${q.visibilities}) ORDER BY a.id DESC LIMIT ${q.limit}`
  const { rows } = await found.execute(db)
  return changesBy(
    db,
    rows.map(({ id }) => id),
  )
}

/** Changes by their acts, newest first; acts that tell nobody anything are left out. */
export async function changesBy(db: Db, actIds: number[]): Promise<ToldChange[]> {
  if (!actIds.length) return []
  const about = await requests(db)
    .where("r.id", "in", sql<number>`(SELECT request_id FROM commitments.act WHERE id = ANY(${actIds}))`)
    .execute()
  const byRequest = Map.groupBy(
    await actsOf(
      db,
      about.map(({ id }) => id),
    ),
    (act) => act.requestId,
  )
  const lines = await itemLines(
    db,
    about.map(({ itemId }) => itemId),
  )
  const told = about.flatMap((request) => {
    const line = lines.get(request.itemId)
    const changes = openChanges(byRequest.get(request.id) ?? []).filter(({ id }) => actIds.includes(id))
    return line ? changes.map((change) => ({ ...change, request, line })) : []
  })
  const names = await namesOf(
    db,
    told.flatMap(({ act }) => act.handedTo ?? []),
  )
  return told.map((one) => ({ ...one, names })).toSorted((a, b) => b.id - a.id)
}

async function namesOf(db: Db, requestIds: number[]): Promise<Map<number, string>> {
  if (!requestIds.length) return new Map()
  const found = await requests(db).where("r.id", "=", sql<number>`ANY(${requestIds})`).execute()
  return new Map(found.map(({ id, addressee }) => [id, addressee]))
}

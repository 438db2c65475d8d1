import { sql } from "kysely"
import { type Db, prepared, type Tx } from "#platform/db.ts"
import type { Said, Stage, Standing, Waiting } from "./request.ts"
import "../tables.ts"

const columns = [
  "r.id",
  "r.recipient_id as recipientId",
  "r.item_id as itemId",
  "r.parent_id as parentId",
  "r.relation",
  "r.role",
  "r.wording",
  "r.stage",
  "r.partly",
  "r.share",
  "r.term_on as termOn",
  "r.term",
  "r.considered_until as consideredUntil",
  "r.asked_on as askedOn",
  "r.answered_on as answeredOn",
  "r.taken_on as takenOn",
  "r.released_on as releasedOn",
  "r.resolution_id as resolutionId",
  "r.party_id as partyId",
  "r.territory_id as territoryId",
  "r.theme_id as themeId",
  "r.year",
  "r.visibility",
  "p.addressee",
] as const

/** Requests with the name of who was asked. */
export const requests = (db: Db) =>
  db
    .selectFrom("commitments.request as r")
    .innerJoin("commitments.recipient as p", "p.id", "r.recipient_id")
    .select(columns)

const byId = prepared((db, id: number) => requests(db).where("r.id", "=", id))
const byItem = prepared((db, itemId: number) => requests(db).where("r.item_id", "=", itemId).orderBy("r.id"))
export type Request = Awaited<ReturnType<typeof byId>>[number]

/** A request by its number; undefined when there is none. */
export const requestById = async (db: Db, id: number): Promise<Request | undefined> => (await byId(db, id))[0]

/** Everybody who was asked about an item, in the order in which they were. */
export const requestsOfItem = (db: Db, itemId: number): Promise<Request[]> => byItem(db, itemId)

export const requestsOfItems = (db: Db, itemIds: number[]): Promise<Request[]> =>
  requests(db).where("r.item_id", "=", sql<number>`ANY(${itemIds})`).orderBy("r.id").execute()

/** What one recipient was asked, in the order of asking. */
export const requestsOfRecipient = (db: Db, recipientId: number): Promise<Request[]> =>
  requests(db).where("r.recipient_id", "=", recipientId).orderBy("r.id").execute()

/** All requests of a resolution, in the order of asking. */
export const requestsOfResolution = (db: Db, resolutionId: number): Promise<Request[]> =>
  requests(db).where("r.resolution_id", "=", resolutionId).orderBy("r.id").execute()

/** The request, locked until the transaction ends: two who decide at once do it one after the other. */
export async function lockRequest(tx: Tx, id: number): Promise<Request | undefined> {
  await tx.selectFrom("commitments.request").select("id").where("id", "=", id).forUpdate().execute()
  return requests(tx).where("r.id", "=", id).executeTakeFirst()
}

/** @param silentSince see the rule of that name */
export async function moveRequest(tx: Tx, id: number, to: Standing, silentSince: string | null): Promise<void> {
  await tx
    .updateTable("commitments.request")
    .set({
      stage: to.stage,
      partly: to.partly,
      share: to.share,
      term_on: to.termOn,
      term: to.term,
      wording: to.wording,
      considered_until: to.consideredUntil,
      answered_on: to.answeredOn,
      taken_on: to.takenOn,
      released_on: to.releasedOn,
      silent_since: silentSince,
    })
    .where("id", "=", id)
    .execute()
}

export type NewRequest = Pick<
  Request,
  "recipientId" | "itemId" | "role" | "resolutionId" | "partyId" | "territoryId" | "themeId" | "year" | "visibility"
> & {
  askedOn: string
  /** When it is written down; the database's own clock says it where this is absent. */
  at?: Date
  parentId?: number
  relation?: "handed_over" | "part"
  wording?: string
  termOn?: string | null
}

/** In plain letters: as a parameter the index would not be found by a plan made for all values. */
const isWhole = sql<boolean>`relation IS DISTINCT FROM 'part'`

/** Writes requests; one that is there already (the same item and recipient) is left as it is. @returns ids of the new ones */
export async function insertRequests(tx: Tx, all: NewRequest[]): Promise<number[]> {
  if (!all.length) return []
  const rows = await tx
    .insertInto("commitments.request")
    .values(
      all.map((one) => ({
        recipient_id: one.recipientId,
        item_id: one.itemId,
        parent_id: one.parentId ?? null,
        relation: one.relation ?? null,
        role: one.role,
        wording: one.wording ?? "",
        stage: "asked" as const,
        term_on: one.termOn ?? null,
        considered_until: null,
        asked_on: one.askedOn,
        answered_on: null,
        taken_on: null,
        released_on: null,
        silent_since: one.askedOn,
        resolution_id: one.resolutionId,
        party_id: one.partyId,
        territory_id: one.territoryId,
        theme_id: one.themeId,
        year: one.year,
        visibility: one.visibility,
        ...(one.at && { at: one.at }),
      })),
    )
    .onConflict((c) => c.columns(["item_id", "recipient_id"]).where(isWhole).doNothing())
    .returning("id")
    .execute()
  return rows.map((row) => row.id)
}

const actColumns = [
  "a.id",
  "a.request_id as requestId",
  "a.kind",
  "a.side",
  "a.on_day as onDay",
  "a.at",
  "a.user_id as userId",
  "a.name",
  "a.post",
  "a.channel",
  "a.evidence",
  "a.text",
  "a.term_on as termOn",
  "a.term",
  "a.wording",
  "a.until",
  "a.their_number as theirNumber",
  "a.responsible",
  "a.share",
  "a.links",
  "a.handed_to as handedTo",
  "a.stage",
  "a.needs_word as needsWord",
  "a.settles",
  "a.settled_by as settledBy",
] as const

const acts = (db: Db) => db.selectFrom("commitments.act as a").select(actColumns)
type ActRow = Awaited<ReturnType<ReturnType<typeof acts>["execute"]>>[number]
/** One thing that was said about a request, with who said it and where the request stood after it. */
export type Act = Omit<ActRow, "kind"> & { kind: Said["kind"]; stage: Stage }

/** All that was said about requests, oldest first. */
export async function actsOf(db: Db, requestIds: number[]): Promise<Act[]> {
  const rows = await acts(db)
    .where("a.request_id", "=", sql<number>`ANY(${requestIds})`)
    .orderBy("a.request_id")
    .orderBy("a.id")
    .execute()
  return rows as Act[]
}

/** Acts of one request that wait for a word of the centre, oldest first. */
export const waitingOf = (acts: Act[]): (Waiting & Act)[] => acts.filter((a) => a.needsWord && a.settledBy === null)

export type NewAct = Said & {
  requestId: number
  side: Act["side"]
  at: Date
  userId: string | null
  name: string
  post: string
  channel: Act["channel"]
  evidence: string
  theirNumber: string
  responsible: string
  links: string[]
  handedTo: number | null
  stage: Stage
  needsWord: boolean
  settles: number | null
}

/** Writes an act and marks what it settles. @returns its number */
export async function insertAct(tx: Tx, act: NewAct, settled: number[]): Promise<number> {
  const { id } = await tx
    .insertInto("commitments.act")
    .values({
      request_id: act.requestId,
      kind: act.kind,
      side: act.side,
      on_day: act.onDay,
      at: act.at,
      user_id: act.userId,
      name: act.name,
      post: act.post,
      channel: act.channel,
      evidence: act.evidence,
      text: act.text,
      term_on: act.termOn,
      term: act.term,
      wording: act.wording,
      until: act.until,
      their_number: act.theirNumber,
      responsible: act.responsible,
      share: act.share,
      links: JSON.stringify(act.links),
      handed_to: act.handedTo,
      stage: act.stage,
      needs_word: act.needsWord,
      settles: act.settles,
      settled_by: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  if (settled.length)
    await tx
      .updateTable("commitments.act")
      .set({ settled_by: id })
      .where("id", "=", sql<number>`ANY(${settled})`)
      .execute()
  return id
}

/** Acts of a request that wait for a word of the centre now, oldest first. */
export const waitingActs = async (db: Db, requestId: number) => waitingOf(await actsOf(db, [requestId]))

import { sql } from "kysely"
import { type Db, prepared } from "#platform/db.ts"
import type { LetterKind } from "../tables.ts"
import "../tables.ts"

const columns = [
  "id",
  "direction",
  "kind",
  "resolution_id as resolutionId",
  "recipient_id as recipientId",
  "request_id as requestId",
  "item_id as itemId",
  "territory_id as territoryId",
  "party_id as partyId",
  "addressee",
  "year",
  "number",
  "number_text as numberText",
  "dated",
  "channel",
  "mail_id as mailId",
  "subject",
  "body",
  "their_number as theirNumber",
  "their_date as theirDate",
  "awaited_until as awaitedUntil",
  "reply_to as replyTo",
  "replied_by as repliedBy",
  "writer",
  "items",
  "at",
] as const

const letters = (db: Db) => db.selectFrom("commitments.letter").select(columns)
const byId = prepared((db, id: number) => letters(db).where("id", "=", id))
/** A letter of the register. Whether it may be read is `canReadLetters`' question, over its territory. */
export type RegisteredLetter = Awaited<ReturnType<typeof byId>>[number]

export const letterById = async (db: Db, id: number): Promise<RegisteredLetter | undefined> => (await byId(db, id))[0]

/** Letters that asked the addressees of a resolution, in the order of their numbers. */
export const requestLettersOf = (db: Db, resolutionId: number): Promise<RegisteredLetter[]> =>
  letters(db).where("resolution_id", "=", resolutionId).where("kind", "=", "request").orderBy("id").execute()

/** Letters to third bodies about a request and what came back, oldest first. */
export const lettersOfRequest = (db: Db, requestId: number): Promise<RegisteredLetter[]> =>
  letters(db).where("request_id", "=", requestId).orderBy("id").execute()

/** Letters that the centre itself wrote about an item nobody was asked for, and what came back, oldest first. */
export const lettersOfItem = (db: Db, itemId: number): Promise<RegisteredLetter[]> =>
  letters(db).where("item_id", "=", itemId).where("request_id", "is", null).orderBy("id").execute()

/** What answered a letter, oldest first. */
export const repliesTo = (db: Db, id: number): Promise<RegisteredLetter[]> =>
  letters(db).where("reply_to", "=", id).orderBy("id").execute()

export type LetterFilter = {
  /** Absent: of all territories and of none. */
  territories?: number[] | undefined
  direction?: "out" | "in" | undefined
  kind?: LetterKind | undefined
  year?: number | undefined
  resolution?: number | undefined
  /** A part of the addressee's or sender's name. */
  q?: string | undefined
  /** Only those whose reply is still awaited. */
  awaiting?: boolean | undefined
}

/** A part of the register, newest first, from below the letter `after`. */
export const listLetters = (
  db: Db,
  filter: LetterFilter,
  page: { after?: number | undefined; limit: number },
): Promise<RegisteredLetter[]> =>
  letters(db)
    .$if(filter.territories !== undefined, (q) =>
      q.where("territory_id", "=", sql<number>`ANY(${filter.territories ?? []})`),
    )
    .$if(filter.direction !== undefined, (q) => q.where("direction", "=", filter.direction!))
    .$if(filter.kind !== undefined, (q) => q.where("kind", "=", filter.kind!))
    .$if(filter.year !== undefined, (q) => q.where("year", "=", filter.year!))
    .$if(filter.resolution !== undefined, (q) => q.where("resolution_id", "=", filter.resolution!))
    .$if(Boolean(filter.q), (q) =>
      q.where(sql<string>`lower(addressee)`, "like", `%${(filter.q ?? "").toLowerCase().replace(/[\\%_]/g, "\\$&")}%`),
    )
    .$if(filter.awaiting === true, (q) => q.where("awaited_until", "is not", null).where("replied_by", "is", null))
    .$if(page.after !== undefined, (q) => q.where("id", "<", page.after!))
    .orderBy("id", "desc")
    .limit(page.limit)
    .execute()

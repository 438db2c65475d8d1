import { sql } from "kysely"
import type { Db, Tx } from "#platform/db.ts"
import "../tables.ts"
import { directionsOf } from "../direction/direction.store.ts"
import type { Party } from "../party/party.store.ts"
import type { Nature } from "../party/party.ts"
import { profileOf } from "../profile/profile.store.ts"
import { profileFields } from "../profile/profile.ts"
import type { State, SuggestedChange, Values } from "./suggestion.ts"

export type Suggestion = {
  id: number
  partyId: number
  party: string
  nature: Nature
  territoryId: number | null
  state: State
  userId: string | null
  changes: SuggestedChange[]
  words: string
  /** Where a visitor wants the answer, until it is given. */
  email: string
  remark: string
  accepted: string[]
  at: Date
  decidedAt: Date | null
}
/** Whose cards somebody keeps: all, or those of these territories and these themselves. */
export type Reach = "everywhere" | { territories: number[]; parties: number[] }

const columns = [
  "s.id",
  "s.party_id as partyId",
  "p.name as party",
  "p.nature",
  "p.territory_id as territoryId",
  "s.state",
  "s.user_id as userId",
  "s.changes",
  "s.words",
  "s.email",
  "s.remark",
  "s.accepted",
  "s.at",
  "s.decided_at as decidedAt",
] as const

const joined = (db: Db) =>
  db.selectFrom("registry.suggestion as s").innerJoin("registry.party as p", "p.id", "s.party_id")
const suggestions = (db: Db) => joined(db).select(columns).$castTo<Suggestion>()
const inReach = (reach: Reach) =>
  reach === "everywhere"
    ? sql<boolean>`true`
    : sql<boolean>`(p.territory_id = ANY(${reach.territories}::bigint[]) OR p.id = ANY(${reach.parties}::bigint[]))`

export const suggestionById = (db: Db, id: number): Promise<Suggestion | undefined> =>
  suggestions(db).where("s.id", "=", id).executeTakeFirst()

/** What waits for somebody with this reach, the oldest first. */
export const waitingSuggestions = (db: Db, reach: Reach, page: { after: number; limit: number }) =>
  suggestions(db)
    .where("s.state", "=", sql<"waiting">`'waiting'`)
    .where(inReach(reach))
    .where("s.id", ">", page.after)
    .orderBy("s.id")
    .limit(page.limit)
    .execute()

/** How many wait for somebody with this reach. */
export async function countSuggestions(db: Db, reach: Reach): Promise<number> {
  const { count } = await joined(db)
    .select((x) => x.fn.countAll<number>().as("count"))
    .where("s.state", "=", sql<"waiting">`'waiting'`)
    .where(inReach(reach))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** What somebody sent, the latest first; `before`: read on from there. */
export const ownSuggestions = (db: Db, userId: string, page: { before: number; limit: number }) =>
  suggestions(db)
    .where("s.user_id", "=", userId)
    .where("s.id", "<", page.before)
    .orderBy("s.id", "desc")
    .limit(page.limit)
    .execute()

/** What somebody has waiting for this card; reports of mistakes apart. */
export const ownWaiting = (db: Db, partyId: number, userId: string): Promise<Suggestion | undefined> =>
  suggestions(db)
    .where("s.party_id", "=", partyId)
    .where("s.user_id", "=", userId)
    .where("s.state", "=", "waiting")
    .where(sql<boolean>`s.changes <> '[]'::jsonb`)
    .orderBy("s.id", "desc")
    .executeTakeFirst()

/** Locks one; the card is locked before. */
export async function lockSuggestion(tx: Tx, id: number): Promise<void> {
  await tx.selectFrom("registry.suggestion").select("id").where("id", "=", id).forUpdate().execute()
}

export const insertSuggestion = (
  tx: Tx,
  given: {
    partyId: number
    userId: string | null
    changes: SuggestedChange[]
    words: string
    at: Date
    email?: string
  },
): Promise<{ id: number }> =>
  tx
    .insertInto("registry.suggestion")
    .values({
      party_id: given.partyId,
      user_id: given.userId,
      changes: JSON.stringify(given.changes),
      words: given.words,
      email: given.email ?? "",
      at: given.at,
    })
    .returning("id")
    .executeTakeFirstOrThrow()

export async function updateSuggestion(tx: Tx, id: number, changes: SuggestedChange[], words: string, at: Date) {
  const row = { changes: JSON.stringify(changes), words, at }
  await tx.updateTable("registry.suggestion").set(row).where("id", "=", id).execute()
}

export async function closeSuggestion(
  tx: Tx,
  id: number,
  said: { state: State; remark: string; accepted: string[]; at: Date },
): Promise<void> {
  await tx
    .updateTable("registry.suggestion")
    .set({ state: said.state, remark: said.remark, accepted: said.accepted, decided_at: said.at })
    .where("id", "=", id)
    .execute()
}

/** What the card says now, and by which versions. */
export async function valuesNow(db: Db, party: Party): Promise<{ values: Values; seen: string; trusted: boolean }> {
  const [profile, directions] = await Promise.all([profileOf(db, party.id), directionsOf(db, [party.id])])
  const values = {
    name: party.name,
    shortName: party.shortName,
    site: party.site,
    // The set counts, not its order.
    directions: (directions.get(party.id) ?? [])
      .map(({ id }) => id)
      .sort((a, b) => a - b)
      .join(","),
    ...(Object.fromEntries(profileFields.map((field) => [field, profile[field] ?? ""])) as Pick<
      Values,
      (typeof profileFields)[number]
    >),
  }
  return { values, seen: [party.version, profile.version, values.directions].join("."), trusted: profile.trusted }
}

/** Takes a visitor's address away when the answer has gone. */
export async function forgetEmail(tx: Tx, id: number): Promise<void> {
  await tx.updateTable("registry.suggestion").set({ email: "" }).where("id", "=", id).execute()
}

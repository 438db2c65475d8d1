import { createHash } from "node:crypto"
import type { Db } from "#platform/db.ts"

/**
 * Where a module keeps what tells its cards apart: the tables `alike_key`, `alike` and `alike_due` of its schema, about
 * the cards of one table.
 */
export type Shelf = { schema: string; cards: string; type: "bigint" | "uuid" }

/** Why two cards are alike; each module has words of its own for it. */
export type Reason = { why: string; percent?: number; kind?: string }

/** How cards of one kind are found and compared. */
export type Kind<Id extends CardId, Card extends { id: Id; territoryId: number | null }> = {
  shelf: Shelf
  load(db: Db, ids: Id[]): Promise<Card[]>
  keysOf(card: Card): string[]
  compare(a: Card, b: Card): { score: number; because: Reason[] }
}
export type CardId = number | string

/** Whose pairs are wanted: all, or those both cards of which lie here. */
export type PairReach = "everywhere" | { territories: number[]; parties: number[] }

export const pairStates = ["open", "different"] as const
export type PairState = (typeof pairStates)[number]

/** Two cards that may be about one; `lesser` is the lesser id. */
export type Pair<Id extends CardId> = {
  lesser: Id
  greater: Id
  score: number
  because: Reason[]
  state: PairState
  reason: string
  decidedAt: Date | null
}

/** Where a list of pairs is read on from. */
export type PairCursor<Id extends CardId> = { score: number; lesser: Id; greater: Id }

/** A key as it is kept: so many cards have so many keys that their letters would be dear. */
export const hashed = (key: string): string => createHash("sha1").update(key).digest().readBigInt64BE(0).toString()

/** The two ids in the order in which a pair is kept. */
export const ordered = <Id extends CardId>(a: Id, b: Id): { lesser: Id; greater: Id } =>
  a < b ? { lesser: a, greater: b } : { lesser: b, greater: a }

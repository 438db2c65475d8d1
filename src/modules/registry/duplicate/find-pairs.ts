import type { Db, Tx } from "#platform/db.ts"
import { enqueue } from "#platform/jobs.ts"
import type { Job } from "#platform/module.ts"
import { importMoves } from "#platform/tabular/import.store.ts"
import { worthALook } from "./compare.ts"
import { doneComparing, dueCards, sharing, writeKeys } from "./keys.store.ts"
import { type FoundPair, savePairs } from "./pairs.store.ts"
import { type CardId, type Kind, ordered, type Reason } from "./shelf.ts"

/** Cards of one transaction. */
const together = 100
/** Transactions of one run of the job: other jobs have their turn, and a server that stops does not wait for long. */
const atOnce = 20

type Card<Id> = { id: Id; territoryId: number | null }

/** Keys and pairs of some of the cards that wait. @returns how many there were */
async function findSome<Id extends CardId, C extends Card<Id>>(tx: Tx, kind: Kind<Id, C>): Promise<number> {
  const { shelf } = kind
  const ids = await dueCards<Id>(tx, shelf, together)
  if (!ids.length) return 0
  const cards = await kind.load(tx, ids)
  const keys = cards.map((card) => kind.keysOf(card))
  await writeKeys(
    tx,
    shelf,
    cards.map(({ id }, i) => ({ id, keys: keys[i]! })),
    false,
  )
  const found = await sharing<Id>(tx, shelf, keys)
  const others = await kind.load(tx, [...new Set(found.map(({ id }) => id))])
  const byId = new Map(others.map((card) => [card.id, card]))
  const pairs = new Map<string, FoundPair<Id>>()
  for (const { of, id } of found) {
    const [card, other] = [cards[of]!, byId.get(id)]
    if (!other || other.id === card.id) continue
    const { lesser, greater } = ordered(card.id, other.id)
    if (pairs.has(`${lesser} ${greater}`)) continue
    const [first, second] = lesser === card.id ? [card, other] : [other, card]
    const comparison = kind.compare(first, second)
    if (comparison.score < worthALook) continue
    const places = { lesserTerritory: first.territoryId, greaterTerritory: second.territoryId }
    pairs.set(`${lesser} ${greater}`, { lesser, greater, ...comparison, ...places })
  }
  await savePairs(tx, shelf, ids, [...pairs.values()])
  await doneComparing(tx, shelf, ids)
  return ids.length
}

/** The same for all that wait, in a transaction that is open: for a few cards that are planted. */
export async function findPairsNow<Id extends CardId, C extends Card<Id>>(tx: Tx, kind: Kind<Id, C>): Promise<void> {
  while (await findSome(tx, kind));
}

const minute = 60_000

/**
 * The job that compares cards that wait with those that share a key with them, every minute, a part in a transaction:
 * whatever stops it, what is done is kept and the rest still waits. While there is more it queues itself again.
 */
export function pairsJob<Id extends CardId, C extends Card<Id>>(name: string, kind: Kind<Id, C>): Job {
  return {
    name,
    schedule: "* * * * *",
    async run({ db, clock }) {
      if (await importMoves(db, new Date(clock.now().getTime() - minute))) return // its cards are compared after it
      for (let n = 0; n < atOnce; n++) if (!(await db.transaction().execute((tx) => findSome(tx, kind)))) return
      await db.transaction().execute((tx) => enqueue(tx, name, {}))
    },
  }
}

export type Found<C> = { card: C; score: number; because: Reason[] }

/** Other cards that look like this one, which need not be there yet, most alike first. */
export async function findAlike<Id extends CardId, C extends Card<Id>>(
  db: Db,
  kind: Kind<Id, C>,
  given: C,
  limit: number,
): Promise<Found<C>[]> {
  const found = await sharing<Id>(db, kind.shelf, [kind.keysOf(given)])
  const others = found.map(({ id }) => id).filter((id) => id !== given.id)
  const cards = await kind.load(db, others)
  return cards
    .map((card) => ({ card, ...kind.compare(given, card) }))
    .filter(({ score }) => score >= worthALook)
    .sort((a, b) => b.score - a.score || (a.card.id < b.card.id ? -1 : 1))
    .slice(0, limit)
}

import {
  countPairs,
  listPairs,
  type Pair,
  type PairCursor,
  type PairState,
  type Reason,
} from "#modules/registry/public.ts"
import type { Actor } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import type { PersonField } from "../person/fields.ts"
import { reachOf } from "../person/person.policy.ts"
import type { Person } from "../person/person.store.ts"
import { type ShownPerson, showPeople } from "../person/show-person.ts"
import type { PersonReason } from "./compare-people.ts"
import { alikePeople, personPairsWithin } from "./person-alike.store.ts"
import { personShelf } from "./person-shelf.ts"

export type PersonPair = Omit<Pair<string>, "because"> & { one: ShownPerson; other: ShownPerson; because: Because[] }
export type Because = Reason & { why: PersonReason }

const fieldOf: Partial<Record<string, PersonField>> = { phone: "phone", email: "email", birthday: "birthOn" }

/** Why two are alike, as far as the reader sees the very field of both. */
export const becauseSeen = (because: Reason[], one: Set<PersonField>, other: Set<PersonField>): Because[] =>
  because.filter(({ why }) => [one, other].every((seen) => seen.has(fieldOf[why] ?? "name"))) as Because[]

/** Those whom the actor keeps, by id, as it sees them. */
export async function keptPeople(db: Db, actor: Actor, people: Person[], today: string) {
  const shown = await showPeople(db, actor, people, today)
  return new Map(shown.filter(({ reader }) => reader === "staff").map((one) => [one.person.id, one]))
}

/** Pairs of people both of whom the actor keeps, the most alike first, and where the list goes on. */
export async function loadPersonPairs(
  db: Db,
  actor: Actor,
  of: { state: PairState; after?: PairCursor<string> | undefined; limit: number; today: string },
): Promise<{ pairs: PersonPair[]; next: PairCursor<string> | null }> {
  const within = personPairsWithin(await reachOf(db, actor))
  const found = await listPairs(db, personShelf, { ...of, within, limit: of.limit + 1 })
  const page = found.slice(0, of.limit)
  const ids = [...new Set(page.flatMap(({ lesser, greater }) => [lesser, greater]))]
  const kept = await keptPeople(db, actor, await alikePeople.load(db, ids), of.today)
  const pairs = page.flatMap((pair) => {
    const [one, other] = [kept.get(pair.lesser), kept.get(pair.greater)]
    return one && other ? [{ ...pair, one, other, because: becauseSeen(pair.because, one.seen, other.seen) }] : []
  })
  return { pairs, next: found.length > of.limit ? page.at(-1)! : null }
}

/** How many open pairs wait for the actor; counting stops at `limit`. */
export const countPersonPairs = async (db: Db, actor: Actor, limit: number): Promise<number> =>
  countPairs(db, personShelf, personPairsWithin(await reachOf(db, actor)), limit)

import { findAlike, findPairsNow, pairsJob, pairsOf } from "#modules/registry/public.ts"
import type { Actor } from "#platform/actor.ts"
import type { Db, Tx } from "#platform/db.ts"
import type { Person } from "../person/person.store.ts"
import type { ShownPerson } from "../person/show-person.ts"
import { alikePeople } from "./person-alike.store.ts"
import { type Because, becauseSeen, keptPeople } from "./person-pairs.ts"
import { personShelf } from "./person-shelf.ts"

export type AlikePerson = { shown: ShownPerson; because: Because[] }

const most = 5

type Asked = { actor: Actor; today: string }

/** People whom the actor keeps and who look like this one by the pairs that are kept, most alike first. */
export async function alikeOfPerson(db: Db, { person, seen }: ShownPerson, asked: Asked): Promise<AlikePerson[]> {
  const pairs = await pairsOf(db, personShelf, person.id, most)
  const others = pairs.map(({ lesser, greater }) => (lesser === person.id ? greater : lesser))
  const kept = await keptPeople(db, asked.actor, await alikePeople.load(db, others), asked.today)
  return pairs.flatMap(({ because }, i) => {
    const shown = kept.get(others[i]!)
    return shown ? [{ shown, because: becauseSeen(because, seen, shown.seen) }] : []
  })
}

/** Other people whom the actor keeps and who look like one that has just been written, most alike first. */
export async function alikeToNewPerson(db: Db, given: Person, { actor, today }: Asked): Promise<AlikePerson[]> {
  const found = await findAlike(db, alikePeople, given, most)
  const kept = await keptPeople(
    db,
    actor,
    found.map(({ card }) => card),
    today,
  )
  return found.flatMap(({ card, because }) => {
    const shown = kept.get(card.id)
    return shown ? [{ shown, because: becauseSeen(because, shown.seen, shown.seen) }] : []
  })
}

/** Compares the few who wait, in a transaction that is open. */
export const findPeopleAlikeNow = (tx: Tx): Promise<void> => findPairsNow(tx, alikePeople)

/** Compares people who were added or changed with those like them. */
export const findPersonPairs = pairsJob("people_find_alike", alikePeople)

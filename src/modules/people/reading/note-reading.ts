import { type Actor, readerIdOf } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import type { ShownPerson } from "../person/show-person.ts"
import { insertReadings } from "./reading.store.ts"
import type { Way } from "./reading.ts"

/**
 * Writes into the journal of reading that a user saw by its rights what is not everybody's. Who reads its own card, or
 * only what was published, leaves no line.
 */
export async function noteReading(
  { db, clock }: Services,
  actor: Actor,
  people: Pick<ShownPerson, "person" | "reader">[],
  what: Way,
): Promise<void> {
  const userId = readerIdOf(actor)
  if (userId === null) return
  // An administrator who looks as somebody else reads that one's own card by the right of the staff.
  const looks = actor.kind === "user" && actor.seenBy !== undefined
  const right = ({ reader }: Pick<ShownPerson, "reader">) => (looks && reader === "self" ? "staff" : reader)
  const byRight = Map.groupBy(
    people.filter((one) => right(one) === "staff" || right(one) === "organisation"),
    (one) => right(one)!,
  )
  for (const [reader, read] of byRight) {
    const ids = read.map(({ person }) => person.id)
    await insertReadings(db, ids, { userId, reader, what, at: clock.now() })
  }
}

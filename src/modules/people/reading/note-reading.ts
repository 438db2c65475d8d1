import type { Actor } from "#platform/actor.ts"
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
  if (actor.kind !== "user") return
  const byRight = Map.groupBy(
    people.filter(({ reader }) => reader === "staff" || reader === "organisation"),
    ({ reader }) => reader!,
  )
  for (const [reader, read] of byRight) {
    const ids = read.map(({ person }) => person.id)
    await insertReadings(db, ids, { userId: actor.userId, reader, what, at: clock.now() })
  }
}

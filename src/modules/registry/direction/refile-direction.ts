import type { Tx } from "#platform/db.ts"
import { enqueue } from "#platform/jobs.ts"
import type { Job, Reaction } from "#platform/module.ts"
import { indexParties } from "../party/index-party.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { partiesOfDirection } from "./direction.store.ts"

/** So many cards at a time: a direction of fifty thousand never holds one transaction for minutes. */
const batch = 500

const next = (tx: Tx, direction: number, after: number) =>
  enqueue(tx, "registry.refile-direction-part", { direction, after })

/** A direction that is renamed, or has taken in another one, is found under its name on the cards of its parties. */
export const refileDirection: Reaction = {
  name: "registry.refile-direction",
  to: ["direction.edited", "direction.merged"],
  async run({ tx }, event) {
    const fields = event.name === "direction.edited" ? (event.payload.fields as string[]) : ["nameRu"]
    if (fields.some((field) => field.startsWith("name"))) await next(tx, Number(event.subjectId), 0)
  },
}

/** Files a part of a direction's parties anew and queues the next part in the same transaction. */
export const refileDirectionPart: Job = {
  name: "registry.refile-direction-part",
  async run({ db, clock }, payload) {
    const { direction, after } = payload as { direction: number; after: number }
    await db.transaction().execute(async (tx) => {
      const parties = await partiesOfDirection(tx, direction, after, batch)
      await indexParties(tx, parties, await allTerritories(tx), clock.now())
      if (parties.length === batch) await next(tx, direction, parties.at(-1)!.id)
    })
  },
}

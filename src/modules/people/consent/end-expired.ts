import { system } from "#platform/actor.ts"
import { announce } from "#platform/events.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { personForUpdate } from "../person/person.store.ts"
import { applyConsents } from "./apply-consents.ts"
import { endConsents, inForceOf, peopleWithExpired } from "./consent.store.ts"

const atOnce = 200

/** Ends consents whose last day is over, person by person; what they published is gone. @returns how many people */
export async function endExpired({ db, clock, listeners }: Services): Promise<number> {
  const now = clock.now()
  const today = now.toISOString().slice(0, 10)
  let done = 0
  for (;;) {
    const ids = await peopleWithExpired(db, today, atOnce)
    for (const id of ids)
      await db.transaction().execute(async (tx) => {
        const person = await personForUpdate(tx, id)
        if (!person) return
        const over = (await inForceOf(tx, id)).filter(({ untilOn }) => untilOn !== null && untilOn < today)
        const consents = over.map((one) => one.id)
        if (!consents.length) return
        await endConsents(tx, id, consents, { how: "expired", by: "system", userId: null, why: "", at: now })
        await applyConsents({ tx, now }, person)
        const subject = { kind: "person", id }
        const event = { name: "person.consent_expired", subject, payload: { consents } }
        await announce(tx, listeners, { actor: system("consents"), at: now }, event)
        done++
      })
    if (ids.length < atOnce) return done
  }
}

/** Soon after midnight in most of the country, and again during the day. */
export const endExpiredJob: Job = {
  name: "people_consents",
  schedule: "5 * * * *",
  run: async (services) => {
    await endExpired(services)
  },
}

import { system } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import { announce } from "#platform/events.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { monthsEarlier } from "#platform/workdays/day-steps.ts"
import { everyDue } from "./due.store.ts"
import { stillDue, withoutEvents } from "./find-due.ts"
import {
  deleteDue,
  deleteReadings,
  insertDue,
  loadRetention,
  namedByRules,
  withdrawnPeople,
} from "./retention.store.ts"
import type { Named, Retention } from "./retention.ts"

const atOnce = 500
const nobody = "00000000-0000-0000-0000-000000000000"

type Part = (after: string) => Promise<Named[]>

/** Puts on the list whom `part` finds, a part at a time. @returns how many are new on it */
async function list(db: Db, now: Date, part: Part, sift = (named: Named[]) => Promise.resolve(named)) {
  let found = 0
  for (let after = nobody; ; ) {
    const named = await part(after)
    const due = await sift(named)
    found += await db.transaction().execute((tx) => insertDue(tx, due, now))
    if (named.length < atOnce) return found
    after = named.at(-1)!.personId
  }
}

/** Takes off the list whom no rule names any more: there is a new consent, an affiliation, another rule. */
async function dropStale(db: Db, rules: Retention, today: string): Promise<number> {
  let dropped = 0
  for (let after = 0; ; ) {
    const lines = await everyDue(db, after, atOnce)
    const ids = lines.map(({ personId }) => personId)
    const due = await stillDue(db, rules, today, ids)
    const gone = ids.filter((id) => !due.has(id))
    if (gone.length) await db.transaction().execute((tx) => deleteDue(tx, gone))
    dropped += gone.length
    if (lines.length < atOnce) return dropped
    after = lines.at(-1)!.id
  }
}

async function forgetReadings(db: Db, rules: Retention, today: string): Promise<number> {
  if (!rules.readingMonths) return 0
  const before = new Date(monthsEarlier(today, rules.readingMonths))
  for (let gone = 0; ; ) {
    const now = await db.transaction().execute((tx) => deleteReadings(tx, before, atOnce))
    gone += now
    if (now < atOnce) return gone
  }
}

/**
 * Goes by the rules of retention: puts on the list whom they name, takes off whom they name no more, removes old lines
 * of the journal of readings. Nobody is erased: somebody decides about each. A repeat does nothing.
 * @returns how many are new on the list, taken off it, and how many readings are gone
 */
export async function retentionRound({ db, clock, listeners }: Services) {
  const now = clock.now()
  const today = now.toISOString().slice(0, 10)
  const rules = await loadRetention(db)
  const dropped = await dropStale(db, rules, today)
  const found = await list(
    db,
    now,
    (after) => namedByRules(db, rules, today, { after, limit: atOnce }),
    (named) => withoutEvents(db, rules, today, named),
  )
  const readings = await forgetReadings(db, rules, today)
  const payload = { found, dropped, readings }
  if (found || dropped || readings)
    await db.transaction().execute(async (tx) => {
      const event = { name: "retention.went_round", subject: { kind: "retention", id: 1 }, payload }
      await announce(tx, listeners, { actor: system("retention"), at: now }, event)
    })
  return payload
}

/** Puts on the list who took the consent back: a month is too long where the law gives thirty days. @returns how many */
export const findWithdrawn = ({ db, clock }: Services): Promise<number> =>
  list(db, clock.now(), (after) => withdrawnPeople(db, after, atOnce))

/** On the night of the first. */
export const retentionJob: Job = {
  name: "people_retention",
  schedule: "20 1 1 * *",
  run: async (services) => {
    await retentionRound(services)
  },
}

/** Every night. */
export const withdrawnJob: Job = {
  name: "people_withdrawn",
  schedule: "10 1 * * *",
  run: async (services) => {
    await findWithdrawn(services)
  },
}

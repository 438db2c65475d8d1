import type { Tx } from "#platform/db.ts"
import { enqueue } from "#platform/jobs.ts"
import type { Job, Reaction } from "#platform/module.ts"
import { indexPerson } from "../person/index-person.ts"
import { listedWithCompetence, listedWithExpired } from "./skill.store.ts"
import { daysAfter } from "./skill.ts"

/** So many people at a time: a competence of thousands never holds one transaction for minutes. */
const batch = 200
/** Looked back over, so that a day on which nothing ran loses nothing. */
const lookBack = 7

const next = (tx: Tx, competence: number, after: string | null) =>
  enqueue(tx, "people.refile-competence-part", { competence, after })

/** A competence that is renamed is found under its name on the cards of those who published it. */
export const refileCompetence: Reaction = {
  name: "people.refile-competence",
  to: ["competence.edited"],
  async run({ tx }, event) {
    const fields = event.payload.fields as string[]
    if (fields.some((field) => field.startsWith("name"))) await next(tx, Number(event.subjectId), null)
  },
}

/** Files a part of those people anew and queues the next part in the same transaction. */
export const refileCompetencePart: Job = {
  name: "people.refile-competence-part",
  async run({ db, clock }, payload) {
    const { competence, after } = payload as { competence: number; after: string | null }
    await db.transaction().execute(async (tx) => {
      const ids = await listedWithCompetence(tx, competence, after, batch)
      for (const id of ids) await indexPerson(tx, id, clock.now())
      if (ids.length === batch) await next(tx, competence, ids.at(-1)!)
    })
  },
}

/** Nobody is found by a competence or a role whose last day is over. */
export const refileExpired: Job = {
  name: "people_refile_expired",
  schedule: "20 0 * * *",
  async run({ db, clock }) {
    const now = clock.now()
    const today = now.toISOString().slice(0, 10)
    for (const id of await listedWithExpired(db, daysAfter(today, -lookBack), today))
      await db.transaction().execute((tx) => indexPerson(tx, id, now))
  },
}

import type { Ctx } from "#platform/http/env.ts"
import { reachOf } from "../person/person.policy.ts"
import { peopleByIds } from "../person/person.store.ts"
import { showPeople } from "../person/show-person.ts"
import { waitingAnswers } from "./confirmation.store.ts"

/** What people wrote by their links and waits for the reader, with who they are; `next` reads on. */
export async function loadAnswers({ var: { services, actor, view } }: Ctx, page: { after: number; limit: number }) {
  const { db } = services
  const found = await waitingAnswers(db, await reachOf(db, actor), { ...page, limit: page.limit + 1 })
  const rows = found.slice(0, page.limit)
  const people = await peopleByIds(
    db,
    rows.map(({ personId }) => personId),
  )
  const shown = await showPeople(db, actor, people, view.today)
  const kept = new Map(shown.flatMap(({ person, reader }) => (reader === "staff" ? [[person.id, person]] : [])))
  const answers = rows.flatMap((row) => {
    const person = kept.get(row.personId)
    return person ? [{ ...row, person }] : []
  })
  return { answers, next: found.length > page.limit ? rows.at(-1)!.number : null }
}

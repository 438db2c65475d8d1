import { z } from "zod"
import { line } from "#modules/registry/public.ts"
import { staff, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { lockPerson } from "../person/lock-person.ts"
import { dueOf, keepDue } from "./due.store.ts"
import { daysLater } from "./retention.ts"

/** So long at most: then somebody thinks of it anew. */
const longestDays = 5 * 366

/** Leaves a person of the list «Пора уничтожить» as it is until a day, for a reason; then it is there again. */
export const keepPerson = command({
  name: "person.keep",
  input: z.object({
    id: z.uuid(),
    until: z.iso.date({ error: "invalid.date" }),
    why: line(500).refine((text) => text !== "", "invalid.required"),
  }),
  permit: (actor) => staff(actor),
  async run(ctx, { id, until, why }) {
    const { tx, now, actor, announce } = ctx
    await lockPerson(ctx, id)
    const before = await dueOf(tx, id)
    if (!before) throw notFound()
    const today = now.toISOString().slice(0, 10)
    if (until <= today) throw new InvalidInput({ until: { key: "retention.invalid.past" } })
    if (until > daysLater(today, longestDays)) throw new InvalidInput({ until: { key: "retention.invalid.far" } })
    await keepDue(tx, id, { until, why, userId: userIdOf(actor) })
    const changes = [
      { field: "keptUntil", before: before.keptUntil, after: until },
      { field: "keptWhy", before: before.keptWhy, after: why },
    ]
    await announce({
      name: "person.kept",
      subject: { kind: "person", id },
      payload: { reason: before.reason },
      changes: changes.map((change) => ({ ...change, personId: id })),
    })
    return { id }
  },
})

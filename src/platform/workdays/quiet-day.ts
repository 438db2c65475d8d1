import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { isIsoDate } from "#platform/office/dates.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { deleteQuietDay, insertQuietDay } from "./workdays.store.ts"
import { firstYear, lastYear } from "./year-file.ts"

const day = z
  .string()
  .refine(isIsoDate, { message: "invalid.date" })
  .refine((one) => Number(one.slice(0, 4)) >= firstYear && Number(one.slice(0, 4)) <= lastYear, {
    message: "invalid.date",
  })
const yearOf = (one: string) => ({ kind: "workday_year", id: one.slice(0, 4) })

/** Makes a day quiet for a reason of the centre's own: mourning, an order of the director. */
export const addQuietDay = command({
  name: "workdays.add_quiet_day",
  input: z.object({ day, reason: z.string().trim().min(1).max(300) }),
  permit: administrator,
  async run({ tx, announce }, input) {
    if (!(await insertQuietDay(tx, input))) throw new InvalidInput({ day: { key: "workdays.quiet.known" } })
    await announce({
      name: "workdays.quiet_day_added",
      subject: yearOf(input.day),
      payload: { day: input.day },
      changes: [{ field: "reason", after: input.reason }],
    })
    return {}
  },
})

/** Takes a quiet day back; it is what the calendar says again. */
export const removeQuietDay = command({
  name: "workdays.remove_quiet_day",
  input: z.object({ day }),
  permit: administrator,
  async run({ tx, announce }, input) {
    const removed = await deleteQuietDay(tx, input.day)
    if (!removed) throw notFound()
    await announce({
      name: "workdays.quiet_day_removed",
      subject: yearOf(input.day),
      payload: { day: input.day },
      changes: [{ field: "reason", before: removed.reason }],
    })
    return {}
  },
})

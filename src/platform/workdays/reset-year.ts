import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { deleteYear, findYear } from "./workdays.store.ts"

/** Takes the built-in calendar of a year back. */
export const resetYear = command({
  name: "workdays.reset_year",
  input: z.object({ year: z.coerce.number().int() }),
  permit: administrator,
  async run({ tx, announce }, { year }) {
    const before = await findYear(tx, year)
    if (!before || !(await deleteYear(tx, year))) throw notFound()
    await announce({
      name: "workdays.year_reset",
      subject: { kind: "workday_year", id: year },
      changes: [{ field: "file", before: before.file_name }],
    })
    return {}
  },
})

import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { isIsoDate } from "#platform/office/dates.ts"
import { findYear, saveYear } from "./workdays.store.ts"
import { dayKinds, exceptionsOf } from "./year-days.ts"
import { firstYear, lastYear } from "./year-file.ts"

/** Replaces the calendar of a whole year; the built-in one of that year is not looked at any more. */
export const storeYear = command({
  name: "workdays.store_year",
  input: z
    .object({
      year: z.coerce.number().int().min(firstYear).max(lastYear),
      days: z.record(z.string().refine(isIsoDate), z.enum(dayKinds)),
      fileName: z.string().trim().min(1).max(200),
    })
    .refine(({ year, days }) => Object.keys(days).every((day) => day.startsWith(`${year}-`)), { path: ["days"] }),
  permit: administrator,
  async run({ tx, now, announce }, { year, days, fileName }) {
    const before = await findYear(tx, year)
    const exceptions = exceptionsOf(days)
    await saveYear(tx, { year, days: exceptions, fileName, at: now })
    await announce({
      name: "workdays.year_stored",
      subject: { kind: "workday_year", id: year },
      payload: { exceptions: Object.keys(exceptions).length },
      changes: [{ field: "file", before: before?.file_name, after: fileName }],
    })
    return {}
  },
})

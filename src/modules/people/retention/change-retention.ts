import { z } from "zod"
import { staff } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { lockRetention, saveRetention } from "./retention.store.ts"
import { retentionFields } from "./retention.ts"

const bounded = (from: number, to: number, error: string) =>
  z
    .string()
    .or(z.number())
    .refine((typed) => /^\d{1,4}$/.test(String(typed).trim()), { error })
    .transform(Number)
    .refine((value) => value >= from && value <= to, { error })

/** 0, or at least a year: whoever sets 1 by mistake would empty the registry. */
const months = bounded(0, 600, "retention.invalid.months").refine((n) => n === 0 || n >= 12, {
  error: "retention.invalid.months",
})

/** Says how long people without anything and the journal of readings are kept. */
export const changeRetention = command({
  name: "retention.change",
  input: z.object({
    idleMonths: months,
    withdrawnDays: bounded(1, 30, "retention.invalid.days"),
    readingMonths: months,
  }),
  permit: (actor) => staff(actor),
  async run({ tx, announce }, rules) {
    const changes = changesBetween(await lockRetention(tx), rules, [...retentionFields])
    if (!changes.length) return {}
    await saveRetention(tx, rules)
    await announce({ name: "retention.changed", subject: { kind: "retention", id: 1 }, changes })
    return {}
  },
})

import { z } from "zod"
import { staff, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { site } from "../site.ts"
import { insertDecision, loadRule, saveRule } from "./rule.store.ts"

const days = (from: number, to: number) =>
  z.coerce
    .number({ error: "rule.invalid.days" })
    .int({ error: "rule.invalid.days" })
    .min(from, { error: "rule.invalid.days" })
    .max(to, { error: "rule.invalid.days" })

/** Names of what is set, in the order of the page. */
export const ruleFields = [
  "silentDays",
  "soonDays",
  "repeatDays",
  "escalateDays",
  "linkDays",
  "automatic",
  "sendHour",
  "comparisons",
] as const

/**
 * Says how requests are watched. Turning comparisons between bodies on or off takes the date of the council's decision.
 * @throws InvalidInput for a number out of bounds, an escalation before the first reminder, a missing or future date
 */
export const changeRule = command({
  name: "rule.change",
  input: z.object({
    silentDays: days(1, 365),
    soonDays: days(1, 365),
    repeatDays: days(1, 365),
    escalateDays: days(1, 365),
    linkDays: days(1, 3650),
    automatic: z.boolean(),
    sendHour: z.coerce
      .number({ error: "rule.invalid.hour" })
      .int({ error: "rule.invalid.hour" })
      .min(6, { error: "rule.invalid.hour" })
      .max(17, { error: "rule.invalid.hour" }),
    comparisons: z.boolean(),
    decidedOn: z.iso.date({ error: "invalid.date" }).nullable().default(null),
    basis: z.string().trim().max(300, { error: "invalid.too_long" }).default(""),
    site,
  }),
  permit: (actor) => staff(actor),
  async run({ tx, actor, now, announce }, { decidedOn, basis, site, ...rule }) {
    const before = await loadRule(tx)
    if (rule.escalateDays < rule.silentDays) throw new InvalidInput({ escalateDays: { key: "rule.invalid.escalate" } })
    if (rule.comparisons !== before.comparisons) {
      if (!decidedOn) throw new InvalidInput({ decidedOn: { key: "rule.invalid.decided" } })
      if (decidedOn > site.today) throw new InvalidInput({ decidedOn: { key: "request.invalid.future" } })
      await insertDecision(tx, { allowed: rule.comparisons, decidedOn, basis, at: now, userId: userIdOf(actor) })
    }
    await saveRule(tx, rule)
    await announce({
      name: "rule.changed",
      subject: { kind: "rule", id: 1 },
      changes: changesBetween(before, { ...before, ...rule }, [...ruleFields]),
    })
    return {}
  },
})

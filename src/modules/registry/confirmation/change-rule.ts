import { z } from "zod"
import { staff } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { lockRule, saveRule } from "./confirmation.store.ts"
import { ruleFields } from "./confirmation.ts"

const months = z
  .string()
  .or(z.number())
  .refine((typed) => /^\d{1,2}$/.test(String(typed).trim()), { error: "confirmation.invalid.months" })
  .transform(Number)
  .refine((n) => n === 0 || (n >= 6 && n <= 60), { error: "confirmation.invalid.months" })

/** Says after how many months cards are to be confirmed anew. */
export const changeConfirmationRule = command({
  name: "confirmation.change_rule",
  input: z.object({ organisationMonths: months, personMonths: months }),
  permit: (actor) => staff(actor),
  async run({ tx, announce }, rule) {
    const changes = changesBetween(await lockRule(tx), rule, [...ruleFields])
    if (!changes.length) return {}
    await saveRule(tx, rule)
    await announce({ name: "confirmation.rule_changed", subject: { kind: "confirmation", id: 1 }, changes })
    return {}
  },
})

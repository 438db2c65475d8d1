import { z } from "zod"
import { demoResolutions } from "#modules/deliberation/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { Refusal } from "#platform/refusal.ts"
import { loadWorkdays } from "#platform/workdays/workdays.store.ts"
import { letterheads } from "../letter/letterhead.store.ts"
import { loadRule } from "../rule/rule.store.ts"
import { site } from "../site.ts"
import { dueByHand } from "./due.store.ts"
import { gatherLetters } from "./gather-letters.ts"
import { lockRecipients, remindedOn } from "./reminder.store.ts"
import { keptTerritories } from "./scope.ts"
import { alarms, watchedDay } from "./watch.ts"
import { writeReminders } from "./write-reminders.ts"

/** So many letters are previewed and sent at once. */
export const mostLetters = 50

/**
 * Reminds by hand, whenever the last reminder was, of requests that are still in the alarm: what was answered since the
 * preview is left out. Nobody is reminded twice on one day.
 *
 * @returns letters queued and left for printing; who was reminded today already; how many letters have become moot
 */
export const sendReminders = command({
  name: "reminder.send",
  input: z.object({
    alarm: z.enum(alarms),
    letters: z
      .array(z.object({ recipient: z.coerce.number().int(), requests: z.array(z.coerce.number().int()).min(1) }))
      .min(1, { error: "watch.nobody" })
      .max(mostLetters),
    site,
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, { alarm, letters: wanted, site }) {
    const rule = await loadRule(tx)
    const ids = wanted.map(({ recipient }) => recipient)
    await lockRecipients(tx, ids)
    const done = await remindedOn(tx, ids, site.today)
    const within = {
      except: await demoResolutions(tx),
      recipients: ids,
      territories: await keptTerritories(tx, actor),
    }
    const chosen = new Set(wanted.flatMap(({ requests }) => requests))
    const due = (await dueByHand(tx, watchedDay(rule, await loadWorkdays(tx), site.today), alarm, within))
      .filter(({ id }) => chosen.has(id))
      .map((one) => ({ ...one, remind: true, escalate: false }))
    const letters = await gatherLetters(tx, due)
    const twice = letters.filter(({ recipient }) => done.has(`${recipient.id} reminder`))
    if (letters.length === 0 || twice.length === letters.length)
      throw new Refusal(409, twice.length ? "watch.refusal.today" : "watch.refusal.moot")
    const { linkDays } = rule
    const how = { site, askerOf: await letterheads(tx), linkDays, byHand: true, userId: userIdOf(actor), now }
    const made = await writeReminders(tx, letters, how)
    await announce({
      name: "reminder.sent",
      subject: { kind: "watch", id: site.today },
      payload: { ...made, byHand: true },
    })
    return {
      ...made,
      twice: twice.map(({ recipient }) => recipient.addressee),
      moot: ids.length - letters.length,
    }
  },
})

import { demoResolutions } from "#modules/deliberation/public.ts"
import { system } from "#platform/actor.ts"
import { announce } from "#platform/events.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { loadWorkdays } from "#platform/workdays/workdays.store.ts"
import { isWorkday } from "#platform/workdays/workdays.ts"
import { letterheads } from "../letter/letterhead.store.ts"
import { loadRule } from "../rule/rule.store.ts"
import { siteOf } from "../site.ts"
import { dueByRule } from "./due.store.ts"
import { gatherLetters } from "./gather-letters.ts"
import { lockRecipients, rounds, saveRound } from "./reminder.store.ts"
import { isTime, watchedDay } from "./watch.ts"
import { writeReminders } from "./write-reminders.ts"

/** `due`: requests that the rule sends letters about. `mailed`, `paper`: letters made now. */
export type Round = { due: number; mailed: number; paper: number }

/**
 * One round: finds what is due today and writes to each recipient once. Recipients are taken by some hundred, each time
 * locked, asked for anew and written to in one transaction: whatever stops the round, what is committed is not repeated
 * and what is not is found again. On a day off nothing happens; with `automatic` off it only counts.
 *
 * @param options.say told how many recipients are done, after each batch
 */
export async function watchRound(
  services: Services,
  options: { batch?: number; say?: (recipients: number) => void } = {},
): Promise<Round> {
  const { db, clock, listeners } = services
  const site = siteOf(services)
  const [rule, workdays, except] = await Promise.all([loadRule(db), loadWorkdays(db), demoResolutions(db)])
  const done: Round = { due: 0, mailed: 0, paper: 0 }
  if (!isWorkday(workdays, site.today)) return done
  const day = watchedDay(rule, workdays, site.today)
  const due = await dueByRule(db, day, { except })
  done.due = due.length
  const recipients = [...new Set(due.map((one) => one.recipientId))]
  const { batch = 300, say } = options
  const askerOf = await letterheads(db)
  for (let at = 0; rule.automatic && at < recipients.length; at += batch) {
    const ids = recipients.slice(at, at + batch)
    const written = await db.transaction().execute(async (tx) => {
      await lockRecipients(tx, ids)
      const letters = await gatherLetters(tx, await dueByRule(tx, day, { except, recipients: ids }))
      const now = clock.now()
      const how = { site, askerOf, linkDays: rule.linkDays, byHand: false, userId: null, now }
      const made = await writeReminders(tx, letters, how)
      if (made.requests)
        await announce(
          tx,
          listeners,
          { actor: system("watch"), at: now },
          { name: "reminder.sent", subject: { kind: "watch", id: site.today }, payload: { ...made, byHand: false } },
        )
      return made
    })
    done.mailed += written.mailed
    done.paper += written.paper
    say?.(at + ids.length)
  }
  await db.transaction().execute((tx) => saveRound(tx, { ...done, day: site.today, finishedAt: clock.now() }))
  return done
}

/** Every hour; the round goes once on a working day, from the hour that is set. One that broke off goes on an hour later. */
export const watchJob: Job = {
  name: "watch_round",
  schedule: "0 * * * *",
  async run(services) {
    const { db, clock, config, log } = services
    const [rule, workdays, [last]] = await Promise.all([loadRule(db), loadWorkdays(db), rounds(db)])
    const { today: day } = siteOf(services)
    const hour = Number(
      clock.now().toLocaleString("en-GB", { hour: "2-digit", hourCycle: "h23", timeZone: config.TZ_DEFAULT }),
    )
    if (last?.day === day || !isTime(rule, workdays, { day, hour })) return
    const { due, mailed, paper } = await watchRound(services)
    log.info(`reminders: ${due} requests due, ${mailed} letters queued, ${paper} to print`)
  },
}

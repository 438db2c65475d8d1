import { z } from "zod"
import { demoResolutions } from "#modules/deliberation/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { takeNumbers } from "#platform/counter.ts"
import type { Tx } from "#platform/db.ts"
import { Refusal } from "#platform/refusal.ts"
import { loadWorkdays } from "#platform/workdays/workdays.store.ts"
import { insertLetters } from "../letter/letter.store.ts"
import { letterheads } from "../letter/letterhead.store.ts"
import { numberText } from "../letter/number-letter.ts"
import { loadRule } from "../rule/rule.store.ts"
import { site } from "../site.ts"
import { type Due, dueByHand } from "./due.store.ts"
import { gatherLetters, type ReminderLetter } from "./gather-letters.ts"
import { closeReminders, mostInLot, requestsIn } from "./paper.store.ts"
import { paperWaiting } from "./register.store.ts"
import { lockRecipients, renewLinks } from "./reminder.store.ts"
import { stateInLetter } from "./reminder-mail.ts"
import { keptTerritories } from "./scope.ts"
import { alarms, type WatchedDay, watchedDay } from "./watch.ts"

/**
 * Gives numbers to the paper letters that wait, and takes them off the list: one letter per recipient and kind, with
 * what is still due today. What was answered meanwhile is taken off without a letter.
 *
 * @returns how many letters there are, the first of them, and how many were not needed any more
 */
export const printReminders = command({
  name: "reminder.print",
  input: z.object({ site }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, { site }) {
    const territories = await keptTerritories(tx, actor)
    const before = await paperWaiting(tx, territories, mostInLot)
    await lockRecipients(
      tx,
      before.list.map((one) => one.recipientId),
    )
    // Again, now that nobody else can be printing them.
    const known = new Set(before.list.map((one) => one.id))
    const waiting = (await paperWaiting(tx, territories, mostInLot)).list.filter(({ id }) => known.has(id))
    if (!waiting.length) throw new Refusal(409, "watch.refusal.nothing_to_print")
    const rule = await loadRule(tx)
    const letters = await stillNeeded(tx, watchedDay(rule, await loadWorkdays(tx), site.today), waiting)
    const until = new Date(now.getTime() + rule.linkDays * 86_400_000)
    await renewLinks(
      tx,
      letters.map(({ recipient }) => recipient.id),
      until,
    )
    const headOf = await letterheads(tx)
    const year = Number(site.today.slice(0, 4))
    const first = letters.length ? await takeNumbers(tx, `letter ${year}`, letters.length) : 0
    const ids = letters.length
      ? await insertLetters(
          tx,
          letters.map(({ kind, recipient, items, territoryId }, i) => ({
            kind,
            resolutionId: recipient.resolutionId,
            recipientId: recipient.id,
            partyId: recipient.partyId,
            addressee: recipient.addressee,
            year,
            number: first + i,
            numberText: numberText(headOf(territoryId).numberPattern, first + i, site.today),
            dated: site.today,
            channel: "paper" as const,
            items: items.map((item) => ({
              path: item.path,
              label: item.label,
              text: item.text,
              deadline: null,
              term: stateInLetter(site, item),
            })),
          })),
          { now, userId: userIdOf(actor) },
        )
      : []
    const letterOf = new Map(letters.map(({ kind, recipient }, i) => [`${recipient.id} ${kind}`, ids[i]!]))
    await closeReminders(
      tx,
      waiting.map(({ id, kind, recipientId }) => ({ id, letter: letterOf.get(`${recipientId} ${kind}`) ?? null })),
      now,
    )
    const moot = waiting.filter(({ kind, recipientId }) => !letterOf.has(`${recipientId} ${kind}`)).length
    await announce({
      name: "reminder.printed",
      subject: { kind: "watch", id: site.today },
      payload: { letters: ids.length, moot },
    })
    return { letters: ids.length, first: ids[0] ?? null, moot }
  },
})

type Waiting = Awaited<ReturnType<typeof paperWaiting>>["list"]

/** Letters out of reminders that wait for the printer, with those of their requests that are still alarming. */
async function stillNeeded(tx: Tx, day: WatchedDay, waiting: Waiting): Promise<ReminderLetter[]> {
  const within = { except: await demoResolutions(tx), recipients: waiting.map((one) => one.recipientId) }
  const due: Due[] = []
  for (const alarm of alarms) due.push(...(await dueByHand(tx, day, alarm, within)))
  const about = Map.groupBy(
    await requestsIn(
      tx,
      waiting.map(({ id }) => id),
    ),
    (one) => one.reminder,
  )
  const letters: ReminderLetter[] = []
  for (const kind of ["reminder", "escalation"] as const) {
    const chosen = new Set(
      waiting.filter((one) => one.kind === kind).flatMap(({ id }) => about.get(id)?.map((r) => r.request) ?? []),
    )
    const flags = { remind: kind === "reminder", escalate: kind === "escalation" }
    const still = due.filter(({ id }) => chosen.has(id)).map((one) => ({ ...one, ...flags }))
    letters.push(...(await gatherLetters(tx, still)))
  }
  return letters
}

import { system } from "#platform/actor.ts"
import type { Db, Tx } from "#platform/db.ts"
import { queueMails } from "#platform/delivery/queue-mail.ts"
import { announce } from "#platform/events.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Services } from "#platform/services.ts"
import { type Site, siteOf } from "#platform/site.ts"
import { dayAfter, monthsEarlier } from "#platform/workdays/day-steps.ts"
import { loadWorkdays } from "#platform/workdays/workdays.store.ts"
import { isWorkday } from "#platform/workdays/workdays.ts"
import { lettersADay, linkDays } from "./confirmation.ts"

/** So many letters in one transaction. */
const batch = 50

/** Whose cards a round is about. `takeToAsk` and `takeToRemind` note in their transaction who is written to. */
export type Round<Asked> = {
  /** Between two confirmations; 0: nobody is asked. */
  months: number
  /** @param until the last day of its link, in words */
  letterOf(site: Site, kind: "ask" | "remind", one: Asked, until: string): { to: string; subject: string; text: string }
  takeToAsk(tx: Tx, of: { before: string; today: string; limit: number }): Promise<Asked[]>
  takeToRemind(tx: Tx, of: { today: string; limit: number }): Promise<Asked[]>
  /** Marks cards that stay unconfirmed. @returns how many */
  mark(db: Db, of: { before: string; today: string }): Promise<number>
  event: string
}

/**
 * One round: reminds those that are silent, asks those whose cards are old, marks cards that stay unconfirmed. Who is
 * written to is noted in the transaction that queues the letter: a repeat, also at the same time or after a crash,
 * writes to nobody twice. On a day off, and with 0 months, nothing happens.
 */
export async function goRound<Asked>(services: Services, round: Round<Asked>) {
  const { db, clock, listeners } = services
  const site = siteOf(services)
  const done = { asked: 0, reminded: 0, unconfirmed: 0 }
  if (!round.months || !isWorkday(await loadWorkdays(db), site.today)) return done
  const [now, today, before] = [clock.now(), site.today, monthsEarlier(site.today, round.months)]
  const link = { purpose: "notice", secret: true, until: new Date(Date.parse(today) + linkDays * 86_400_000) }
  const until = longDate(dayAfter(today, linkDays), site.locale)
  const send = (kind: "ask" | "remind", limit: number) =>
    db.transaction().execute(async (tx) => {
      const to = await (kind === "ask"
        ? round.takeToAsk(tx, { before, today, limit })
        : round.takeToRemind(tx, { today, limit }))
      await queueMails(
        tx,
        to.map((one) => ({ ...round.letterOf(site, kind, one, until), ...link })),
        now,
      )
      return to.length
    })
  for (const [kind, sum] of [
    ["remind", "reminded"],
    ["ask", "asked"],
  ] as const)
    for (let sent = batch; sent === batch && done[sum] < lettersADay; done[sum] += sent) sent = await send(kind, batch)
  done.unconfirmed = await round.mark(db, { before, today })
  if (done.asked || done.reminded || done.unconfirmed)
    await db.transaction().execute(async (tx) => {
      const event = { name: round.event, subject: { kind: "confirmation", id: 1 }, payload: done }
      await announce(tx, listeners, { actor: system("confirmation"), at: now }, event)
    })
  return done
}

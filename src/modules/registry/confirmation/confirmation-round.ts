import { system } from "#platform/actor.ts"
import { queueMails } from "#platform/delivery/queue-mail.ts"
import { announce } from "#platform/events.ts"
import type { Job } from "#platform/module.ts"
import { longDate } from "#platform/office/dates.ts"
import type { Services } from "#platform/services.ts"
import { linkToken } from "#platform/session/bearer-link.ts"
import { type Site, siteOf } from "#platform/site.ts"
import { dayAfter, monthsEarlier } from "#platform/workdays/day-steps.ts"
import { loadWorkdays } from "#platform/workdays/workdays.store.ts"
import { isWorkday } from "#platform/workdays/workdays.ts"
import { type Asked, loadRule, markUnconfirmed, takeToAsk, takeToRemind } from "./confirmation.store.ts"
import { lettersADay, linkDays } from "./confirmation.ts"

/** So many letters in one transaction. */
const batch = 50

const mailOf = ({ secret, baseUrl, say, today, locale }: Site, kind: "ask" | "remind", one: Asked) => ({
  to: one.email,
  subject: say(`confirmation.letter.${kind}.subject`, { organisation: one.name }),
  text: say(`confirmation.letter.${kind}.text`, {
    organisation: one.name,
    url: `${baseUrl}/card/${linkToken(secret, "card", { id: one.partyId, generation: one.generation })}`,
    until: longDate(dayAfter(today, linkDays), locale),
  }),
  purpose: "notice",
  secret: true,
  until: new Date(Date.parse(today) + linkDays * 86_400_000),
})

/**
 * One round: asks organisations whose cards are old, reminds those that are silent, marks cards that stay unconfirmed.
 * Who is written to is noted in the transaction that queues the letter: a repeat, also at the same time or after a
 * crash, writes to nobody twice. On a day off, and with 0 months, nothing happens.
 */
export async function confirmationRound(services: Services) {
  const { db, clock, listeners } = services
  const site = siteOf(services)
  const [{ organisationMonths: months }, workdays] = await Promise.all([loadRule(db), loadWorkdays(db)])
  const done = { asked: 0, reminded: 0, unconfirmed: 0 }
  if (!months || !isWorkday(workdays, site.today)) return done
  const [now, today, before] = [clock.now(), site.today, monthsEarlier(site.today, months)]
  const send = (kind: "ask" | "remind", limit: number) =>
    db.transaction().execute(async (tx) => {
      const to = await (kind === "ask" ? takeToAsk(tx, { before, today, limit }) : takeToRemind(tx, { today, limit }))
      await queueMails(
        tx,
        to.map((one) => mailOf(site, kind, one)),
        now,
      )
      return to.length
    })
  for (const [kind, sum] of [
    ["remind", "reminded"],
    ["ask", "asked"],
  ] as const)
    for (let sent = batch; sent === batch && done[sum] < lettersADay; done[sum] += sent) sent = await send(kind, batch)
  await db.transaction().execute(async (tx) => {
    done.unconfirmed = await markUnconfirmed(tx, { before, today })
    const event = { name: "confirmation.went_round", subject: { kind: "confirmation", id: 1 }, payload: done }
    if (done.asked || done.reminded || done.unconfirmed)
      await announce(tx, listeners, { actor: system("confirmation"), at: now }, event)
  })
  return done
}

/** Every morning, of the European part of the country; one that broke off goes on at the next. */
export const confirmationJob: Job = {
  name: "registry_confirmation",
  schedule: "10 7 * * *",
  run: async (services) => {
    await confirmationRound(services)
  },
}

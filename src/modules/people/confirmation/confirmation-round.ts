import { lettersADay, linkDays, loadConfirmationRule } from "#modules/registry/public.ts"
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
import { type Asked, markUnconfirmed, takeToAsk, takeToRemind } from "./confirmation.store.ts"

/** So many letters in one transaction, and so many people. */
const [batch, part] = [50, 1000]
const nobody = "00000000-0000-0000-0000-000000000000"

// Whoever reads over a shoulder learns no name: the letter says only that there is a card.
const mailOf = ({ secret, baseUrl, say, today, locale }: Site, kind: "ask" | "remind", one: Asked) => ({
  to: one.email,
  subject: say(`confirmation.person.letter.${kind}.subject`),
  text: say(`confirmation.person.letter.${kind}.text`, {
    whose: one.toGuardian ? "child" : "own",
    url: `${baseUrl}/own-card/${linkToken(secret, "own-card", { id: one.number, generation: one.generation })}`,
    until: longDate(dayAfter(today, linkDays), locale),
  }),
  purpose: "notice",
  secret: true,
  until: new Date(Date.parse(today) + linkDays * 86_400_000),
})

/** The same round as of organisations (`registry/confirmation`): asks people, of minors a guardian, reminds once, marks. */
export async function peopleRound(services: Services) {
  const { db, clock, listeners } = services
  const site = siteOf(services)
  const [{ personMonths: months }, workdays] = await Promise.all([loadConfirmationRule(db), loadWorkdays(db)])
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
  for (let after: string | null = nobody; after !== null; ) {
    const from: string = after
    const { marked, last } = await db
      .transaction()
      .execute((tx) => markUnconfirmed(tx, { before, today, after: from, limit: part }))
    done.unconfirmed += marked
    after = last
  }
  if (done.asked || done.reminded || done.unconfirmed)
    await db.transaction().execute(async (tx) => {
      const event = { name: "confirmation.people_round", subject: { kind: "confirmation", id: 1 }, payload: done }
      await announce(tx, listeners, { actor: system("confirmation"), at: now }, event)
    })
  return done
}

/** Every morning, after the organisations. */
export const peopleConfirmationJob: Job = {
  name: "people_confirmation",
  schedule: "40 7 * * *",
  run: async (services) => {
    await peopleRound(services)
  },
}

import { goRound, loadConfirmationRule } from "#modules/registry/public.ts"
import type { Db } from "#platform/db.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { linkToken } from "#platform/session/bearer-link.ts"
import { markUnconfirmed, takeToAsk, takeToRemind } from "./confirmation.store.ts"

/** So many people in one transaction. */
const part = 1000
const nobody = "00000000-0000-0000-0000-000000000000"

async function mark(db: Db, of: { before: string; today: string }): Promise<number> {
  let sum = 0
  for (let after: string | null = nobody; after !== null; ) {
    const from: string = after
    const { marked, last } = await db
      .transaction()
      .execute((tx) => markUnconfirmed(tx, { ...of, after: from, limit: part }))
    sum += marked
    after = last
  }
  return sum
}

/** The round of people; of minors a guardian is asked. */
export async function peopleRound(services: Services) {
  const { personMonths: months } = await loadConfirmationRule(services.db)
  return goRound(services, {
    ...{ months, takeToAsk, takeToRemind, mark, event: "confirmation.people_round" },
    // Whoever reads over a shoulder learns no name: the letter says only that there is a card.
    letterOf: ({ secret, baseUrl, say }, kind, { email, toGuardian, number, generation }, until) => ({
      to: email,
      subject: say(`confirmation.person.letter.${kind}.subject`),
      text: say(`confirmation.person.letter.${kind}.text`, {
        whose: toGuardian ? "child" : "own",
        url: `${baseUrl}/own-card/${linkToken(secret, "own-card", { id: number, generation })}`,
        until,
      }),
    }),
  })
}

/** Every morning, after the organisations. */
export const peopleConfirmationJob: Job = {
  name: "people_confirmation",
  schedule: "40 7 * * *",
  run: async (services) => {
    await peopleRound(services)
  },
}

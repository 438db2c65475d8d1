import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { linkToken } from "#platform/session/bearer-link.ts"
import { loadRule, markUnconfirmed, takeToAsk, takeToRemind } from "./confirmation.store.ts"
import { goRound } from "./go-round.ts"

/** The round of organisations and bodies. */
export async function confirmationRound(services: Services) {
  const { organisationMonths: months } = await loadRule(services.db)
  return goRound(services, {
    ...{ months, takeToAsk, takeToRemind, event: "confirmation.went_round" },
    letterOf: ({ secret, baseUrl, say }, kind, { email, name, partyId, generation }, until) => ({
      to: email,
      subject: say(`confirmation.letter.${kind}.subject`, { organisation: name }),
      text: say(`confirmation.letter.${kind}.text`, {
        organisation: name,
        url: `${baseUrl}/card/${linkToken(secret, "card", { id: partyId, generation })}`,
        until,
      }),
    }),
    mark: (db, of) => db.transaction().execute((tx) => markUnconfirmed(tx, of)),
  })
}

/** Every morning, of the European part of the country; one that broke off goes on at the next. */
export const confirmationJob: Job = {
  name: "registry_confirmation",
  schedule: "10 7 * * *",
  run: async (services) => {
    await confirmationRound(services)
  },
}

import { dayIn } from "#platform/day.ts"
import type { Job, Reaction } from "#platform/module.ts"
import { indexServices } from "../social-service/index-services.ts"
import { turnProviders } from "./provider.store.ts"

/** Every hour: providers whose days have come or gone, and the services of a version that has come into force. */
export const turnProvidersJob: Job = {
  name: "providers_turn",
  schedule: "3 * * * *",
  async run({ db, clock, config, cache }) {
    const today = dayIn(config.TZ_DEFAULT, clock.now())
    const turned = await db.transaction().execute(async (tx) => {
      await indexServices(tx, today)
      return turnProviders(tx, today)
    })
    if (turned) cache.clear()
  },
}

/** An organisation that is no more provides nothing; one that turns out to be there does again. */
export const turnOfEnded: Reaction = {
  name: "registry.turn-of-ended",
  to: ["party.ended"],
  async run({ tx, services }, event) {
    await turnProviders(tx, dayIn(services.config.TZ_DEFAULT, event.at), Number(event.subjectId))
  },
}

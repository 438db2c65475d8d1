import { plantDemo } from "#modules/front/plant-demo.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Config } from "#platform/config.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "./database.ts"
import { testServices } from "./services.ts"

export type World = { services: Services; url: string; drop(): Promise<void> }

/**
 * The named world: the example town, which is also what «Посмотреть на примере» plants, in a database of its own.
 * Give it to `beforeAll` and drop it in `afterAll`.
 */
export async function namedWorld(settings: Partial<Record<keyof Config, string>> = {}): Promise<World> {
  const { url, drop } = await freshDatabase()
  const services = testServices(url, settings)
  const { db, clock, listeners } = services
  await perform(plantDemo, { db, clock, listeners, actor: system("test") }, {})
  return {
    services,
    url,
    async drop() {
      await services.db.destroy()
      await drop()
    },
  }
}

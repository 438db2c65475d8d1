import { expect, test } from "vitest"
import { z } from "zod"
import { type Actor, system } from "#platform/actor.ts"
import { command, perform } from "#platform/command.ts"
import { search } from "#platform/search/search.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { addTerritory, countParties, createParty, removeDemoParties } from "../public.ts"

test("the example is taken away; what real things name stays and is no example any more", async () => {
  const { url } = await freshDatabase()
  const services = testServices(url)
  const { db } = services
  const root: Actor = system("test")
  const plant = command({
    name: "trial.plant",
    input: z.object({}),
    permit: () => true,
    async run(ctx) {
      const kept = await addTerritory(ctx, { name: "Заречный", kind: "municipality", demo: true })
      const gone = await addTerritory(ctx, { name: "Лесной", kind: "settlement", parentId: kept, demo: true })
      await createParty(ctx, { nature: "body", kind: "council", name: "Совет Лесного", territoryId: gone, demo: true })
      return { kept }
    },
  })
  const { kept } = await perform(plant, { ...services, actor: root }, {})
  await aParty(services, root, "Искра", { territoryId: kept })
  await db.transaction().execute((tx) => removeDemoParties(tx, new Date()))
  expect(await countParties(db)).toBe(1)
  expect(await db.selectFrom("registry.territory").select(["id", "demo"]).execute()).toEqual([
    { id: kept, demo: false },
  ])
  expect((await search(db, { query: "лесной", audiences: ["open"], limit: 5 })).total).toBe(0)
})

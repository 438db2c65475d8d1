import { expect, test } from "vitest"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"

test("an administrator can limit an invitation to a territory", async () => {
  const { url } = await freshDatabase()
  const services = testServices(url)
  const { actor, browser } = await signedIn(services, "administrator")
  await aTerritory(services, actor, "Озёрный край")

  const page = await browser.get("/settings/people/invitation")
  expect(page.status).toBe(200)
  expect(page.text).toMatch(/<option value="territory:\d+">Озёрный край<\/option>/)
})

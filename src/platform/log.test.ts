import { expect, test } from "vitest"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { loggedError } from "./log.ts"

test("an error of the database is logged with its table and constraint, without the values it quotes", async () => {
  const { url } = await freshDatabase()
  const { db } = testServices(url)
  const add = () =>
    db.insertInto("platform.app_user").values({ email: "tayna@example.ru", name: "Тая", disabled_at: null }).execute()
  await add()
  const err = await add().catch((thrown: unknown) => thrown)
  expect((err as { detail: string }).detail).toContain("tayna@example.ru")
  const line = JSON.stringify(loggedError(err))
  expect(line).toContain("app_user")
  expect(line).toContain("log.test.ts")
  expect(line).not.toContain("tayna")
})

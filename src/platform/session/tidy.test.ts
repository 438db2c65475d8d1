import { afterAll, beforeAll, expect, it } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import { goodPassword, signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../app.ts"
import { tidyJob } from "./tidy.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const at = (instant: string) => testServices(database.url, {}, { clock: fixedClock(instant) })

it("at night what is over goes, and what is not stays", async () => {
  const services = at("2026-11-21T09:00:00Z")
  const app = buildApp(services)
  const { email } = await signedInAs(services, app, "member")
  await visitor(app).post("/sign-in/code", { email })
  await visitor(app).post("/sign-in", { email, password: "не тот" })
  await visitor(app).json("/sign-in/passkey/options", {})
  const tables = ["session", "sign_in_step", "challenge", "throttle"] as const
  const counts = () =>
    Promise.all(
      tables.map(async (name) => (await services.db.selectFrom(`platform.${name}`).selectAll().execute()).length > 0),
    )
  await tidyJob.run(services, {})
  expect(await counts()).toEqual([true, true, true, true])
  await tidyJob.run(at("2026-11-24T09:00:00Z"), {})
  expect(await counts()).toEqual([true, false, false, false])
  await tidyJob.run(at("2027-01-22T09:00:00Z"), {})
  expect(await counts()).toEqual([false, false, false, false])
  expect((await visitor(app).post("/sign-in", { email, password: goodPassword })).status).toBe(303)
})

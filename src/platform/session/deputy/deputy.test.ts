import { afterAll, beforeAll, expect, test } from "vitest"
import { type Actor, holds, system } from "#platform/actor.ts"
import { type Command, perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { actorOfEmail } from "#platform/session/load-actor.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { endGrant } from "../people/give-grant.ts"
import { grantsOf } from "../people/people.store.ts"
import { endDeputy, nameDeputy } from "./name-deputy.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(() => database.drop())

const days = (n: number) => new Date(services.clock.now().getTime() + n * 86_400_000)
// biome-ignore lint/suspicious/noExplicitAny: any command
const run = (actor: Actor, cmd: Command<any, any>, input: object) => {
  const { db, clock, listeners } = services
  return perform(cmd, { db, clock, listeners, actor }, input)
}

let number = 0
/** Two accounts: one with a role over a territory, one with none that matters; and the grant. */
async function pair() {
  const territory = { kind: "territory", id: ++number } as const
  const holder = await signedIn(services, "coordinator", territory, "Ольга Иванова")
  const other = await signedIn(services, "member", undefined, "Пётр Зимин")
  const idOf = (actor: Actor) => (actor as { userId: string }).userId
  const email = `deputy${number}@example.ru`
  await services.db.updateTable("platform.app_user").set({ email }).where("id", "=", idOf(other.actor)).execute()
  const [grant] = await grantsOf(services.db, [idOf(holder.actor)], services.clock.now())
  const mayAt = async (at: Date) => holds((await actorOfEmail(services.db, email, at))!, ["coordinator"], [territory])
  return { holder, other, email, grant: grant!, idOf, mayAt }
}

test("a deputy has the same role in the same place between two days, and no longer", async () => {
  const { holder, other, email, grant, mayAt, idOf } = await pair()
  await run(holder.actor, nameDeputy, { grant: grant.id, email, from: days(1), until: days(3) })
  expect([await mayAt(days(0)), await mayAt(days(2)), await mayAt(days(4))]).toEqual([false, true, false])
  const [, stands] = await grantsOf(services.db, [idOf(other.actor)], services.clock.now())
  expect(stands).toMatchObject({ role: "coordinator", stands_for: "Ольга Иванова", deputy_of: grant.id })

  const refused = run(other.actor, nameDeputy, { grant: stands!.id, email: "x@example.ru", until: days(2) })
  await expect(refused).rejects.toMatchObject({ status: 409, saying: { key: "session.deputy.of_deputy" } })
  await run(other.actor, endDeputy, { id: stands!.id })
  expect(await mayAt(days(2))).toBe(false)
})

test("a deputy's right ends with the holder's", async () => {
  const { holder, email, grant, mayAt } = await pair()
  await run(holder.actor, nameDeputy, { grant: grant.id, email, until: days(3) })
  expect(await mayAt(days(1))).toBe(true)
  await signedIn(services, "administrator")
  await run(system("test"), endGrant, { id: grant.id })
  expect(await mayAt(days(1))).toBe(false)
})

test("nobody names a deputy for another, for longer than the role lasts, or of nobody", async () => {
  const { holder, other, email, grant } = await pair()
  const name = (actor: Actor, more: object) =>
    run(actor, nameDeputy, { grant: grant.id, email, until: days(3), ...more })
  await expect(name(other.actor, {})).rejects.toMatchObject({ status: 404 })
  await services.db
    .updateTable("platform.app_grant")
    .set({ until_at: days(2) })
    .where("id", "=", grant.id)
    .execute()
  await expect(name(holder.actor, {})).rejects.toMatchObject({ fields: { until: { key: "session.deputy.longer" } } })
  const nobody = name(holder.actor, { email: "nobody@example.ru", until: days(1) })
  await expect(nobody).rejects.toMatchObject({ fields: { email: { key: "session.deputy.nobody" } } })
})

test("pages: the holder names a deputy, sees and ends it; an administrator sees whom it stands for", async () => {
  const { holder, other, email, grant, idOf } = await pair()
  const { browser } = holder
  expect((await browser.get("/settings/roles")).text).toContain(`/settings/roles/${grant.id}/deputy`)
  const path = `/settings/roles/${grant.id}/deputy`
  expect((await other.browser.get(path)).status).toBe(404)
  const wrong = await browser.post(path, { email, until: "" })
  expect([wrong.status, wrong.text.includes(email)]).toEqual([422, true])
  const day = days(5).toISOString().slice(0, 10)
  expect((await browser.post(path, { email, until: day })).location).toBe("/settings/roles")
  expect((await browser.get("/settings/roles")).text).toContain("Обязанности исполняет Пётр Зимин")
  const theirs = await other.browser.get("/settings/roles")
  expect(theirs.text).toContain("Исполняет обязанности: Ольга Иванова")
  const admin = await signedIn(services, "administrator")
  const seen = await admin.browser.get(`/settings/people/${idOf(other.actor)}`)
  expect(seen.text).toContain("Исполняет обязанности: Ольга Иванова")
  const [, stands] = await grantsOf(services.db, [idOf(other.actor)], services.clock.now())
  expect((await browser.post(`/settings/roles/${stands!.id}/end`, {})).location).toBe("/settings/roles")
  expect((await other.browser.get("/settings/roles")).text).not.toContain("Исполняет обязанности")
})

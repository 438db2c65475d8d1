import { afterAll, beforeAll, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(() => database.drop())

const idOf = ({ actor }: Awaited<ReturnType<typeof signedIn>>) => (actor as { userId: string }).userId

test("an administrator reads the site as somebody else, changes nothing, and they see who looked", async () => {
  const admin = await signedIn(services, "administrator", undefined, "Анна Главная")
  const member = await signedIn(services, "member", undefined, "Пётр Зимин")
  const { browser } = admin
  expect((await browser.get(`/settings/people/${idOf(member)}`)).text).toContain("Смотреть как Пётр Зимин")
  expect((await browser.post(`/settings/people/${idOf(member)}/seeing`, {})).location).toBe("/")

  const page = await browser.get("/settings/roles")
  expect(page.text).toContain("Вы смотрите как Пётр Зимин")
  expect(page.text).toContain("Вернуться")
  expect((await browser.get("/settings/people")).status).toBe(403)
  for (const path of ["/settings/security", "/settings/security/tokens", "/en/settings/security/totp"])
    expect((await browser.get(path)).status, path).toBe(403)
  for (const path of ["/settings/security/name", "/sign-out", "/display", "/settings/following"]) {
    const answer = await browser.post(path, { name: "Чужой" })
    expect([answer.status, answer.text.includes("изменить ничего нельзя")], path).toEqual([403, true])
  }
  expect((await browser.json("/api/v1/organisations", { kind: "ngo", name: "Клуб" })).status).toBe(403)

  expect((await browser.post("/seeing/end", {})).location).toBe(`/settings/people/${idOf(member)}`)
  const back = await browser.get(`/settings/people/${idOf(member)}`)
  expect(back.text).not.toContain("Вы смотрите как")
  for (const said of ["стал смотреть сайт", "перестал смотреть сайт"]) expect(back.text).toContain(said)
  expect((await member.browser.get("/settings/roles")).text).toContain("Анна Главная")
  expect((await browser.post("/seeing/end", {})).status).toBe(404)
})

test("never as another administrator, nor as oneself; nobody else may", async () => {
  const [admin, other] = [await signedIn(services, "administrator"), await signedIn(services, "administrator")]
  const coordinator = await signedIn(services, "coordinator")
  const as = async (who: typeof admin, whom: typeof admin) =>
    (await who.browser.post(`/settings/people/${idOf(whom)}/seeing`, {})).status
  expect([await as(admin, other), await as(admin, admin), await as(coordinator, admin)]).toEqual([403, 409, 403])
})

test("it ends by itself in an hour", async () => {
  const admin = await signedIn(services, "administrator")
  const member = await signedIn(services, "member", undefined, "Зоя Лугова")
  await admin.browser.post(`/settings/people/${idOf(member)}/seeing`, {})
  const at = (minutes: number) => fixedClock(new Date(services.clock.now().getTime() + minutes * 60_000).toISOString())
  const { actorOfSession } = await import("../load-actor.ts")
  const nameAt = async (minutes: number) => {
    const found = await actorOfSession(services.db, admin.token, at(minutes).now())
    return (found!.actor as { name: string }).name
  }
  expect([await nameAt(59), await nameAt(61)]).toEqual(["Зоя Лугова", "Лидия Осипова"])
})

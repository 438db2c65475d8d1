import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { goodPassword, signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { addToken, addUser, CliRefusal } from "../cli.ts"
import { deviceName } from "./device.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

async function open(email: string) {
  const services = testServices(database.url)
  const app = buildApp(services)
  return { services, app, owner: await signedInAs(services, app, "member", { email }) }
}
const isSignedIn = async (who: Visitor) => (await who.get("/sign-in")).status === 303

describe("sessions", () => {
  it("are listed and ended one by one, or all others at once", async () => {
    const { app, owner } = await open("s@example.ru")
    const others = [visitor(app), visitor(app), visitor(app)]
    for (const one of others) await one.post("/sign-in", { email: owner.email, password: goodPassword })
    const page = (await owner.get("/settings/security")).text
    expect(page).toContain("Вы вошли на 4 устройствах")
    const ids = [...page.matchAll(/sessions\/([0-9a-f-]{36})\/end/g)].map((m) => m[1]!)
    expect(ids).toHaveLength(3)
    await owner.post(`/settings/security/sessions/${ids[0]}/end`)
    const left = await Promise.all(others.map(isSignedIn))
    expect(left.filter(Boolean)).toHaveLength(2)
    expect((await owner.post("/settings/security/sessions/end-others")).status).toBe(303)
    expect(await Promise.all(others.map(isSignedIn))).toEqual([false, false, false])
    expect(await isSignedIn(owner)).toBe(true)
  })

  it("of somebody else are out of reach", async () => {
    const { services, app, owner } = await open("s2@example.ru")
    const other = await signedInAs(services, app, "member", { email: "s3@example.ru" })
    const { id } = await services.db
      .selectFrom("platform.session")
      .select("id")
      .where("user_id", "=", other.userId)
      .executeTakeFirstOrThrow()
    expect((await owner.post(`/settings/security/sessions/${id}/end`)).status).toBe(404)
    expect(await isSignedIn(other)).toBe(true)
  })
})

describe("the own password", () => {
  it("changes only for who knows the present one; other sessions end", async () => {
    const { app, owner } = await open("p@example.ru")
    const elsewhere = visitor(app)
    await elsewhere.post("/sign-in", { email: owner.email, password: goodPassword })
    const path = "/settings/security/password"
    const password = "сосна гремит костяшками"
    expect((await owner.post(path, { current: "не тот", password })).status).toBe(422)
    expect((await owner.post(path, { current: goodPassword, password: "qwertyuiop" })).status).toBe(422)
    expect((await owner.post(path, { current: goodPassword, password })).location).toBe("/settings/security")
    expect([await isSignedIn(owner), await isSignedIn(elsewhere)]).toEqual([true, false])
    expect((await visitor(app).post("/sign-in", { email: owner.email, password })).status).toBe(303)
  })

  it("is judged while it is typed", async () => {
    const { app } = await open("p2@example.ru")
    const ask = async (password: string) =>
      JSON.parse((await visitor(app).json("/password/strength", { password })).text)
    expect(await ask("gfhjkm2026")).toMatchObject({ good: false, said: expect.stringContaining("одно слово") })
    expect(await ask("лодка и чайник у причала")).toMatchObject({ good: true, score: 4, said: "Отличный пароль" })
    expect((await visitor(app).json("/password/strength", { password: 7 })).status).toBe(400)
  })
})

describe("tokens for programs", () => {
  it("are shown once, work until revoked, and do not open the settings", async () => {
    const { services, app, owner } = await open("t@example.ru")
    const made = await owner.post("/settings/security/tokens", { name: "выгрузка" })
    const token = /<code>([\w-]{43})<\/code>/.exec(made.text)![1]!
    const page = (await owner.get("/settings/security/tokens")).text
    expect(page).toContain("выгрузка")
    expect(page).not.toContain(token)
    const kept = await services.db.selectFrom("platform.idempotency").selectAll().execute()
    expect(JSON.stringify(kept)).not.toContain(token)
    const ask = (path: string) => app.request(path, { headers: { Authorization: `Bearer ${token}` } })
    expect(await (await ask("/")).text()).toContain("Ульяна Мещерякова")
    expect((await ask("/settings/security")).status).toBe(403)
    const id = /tokens\/([0-9a-f-]{36})\/revocation/.exec(page)![1]!
    expect((await owner.post(`/settings/security/tokens/${id}/revocation`)).status).toBe(303)
    expect(await (await ask("/")).text()).not.toContain("Ульяна Мещерякова")
  })
})

describe("on the command line", () => {
  it("users and tokens are added; a second time adds only what is missing", async () => {
    const { services, app } = await open("x@example.ru")
    const add = { email: "Cli@example.ru", role: "coordinator", password: goodPassword } as const
    expect(await addUser(services, add)).toMatchObject({ made: true })
    const { userId, made } = await addUser(services, { ...add, password: "сосна гремит костяшками" })
    expect(made).toBe(false)
    expect(
      (await services.db.selectFrom("platform.app_grant").selectAll().where("user_id", "=", userId).execute()).length,
    ).toBe(1)
    expect(
      (await visitor(app).post("/sign-in", { email: add.email, password: "сосна гремит костяшками" })).status,
    ).toBe(303)
    expect(await addToken(services, { email: add.email, name: "cron" })).toHaveLength(43)
  })

  it("what cannot be is said in a sentence", async () => {
    const { services } = await open("y@example.ru")
    await expect(addUser(services, { email: "нет", role: "member" })).rejects.toThrow(CliRefusal)
    await expect(addUser(services, { email: "z@example.ru", role: "member", password: "qwertyuiop" })).rejects.toThrow(
      /most common combinations/,
    )
    await expect(addToken(services, { email: "nobody@example.ru", name: "n" })).rejects.toThrow(/no user/)
  })
})

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 YaBrowser/25.9 Safari/537.36",
    "Яндекс Браузер, Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1",
    "Safari, iPhone",
  ],
  ["curl/8.5.0", ""],
])("a device is called by browser and system", (userAgent, name) => expect(deviceName(userAgent)).toBe(name))

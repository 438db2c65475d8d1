import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { firstAdministratorPath } from "../first-administrator.ts"

const password = "лодка и чайник у причала"
let database: Awaited<ReturnType<typeof freshDatabase>>
let now = Date.parse("2026-11-21T09:00:00Z")
const later = (minutes: number) => {
  now += minutes * 60_000
}

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

function open() {
  const services = testServices(database.url, {}, { clock: { now: () => new Date(now) } })
  return { services, app: buildApp(services) }
}
const signIn = (who: Visitor, typed = password, email = "admin@example.ru") =>
  who.post("/sign-in", { email, password: typed })
const isSignedIn = async (who: Visitor) => (await who.get("/sign-in")).status === 303

describe("the first administrator", () => {
  it("comes by a link that works once, and opening it changes nothing", async () => {
    const { services, app } = open()
    const old = (await firstAdministratorPath(services))!
    const path = (await firstAdministratorPath(services))!
    const who = visitor(app)
    expect((await who.get(old)).status).toBe(410)
    const first = await who.get(path)
    expect(first.status).toBe(200)
    expect(first.headers.get("Referrer-Policy")).toBe("no-referrer")
    expect((await who.get(path)).status).toBe(200)

    const form = { name: "Ульяна Мещерякова", email: "Admin@example.ru", password }
    const weak = await who.post(path, { ...form, password: "gfhjkm2026" })
    expect(weak.status).toBe(422)
    expect(weak.text).toContain("Ульяна Мещерякова")
    expect((await who.post(path, form)).status).toBe(303)
    expect(await isSignedIn(who)).toBe(true)
    expect((await visitor(app).post(path, { ...form, email: "b@example.ru" })).status).toBe(410)
    expect(await firstAdministratorPath(services)).toBeNull()
    const grants = await services.db.selectFrom("platform.app_grant").selectAll().execute()
    expect(grants).toMatchObject([{ role: "administrator", scope_kind: "installation" }])
  })

  it("is one, even when two links are accepted at once", async () => {
    const other = await freshDatabase()
    const services = testServices(other.url)
    const app = buildApp(services)
    const path = (await firstAdministratorPath(services))!
    const answers = await Promise.all(
      [1, 2, 3].map((n) => visitor(app).post(path, { name: "Имя", email: `a${n}@example.ru`, password })),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([303, 410, 410])
    await services.db.destroy()
    await other.drop()
  })
})

describe("signing in by password", () => {
  it("opens a session with a careful cookie and goes where the person wanted", async () => {
    const { app } = open()
    const who = visitor(app)
    const answer = await who.post("/sign-in", { email: "ADMIN@example.ru ", password, next: "/resolutions?year=2026" })
    expect(answer).toMatchObject({ status: 303, location: "/resolutions?year=2026" })
    const cookie = answer.headers.getSetCookie().find((c) => c.startsWith("farvater_session="))
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    expect(cookie).toMatch(/Max-Age=2592000/)
    expect(cookie).not.toMatch(/Secure/)
  })

  it.each(["//evil.example", "/\\evil.example", "https://evil.example/", "/ok\n", "javascript:alert(1)"])(
    "never leads to %j",
    async (next) => {
      const { app } = open()
      expect((await visitor(app).post("/sign-in", { email: "admin@example.ru", password, next })).location).toMatch(
        /^\/(ok|desk)?$/,
      )
    },
  )

  it("answers a wrong password and an unknown address alike, and keeps the address typed", async () => {
    const { app } = open()
    const wrong = await signIn(visitor(app, { address: "198.51.100.1" }), "не тот пароль")
    const unknown = await signIn(visitor(app, { address: "198.51.100.2" }), "не тот пароль", "nobody@example.ru")
    expect([wrong.status, unknown.status]).toEqual([422, 422])
    const plain = (text: string) => text.replace(/value="[^"]*"/g, "")
    expect(plain(wrong.text)).toBe(plain(unknown.text))
    expect(wrong.text).toContain("admin@example.ru")
    expect(wrong.text).not.toContain("не тот пароль")
  })

  it("replaces the browser's earlier session and ends it by signing out", async () => {
    const { app } = open()
    const who = visitor(app)
    await signIn(who)
    const planted = who.jar.get("farvater_session")!
    await signIn(who)
    const other = visitor(app)
    other.jar.set("farvater_session", planted)
    expect(await isSignedIn(other)).toBe(false)
    const kept = who.jar.get("farvater_session")!
    const out = await who.post("/sign-out")
    expect(out.headers.get("Clear-Site-Data")).toBe('"cache"')
    expect(who.jar.has("farvater_session")).toBe(false)
    other.jar.set("farvater_session", kept)
    expect(await isSignedIn(other)).toBe(false)
  })

  it("refuses forms from other sites", async () => {
    const { app } = open()
    const answer = await app.request("http://127.0.0.1:3000/sign-in", {
      method: "POST",
      body: new URLSearchParams({ email: "admin@example.ru", password }),
      headers: { Origin: "https://evil.example" },
    })
    expect(answer.status).toBe(403)
  })

  it("keeps a session that is used alive for 30 days and lets an unused one end", async () => {
    const { app } = open()
    const who = visitor(app)
    await signIn(who)
    for (let day = 0; day < 40; day += 20) {
      later(20 * 24 * 60)
      expect(await isSignedIn(who)).toBe(true)
    }
    later(31 * 24 * 60)
    expect(await isSignedIn(who)).toBe(false)
  })

  it("writes who signed in to the journal, without a name or an address", async () => {
    const { services } = open()
    const events = await services.db.selectFrom("platform.event").selectAll().execute()
    expect(events.map((e) => e.name)).toEqual(expect.arrayContaining(["session.signed_in", "session.signed_out"]))
    expect(JSON.stringify(events)).not.toMatch(/example\.ru|Мещерякова|203\.0/)
  })
})

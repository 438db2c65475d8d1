import { generateSync } from "otplib"
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { goodPassword, signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Answer, type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { callbackOf } from "./provider.ts"
import { oidcServer, person, throughServer } from "./testing/oidc-server.ts"

const base = "http://127.0.0.1:3000"
const security = "/settings/security"
let database: Awaited<ReturnType<typeof freshDatabase>>
let server: Awaited<ReturnType<typeof oidcServer>>
let late = 0
const clock = { now: () => new Date(Date.now() + late) }

beforeAll(async () => {
  database = await freshDatabase()
  server = await oidcServer(callbackOf(base, "oidc"))
})
afterAll(async () => {
  await server.close()
  await database.drop()
})
afterEach(() => {
  Object.assign(server.state, { spoil: null, forge: false, broken: false, asked: [] })
  late = 0
})

function open(settings: Record<string, string> = {}) {
  const services = testServices(database.url, { ...server.settings, ...settings }, { clock })
  return { services, app: buildApp(services) }
}
/** Presses the button. @returns the address at the server */
async function sentOut(who: Visitor, from = "/sign-in/outside/oidc", next = "/"): Promise<string> {
  const answer = await who.post(from, { next })
  expect(answer.status).toBe(200)
  return answer.headers.get("Refresh")!.replace("0; url=", "")
}
/** Presses the button and signs in over there. @returns what this site says to whoever comes back */
const come = async (who: Visitor, login: string, from?: string, next?: string): Promise<Answer> =>
  who.get(await throughServer(await sentOut(who, from, next), login))
const link = (who: Visitor, login: string) => come(who, login, `${security}/outside/oidc`)
const isSignedIn = async (who: Visitor) => (await who.get("/sign-in")).status === 303

/** An account with this outside identity linked. */
async function linked(email: string, login: string, settings?: Record<string, string>) {
  const { services, app } = open(settings)
  const owner = await signedInAs(services, app, "member", { email })
  expect((await link(owner, login)).location).toBe(security)
  return { services, app, owner }
}

describe("signing in by an OpenID Connect server", () => {
  it("is offered only where it is set up", async () => {
    const { app } = open()
    const page = (await visitor(app).get("/sign-in")).text
    expect(page).toContain("Войти через Единый вход")
    await expectValidHtml(page)
    const without = buildApp(testServices(database.url))
    expect((await visitor(without).get("/sign-in")).text).not.toContain("/sign-in/outside")
    expect((await visitor(without).post("/sign-in/outside/oidc")).status).toBe(404)
  })

  it("works after linking, goes where the person wanted, and leaves its traces", async () => {
    const { services, app, owner } = await linked("anna@example.ru", person.login)
    const page = (await owner.get(security)).text
    expect(page).toContain("Единый вход: Анна Причалова")
    await expectValidHtml(page)
    const who = visitor(app)
    expect((await come(who, person.login, undefined, "/resolutions?year=2026")).location).toBe("/resolutions?year=2026")
    expect(await isSignedIn(who)).toBe(true)
    expect((await who.get(security)).text).toContain("anna@example.ru")
    const events = await services.db.selectFrom("platform.event").selectAll().orderBy("id").execute()
    expect(events.map((e) => e.name)).toContain("session.outside_linked")
    expect(events.at(-1)).toMatchObject({ name: "session.signed_in", payload: { method: "outside", second: false } })
    expect(JSON.stringify(events)).not.toMatch(/Причалова|anna/)
    const reactions = services.listeners.get("session.outside_linked")
    expect(reactions).toContain("session.tell_owner")
  })

  it("sends the browser away by a page, with nothing of the person in the address", async () => {
    const { app } = open()
    const answer = await visitor(app).post("/sign-in/outside/oidc", { next: "/desk" })
    const door = new URL(answer.headers.get("Refresh")!.replace("0; url=", ""))
    expect(door.origin).toBe(server.url)
    expect(Object.fromEntries(door.searchParams)).toMatchObject({
      response_type: "code",
      redirect_uri: callbackOf(base, "oidc"),
      scope: "openid profile email",
      code_challenge_method: "S256",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
    })
    expect(answer.headers.get("Content-Security-Policy")).toContain("form-action 'self'")
    expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer")
    await expectValidHtml(answer.text)
  })

  it("asks for the second step where it is on", async () => {
    const { app, owner } = await linked("second@example.ru", "second")
    await owner.post(`${security}/totp`)
    const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec((await owner.get(`${security}/totp`)).text)![1]!.replace(/ /g, "")
    const code = (at: Date) => generateSync({ secret, epoch: Math.floor(at.getTime() / 1000) })
    await owner.post(`${security}/totp/confirmation`, { code: code(clock.now()) })
    late += 60_000
    const who = visitor(app)
    expect((await come(who, "second", undefined, "/organisations")).location).toBe("/sign-in/second")
    expect(await isSignedIn(who)).toBe(false)
    const answer = await who.post("/sign-in/second", { code: code(clock.now()) })
    expect(answer.location).toBe("/organisations")
  })

  it("refuses a closed account", async () => {
    const { services, app, owner } = await linked("closed@example.ru", "closed")
    const closed = { disabled_at: clock.now() }
    await services.db.updateTable("platform.app_user").set(closed).where("id", "=", owner.userId).execute()
    const who = visitor(app)
    expect((await come(who, "closed")).status).toBe(403)
    expect(await isSignedIn(who)).toBe(false)
  })
})

describe("a stranger", () => {
  it("gets no account, not even with the e-mail of one that is here", async () => {
    const { services, app } = open()
    // The server tells STRANGER@example.ru for this login.
    const owner = await signedInAs(services, app, "member", { email: "stranger@example.ru" })
    const who = visitor(app)
    const answer = await come(who, "stranger")
    expect(answer.status).toBe(403)
    expect(answer.text).toContain("привяжите Единый вход на странице «Вход и безопасность»")
    expect(answer.text).not.toContain("stranger@example.ru")
    await expectValidHtml(answer.text)
    expect(await isSignedIn(who)).toBe(false)
    const rows = await services.db.selectFrom("platform.outside_identity").select("user_id").execute()
    expect(rows.map((row) => row.user_id)).not.toContain(owner.userId)
  })

  it("cannot link what is somebody else's", async () => {
    const { services, app } = await linked("first@example.ru", "shared")
    const other = await signedInAs(services, app, "member", { email: "second-owner@example.ru" })
    const answer = await link(other, "shared")
    expect(answer.status).toBe(409)
    expect(answer.text).toContain("уже привязана к другому человеку")
  })

  it("of another server with the same name for a person is another person", async () => {
    const { services, app, owner } = await linked("issuer@example.ru", "same-name")
    await services.db
      .updateTable("platform.outside_identity")
      .set({ issuer: "https://elsewhere.example" })
      .where("user_id", "=", owner.userId)
      .execute()
    expect((await come(visitor(app), "same-name")).status).toBe(403)
    expect((await owner.get(security)).text).toContain("сейчас выключено")
  })
})

describe("an answer that proves nothing", () => {
  const spoilt: [string, (claims: Record<string, unknown>) => Record<string, unknown>][] = [
    ["for another application", (claims) => ({ ...claims, aud: "somebody-else" })],
    ["with another nonce", (claims) => ({ ...claims, nonce: "planted" })],
    ["without a nonce", ({ nonce: _, ...claims }) => claims],
    ["of another issuer", (claims) => ({ ...claims, iss: "https://elsewhere.example" })],
    ["that is long over", (claims) => ({ ...claims, exp: 1_700_000_000 })],
  ]
  it.each(spoilt)("%s is refused", async (_, spoil) => {
    const { app } = open()
    server.state.spoil = spoil
    const who = visitor(app)
    const answer = await come(who, person.login)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain("не прошёл проверку")
    expect(await isSignedIn(who)).toBe(false)
  })

  it("signed by a strange key is refused, the same one signed by the server is not", async () => {
    const { app } = open()
    server.state.spoil = (claims) => claims
    expect((await come(visitor(app), person.login)).status).toBe(303)
    server.state.forge = true
    expect((await come(visitor(app), person.login)).status).toBe(403)
  })

  it("that names another issuer in the address (mix-up, RFC 9207) is refused", async () => {
    const { app } = open()
    const who = visitor(app)
    const back = await throughServer(await sentOut(who), person.login)
    expect(back).toContain("iss=")
    const answer = await who.get(back.replace(/iss=[^&]*/, `iss=${encodeURIComponent("https://elsewhere.example")}`))
    expect(answer.status).toBe(403)
  })
})

describe("the way back", () => {
  it("works once", async () => {
    const { app } = open()
    const who = visitor(app)
    const back = await throughServer(await sentOut(who), person.login)
    expect((await who.get(back)).status).toBe(303)
    await who.post("/sign-out")
    const again = await who.get(back)
    expect(again.status).toBe(410)
    expect(again.text).toContain("уже закончилась")
    expect(await isSignedIn(who)).toBe(false)
  })

  it("is closed to another browser, which leaves it open to the right one", async () => {
    const { app } = open()
    const [who, thief] = [visitor(app), visitor(app)]
    const back = await throughServer(await sentOut(who), person.login)
    await sentOut(thief)
    expect((await thief.get(back)).status).toBe(410)
    expect(await isSignedIn(thief)).toBe(false)
    expect((await who.get(back)).status).toBe(303)
  })

  it.each(["", "?code=x", "?code=x&state=", `?code=x&state=${"a".repeat(43)}`])(
    "is no way in with %j",
    async (query) => {
      const { app } = open()
      const who = visitor(app)
      await sentOut(who)
      expect((await who.get(`/sign-in/outside/oidc/callback${query}`)).status).toBe(410)
      expect(server.state.asked.filter((line) => line.includes("/token"))).toEqual([])
    },
  )

  it("is over after a quarter of an hour", async () => {
    const { app } = open()
    const who = visitor(app)
    const back = await throughServer(await sentOut(who), person.login)
    late = 16 * 60_000
    expect((await who.get(back)).status).toBe(410)
  })

  it("of another provider is not this one's", async () => {
    const { app } = open({ VK_ID_CLIENT_ID: "1", VK_ID_URL: server.url })
    const who = visitor(app)
    const back = await throughServer(await sentOut(who), person.login)
    expect((await who.get(back.replace("/oidc/", "/vk/"))).status).toBe(410)
  })

  it("links nothing to somebody else who has signed in meanwhile", async () => {
    const { services, app } = open()
    const one = await signedInAs(services, app, "member", { email: "one@example.ru" })
    const out = async () => throughServer(await sentOut(one, `${security}/outside/oidc`), "meanwhile")
    const password = goodPassword
    const back = await out()
    await one.post("/sign-out")
    expect((await one.get(back)).status).toBe(410)
    await one.post("/sign-in", { email: "one@example.ru", password })
    const second = await out()
    await signedInAs(services, app, "member", { email: "two@example.ru" })
    await one.post("/sign-in", { email: "two@example.ru", password })
    expect((await one.get(second)).status).toBe(410)
    expect((await come(visitor(app), "meanwhile")).status).toBe(403)
  })

  it.each(["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)"])(
    "never leads to %j",
    async (next) => {
      const { app } = open()
      expect((await come(visitor(app), person.login, undefined, next)).location).toMatch(/^\/(desk)?$/)
    },
  )

  it("tells one who said no that nothing has changed", async () => {
    const { app } = open()
    const who = visitor(app)
    const answer = await who.get(await throughServer(await sentOut(who), person.login, "no"))
    expect(answer.status).toBe(403)
    expect(answer.text).toContain("Вы отказались")
    await expectValidHtml(answer.text)
  })

  it("waits out a server that is down, before and after", async () => {
    const { app } = open()
    server.state.broken = true
    const who = visitor(app)
    const before = await who.post("/sign-in/outside/oidc")
    expect([before.status, before.text.includes("сейчас не отвечает")]).toEqual([502, true])
    server.state.broken = false
    const back = await throughServer(await sentOut(who), person.login)
    server.state.broken = true
    expect((await who.get(back)).status).toBe(502)
    server.state.broken = false
    expect((await come(who, person.login)).status).toBe(303)
  })

  it("is slowed down for who goes out again and again", async () => {
    const { app } = open()
    const who = visitor(app, { address: "198.51.100.77" })
    const answers: number[] = []
    for (let i = 0; i < 42; i++) answers.push((await who.post("/sign-in/outside/oidc")).status)
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0)
    expect(answers[0]).toBe(200)
  })
})

describe("unlinking", () => {
  const idIn = (page: string) => /name="id" value="([0-9a-f-]{36})"/.exec(page)![1]!
  const unlink = async (who: Visitor, id: string) => who.post(`${security}/outside/removal`, { id })

  it("closes the way, and is told to the owner", async () => {
    const { services, app, owner } = await linked("un@example.ru", "un")
    expect((await unlink(owner, idIn((await owner.get(security)).text))).location).toBe(security)
    expect((await come(visitor(app), "un")).status).toBe(403)
    expect(services.listeners.get("session.outside_unlinked")).toContain("session.tell_owner")
  })

  it("is refused for the last way in; a letter or a password is another one", async () => {
    const { services, owner } = await linked("last@example.ru", "last")
    await services.db.deleteFrom("platform.password").where("user_id", "=", owner.userId).execute()
    const id = idIn((await owner.get(security)).text)
    await unlink(owner, id)
    expect((await owner.get(security)).text).toContain("Отвязать нельзя")
    expect(idIn((await owner.get(security)).text)).toBe(id)
    const withLetters = buildApp(testServices(database.url, { ...server.settings, SMTP_URL: "smtp://127.0.0.1:1" }))
    const same = visitor(withLetters)
    for (const [name, value] of owner.jar) same.jar.set(name, value)
    await unlink(same, id)
    expect((await same.get(security)).text).not.toContain(id)
  })

  it("does not reach what is somebody else's", async () => {
    const { services, app, owner } = await linked("mine@example.ru", "mine")
    const id = idIn((await owner.get(security)).text)
    const other = await signedInAs(services, app, "member", { email: "not-mine@example.ru" })
    expect((await unlink(other, id)).status).toBe(404)
    expect((await come(visitor(app), "mine")).status).toBe(303)
  })
})

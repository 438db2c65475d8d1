import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { authenticator } from "./authenticator.trial.ts"
import { relyingParty } from "./relying-party.ts"

const site = { id: "localhost", origin: "http://localhost:3000" }
const settings = "/settings/security/passkeys"
let database: Awaited<ReturnType<typeof freshDatabase>>
let now = Date.parse("2026-11-21T09:00:00Z")

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

function open() {
  const services = testServices(database.url, { BASE_URL: site.origin }, { clock: { now: () => new Date(now) } })
  return { services, app: buildApp(services) }
}
const options = async (who: Visitor, path: string) => JSON.parse((await who.json(`${path}/options`, {})).text)
const isSignedIn = async (who: Visitor) => (await who.get("/sign-in")).status === 303

async function withPasskey(email: string) {
  const { services, app } = open()
  const owner = await signedInAs(services, app, "member", { email, origin: site.origin })
  const device = authenticator(site)
  const answer = device.make(await options(owner, settings))
  expect(await owner.json(settings, { answer })).toMatchObject({ status: 200, text: '{"to":"/settings/security"}' })
  return { services, app, owner, device, answer }
}

describe("a passkey", () => {
  it("is made once, then opens a session anywhere without a password", async () => {
    const { app, owner, device, answer } = await withPasskey("a@example.ru")
    expect((await owner.json(settings, { answer })).status).toBe(403)
    expect((await owner.get("/settings/security")).text).toContain("Удалить ключ")
    const who = visitor(app, { origin: site.origin })
    const used = device.use(await options(who, "/sign-in/passkey"))
    const done = await who.json("/sign-in/passkey", { answer: used, next: "/bodies" })
    expect(JSON.parse(done.text)).toEqual({ to: "/bodies" })
    expect(await isSignedIn(who)).toBe(true)
    const thief = visitor(app, { origin: site.origin })
    expect((await thief.json("/sign-in/passkey", { answer: used })).status).toBe(403)
  })

  it.each([
    ["a spoilt signature", { spoil: true }],
    ["another site", { origin: "https://evil.example" }],
    ["no finger or PIN", { verified: false }],
  ])("is refused for %s", async (_, how) => {
    const { app, device } = await withPasskey(`${crypto.randomUUID()}@example.ru`)
    const who = visitor(app, { origin: site.origin })
    const answer = device.use(await options(who, "/sign-in/passkey"), how)
    expect((await who.json("/sign-in/passkey", { answer })).status).toBe(403)
    expect(await isSignedIn(who)).toBe(false)
  })

  it("is refused when its counter goes back, when it is late, and after it was removed", async () => {
    const { services, app, owner, device } = await withPasskey("b@example.ru")
    const who = visitor(app, { origin: site.origin })
    device.turnBack()
    const copy = device.use(await options(who, "/sign-in/passkey"))
    expect((await who.json("/sign-in/passkey", { answer: copy })).status).toBe(403)
    const late = device.use(await options(who, "/sign-in/passkey"))
    now += 6 * 60_000
    expect((await who.json("/sign-in/passkey", { answer: late })).status).toBe(403)
    const { id } = await services.db
      .selectFrom("platform.passkey")
      .innerJoin("platform.app_user as u", "u.id", "user_id")
      .select("platform.passkey.id")
      .where("u.email", "=", "b@example.ru")
      .executeTakeFirstOrThrow()
    expect((await owner.post(`${settings}/removal`, { id })).status).toBe(303)
    const gone = device.use(await options(who, "/sign-in/passkey"))
    expect((await who.json("/sign-in/passkey", { answer: gone })).status).toBe(403)
  })

  it("is not made by an answer to somebody else's question or without a finger", async () => {
    const { services, app } = open()
    const one = await signedInAs(services, app, "member", { email: "c@example.ru", origin: site.origin })
    const other = await signedInAs(services, app, "member", { email: "d@example.ru", origin: site.origin })
    const answer = authenticator(site).make(await options(one, settings))
    expect((await other.json(settings, { answer })).status).toBe(403)
    const careless = authenticator(site).make(await options(one, settings), { verified: false })
    expect((await one.json(settings, { answer: careless })).status).toBe(403)
    expect((await one.json(settings, { answer: { id: "x" } })).status).toBe(403)
  })
})

describe("for whom passkeys are made", () => {
  it.each([
    ["https://farvater.example.ru", { id: "farvater.example.ru", origin: "https://farvater.example.ru" }],
    ["http://127.0.0.1:3000", { id: "localhost", origin: "http://localhost:3000" }],
    ["http://[::1]:3000", { id: "localhost", origin: "http://localhost:3000" }],
    ["http://192.168.1.5:3000", null],
  ])("%s", (baseUrl, party) => expect(relyingParty(baseUrl)).toEqual(party))

  it("is said on the page that was asked for by another address", async () => {
    const { app } = open()
    expect((await visitor(app, { origin: "http://127.0.0.1:3000" }).get("/sign-in")).text).toContain(
      "Ключи доступа работают только по адресу http://localhost:3000",
    )
    const here = (await visitor(app, { origin: site.origin }).get("/sign-in")).text
    expect(here).toContain('data-controller="passkey"')
  })
})

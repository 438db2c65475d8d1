import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { administrator, holds } from "#platform/actor.ts"
import { goodPassword, signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../../app.ts"
import { actorOfEmail } from "../load-actor.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let now = Date.parse("2026-11-21T09:00:00Z")

beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

async function open() {
  const services = testServices(database.url, {}, { clock: { now: () => new Date(now) } })
  const app = buildApp(services)
  const admin = await signedInAs(services, app, "administrator", { email: "admin@example.ru", name: "Ада Минина" })
  return { services, app, admin }
}

const linkIn = (text: string) => /\/welcome\/[\w-]{43}/.exec(text)![0]
const invitation = "/settings/people/invitation"
const isSignedIn = async (who: Visitor) => (await who.get("/sign-in")).status === 303
const newcomer = { name: "Тарас Ольховский", email: "taras@example.ru", password: goodPassword }

describe("an invitation", () => {
  it("gives its role to whoever opens the link first", async () => {
    const { services, app, admin } = await open()
    const link = linkIn((await admin.post(invitation, { role: "coordinator", scope: "body:7", email: "" })).text)
    expect((await admin.get("/settings/people")).text).toContain("По ссылке")
    const who = visitor(app)
    expect((await who.get(link)).text).toContain("координатор")
    expect((await who.post(link, newcomer)).status).toBe(303)
    expect(await isSignedIn(who)).toBe(true)
    const actor = await actorOfEmail(services.db, newcomer.email, new Date(now))
    expect(holds(actor!, ["coordinator"], [{ kind: "body", id: 7 }])).toBe(true)
    expect(holds(actor!, ["coordinator"])).toBe(false)
    expect((await visitor(app).get(link)).status).toBe(410)
    expect((await admin.get("/settings/people")).text).not.toContain("По ссылке")
  })

  it("goes by mail to the address it is for, which cannot be exchanged", async () => {
    const { services, app, admin } = await open()
    const made = await admin.post(invitation, { role: "member", scope: "installation", email: "Gost@example.ru" })
    await workOff(services, database.url)
    const mail = await services.db
      .selectFrom("platform.outgoing_mail")
      .selectAll()
      .where("purpose", "=", "invitation")
      .executeTakeFirstOrThrow()
    expect(mail).toMatchObject({ to_address: "gost@example.ru", holds_secret: true })
    const link = linkIn(mail.body_text)
    expect(linkIn(made.text)).toBe(link)
    await visitor(app).post(link, { ...newcomer, email: "other@example.ru" })
    expect(await actorOfEmail(services.db, "other@example.ru", new Date(now))).toBeUndefined()
    expect(await actorOfEmail(services.db, "gost@example.ru", new Date(now))).toBeDefined()
  })

  it("adds its role to an account that is signed in", async () => {
    const { services, app, admin } = await open()
    const link = linkIn(
      (await admin.post(invitation, { role: "administrator", scope: "installation", email: "" })).text,
    )
    const member = await signedInAs(services, app, "member", { email: "rost@example.ru", name: "Рост Ильин" })
    expect((await member.get(link)).text).toContain("Принять как Рост Ильин")
    expect((await member.post(link)).status).toBe(303)
    expect(administrator((await actorOfEmail(services.db, "rost@example.ru", new Date(now)))!)).toBe(true)
  })

  it("is over after seven days, and when it was revoked", async () => {
    const { services, app, admin } = await open()
    const late = linkIn((await admin.post(invitation, { role: "member", scope: "installation", email: "" })).text)
    const taken = await visitor(app).post(late, { ...newcomer, email: "admin@example.ru" })
    expect(taken.status).toBe(422)
    expect(taken.text).toContain("С этой почтой уже есть учётная запись")
    now += 7 * 24 * 3_600_000
    expect((await visitor(app).get(late)).status).toBe(410)
    const link = linkIn((await admin.post(invitation, { role: "member", scope: "installation", email: "" })).text)
    const { id } = await services.db
      .selectFrom("platform.invitation")
      .select("id")
      .orderBy("created_at", "desc")
      .executeTakeFirstOrThrow()
    expect((await admin.post(`/settings/people/invitations/${id}/revocation`)).status).toBe(303)
    expect((await visitor(app).post(link, { ...newcomer, email: "x@example.ru" })).status).toBe(410)
  })

  it("with an unknown role or a broken e-mail is asked for again", async () => {
    const { admin } = await open()
    const again = await admin.post(invitation, { role: "boss", scope: "installation", email: "не почта" })
    expect(again.status).toBe(422)
    expect(again.text).toContain("не почта")
  })
})

describe("roles", () => {
  const member = { email: "rol@example.ru", name: "Роман Лисин" }

  it("are given for days, the last one included, and ended", async () => {
    const { services, app, admin } = await open()
    const { userId } = await signedInAs(services, app, "member", member)
    const form = { role: "coordinator", scope: "territory:3", from: "1 декабря", until: "2 декабря" }
    const given = await admin.post(`/settings/people/${userId}/grants`, form)
    expect(given.location).toBe(`/settings/people/${userId}`)
    const at = async (instant: string) => {
      const actor = await actorOfEmail(services.db, member.email, new Date(instant))
      return holds(actor!, ["coordinator"], [{ kind: "territory", id: 3 }])
    }
    expect(await at("2026-11-30T20:59:59Z")).toBe(false)
    expect(await at("2026-11-30T21:00:00Z")).toBe(true)
    expect(await at("2026-12-02T20:59:59Z")).toBe(true)
    expect(await at("2026-12-02T21:00:00Z")).toBe(false)
    const page = (await admin.get(`/settings/people/${userId}`)).text
    expect(page).toContain("дана роль: координатор")
    expect(page).toContain("Ада Минина")
    const grant = /grants\/(\d+)\/end/g
    const ids = [...page.matchAll(grant)].map((m) => m[1])
    await admin.post(`/settings/people/grants/${ids.at(-1)}/end`, { user: userId })
    expect(await at("2026-12-01T12:00:00Z")).toBe(false)
  })

  it("need dates that are dates, in order", async () => {
    const { services, app, admin } = await open()
    const { userId } = await signedInAs(services, app, "member", { ...member, email: "dat@example.ru" })
    const to = `/settings/people/${userId}/grants`
    const wrong = await admin.post(to, { role: "coordinator", scope: "installation", from: "", until: "32 мая" })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain("32 мая")
    const early = await admin.post(to, {
      role: "coordinator",
      scope: "installation",
      from: "14.03.2027",
      until: "13.03.2027",
    })
    expect(early.text).toContain("Конец раньше начала")
  })

  it("of the last administrator stay", async () => {
    const other = await freshDatabase()
    const services = testServices(other.url)
    const app = buildApp(services)
    const admin = await signedInAs(services, app, "administrator")
    const { id } = await services.db.selectFrom("platform.app_grant").select("id").executeTakeFirstOrThrow()
    const refused = await admin.post(`/settings/people/grants/${id}/end`, { user: admin.userId })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain("последний администратор")
    expect((await admin.post(`/settings/people/${admin.userId}/closing`)).status).toBe(403)
    expect((await admin.get("/settings/people")).status).toBe(200)
    await services.db.destroy()
    await other.drop()
  })
})

describe("a closed account", () => {
  it("is out at once, cannot come back by any way, and can be opened again", async () => {
    const { services, app, admin } = await open()
    const who = await signedInAs(services, app, "coordinator", { email: "out@example.ru", name: "Олег Утин" })
    const { addToken } = await import("../cli.ts")
    const token = await addToken(services, { email: who.email, name: "t" })
    const byToken = () =>
      services.db.selectFrom("platform.api_token").select("revoked_at").where("user_id", "=", who.userId).execute()
    expect((await admin.post(`/settings/people/${who.userId}/closing`)).status).toBe(303)
    expect(await isSignedIn(who)).toBe(false)
    expect((await visitor(app).post("/sign-in", { email: who.email, password: goodPassword })).status).toBe(422)
    expect((await byToken()).every((t) => t.revoked_at !== null)).toBe(true)
    expect(token).toHaveLength(43)
    expect((await admin.get(`/settings/people/${who.userId}`)).text).toContain("Учётная запись закрыта")
    expect((await admin.post(`/settings/people/${who.userId}/opening`)).status).toBe(303)
    expect(await isSignedIn(who)).toBe(false)
    expect((await visitor(app).post("/sign-in", { email: who.email, password: goodPassword })).status).toBe(303)
  })
})

describe("who may look", () => {
  it.each(["coordinator", "member"] as const)("a %s may not see people, invite or read the outbox", async (role) => {
    const { services, app, admin } = await open()
    const who = await signedInAs(services, app, role, { email: `${role}-look@example.ru` })
    for (const path of ["/settings/people", invitation, `/settings/people/${admin.userId}`, "/settings/outbox"])
      expect((await who.get(path)).status).toBe(403)
    expect((await who.post(invitation, { role: "administrator", scope: "installation", email: "" })).status).toBe(403)
    const form = { role: "administrator", scope: "installation", from: "", until: "" }
    expect((await who.post(`/settings/people/${who.userId}/grants`, form)).status).toBe(403)
    expect((await who.post(`/settings/people/${admin.userId}/closing`)).status).toBe(403)
  })

  it("a visitor is sent to sign in and comes back", async () => {
    const { app } = await open()
    for (const path of ["/settings", "/settings/people", "/settings/outbox"])
      expect((await visitor(app).get(path)).location).toBe(`/sign-in?next=${encodeURIComponent(path)}`)
  })

  it("finds people by a part of the name, page by page", async () => {
    const { services, admin } = await open()
    const rows = Array.from({ length: 60 }, (_, n) => ({
      email: `many${n}@example.ru`,
      name: `Многолюдов ${String(n).padStart(2, "0")}`,
      created_at: new Date(now),
      disabled_at: null,
    }))
    await services.db.insertInto("platform.app_user").values(rows).execute()
    const first = (await admin.get("/settings/people?q=многолюд")).text
    expect(first).toContain("Многолюдов 49")
    expect(first).not.toContain("Многолюдов 50")
    const more = /href="([^"]*after=[^"]*)"/.exec(first)![1]!.replaceAll("&amp;", "&")
    const second = (await admin.get(more)).text
    expect(second).toContain("Многолюдов 50")
    expect(second).not.toContain("Многолюдов 49")
    expect((await admin.get("/settings/people?q=100%25")).text).toContain("Никого не нашлось")
  })
})

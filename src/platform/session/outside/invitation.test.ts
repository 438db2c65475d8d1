import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { invite } from "../people/invite.ts"
import { newToken } from "../token.ts"
import { callbackOf } from "./provider.ts"
import { oidcServer, throughServer } from "./testing/oidc-server.ts"

const base = "http://127.0.0.1:3000"
let database: Awaited<ReturnType<typeof freshDatabase>>
let server: Awaited<ReturnType<typeof oidcServer>>
beforeAll(async () => {
  database = await freshDatabase()
  server = await oidcServer(callbackOf(base, "oidc"))
})
afterAll(async () => {
  await server.close()
  await database.drop()
})

async function invited(email: string | null = null) {
  const services = testServices(database.url, server.settings)
  const { db, clock, listeners } = services
  const token = newToken()
  const letter = email ? { subject: "s", text: "t" } : null
  const caller = { db, clock, listeners, actor: system("test") }
  await perform(invite, caller, { role: "coordinator", scope: "installation", token, email, letter })
  return { services, app: buildApp(services), path: `/welcome/${token}` }
}
async function come(who: Visitor, login: string, next: string) {
  const out = await who.post("/sign-in/outside/oidc", { next })
  return who.get(await throughServer(out.headers.get("Refresh")!.replace("0; url=", ""), login))
}

describe("an invitation", () => {
  it("is accepted by somebody whom a server vouches for, without a password", async () => {
    const { services, app, path } = await invited()
    const who = visitor(app)
    const begin = (await who.get(path)).text
    expect(begin).toContain("Или без пароля")
    await expectValidHtml(begin)
    expect((await come(who, "anna", path)).location).toBe(path)
    expect(await services.db.selectFrom("platform.app_user").select("id").execute()).toEqual([])
    const page = (await who.get(path)).text
    expect(page).toContain("Анна Причалова")
    expect(page).not.toContain('type="password"')
    await expectValidHtml(page)
    expect((await who.post(path, { name: "", email: "anna@example.ru", outside: "1" })).status).toBe(422)
    const form = { name: "Анна Причалова", email: "anna@example.ru", outside: "1" }
    expect((await who.post(path, form)).status).toBe(303)
    expect((await who.get("/settings/security")).text).toContain("Единый вход: Анна Причалова")
    expect((await who.get("/settings/security")).text).toContain("не задан")
    const again = visitor(app)
    expect((await come(again, "anna", "/organisations")).location).toBe("/organisations")
    expect(await services.db.selectFrom("platform.outside_arrival").select("name").execute()).toEqual([])
  })

  it("does not take the account of an equal e-mail", async () => {
    const { services, app, path } = await invited("taken@example.ru")
    await signedInAs(services, app, "member", { email: "taken@example.ru" })
    const who = visitor(app)
    await come(who, "taken", path)
    const answer = await who.post(path, { name: "Кто-то", email: "", outside: "1" })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain("С этой почтой уже есть учётная запись")
    expect((await come(visitor(app), "taken", "/")).status).toBe(403)
  })

  it("is not accepted by another browser's arrival, nor by one for another invitation", async () => {
    const { app, path } = await invited()
    const other = await invited()
    const who = visitor(app)
    await come(who, "passer-by", path)
    const form = { name: "Имя", email: "p@example.ru", outside: "1" }
    expect((await visitor(app).post(path, form)).location).toBe(path)
    expect((await who.post(other.path, form)).location).toBe(other.path)
    expect((await who.get(`${path}?by=password`)).text).toContain('type="password"')
    expect((await who.post(path, form)).status).toBe(303)
    expect((await who.get(path)).status).toBe(410)
  })

  it("that is over keeps a stranger a stranger", async () => {
    const { app } = await invited()
    expect((await come(visitor(app), "late", `/welcome/${newToken()}`)).status).toBe(403)
  })

  it("adds its role to an account that is linked already", async () => {
    const { app, path } = await invited()
    const who = visitor(app)
    expect((await come(who, "anna", path)).location).toBe(path)
    expect((await who.get(path)).text).toContain("Принять как Анна Причалова")
    expect((await who.post(path)).status).toBe(303)
  })
})

import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest"
import { signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { callbackOf } from "./provider.ts"
import { vkServer, yandexServer } from "./testing/russian-servers.ts"

const base = "http://127.0.0.1:3000"
const security = "/settings/security"
type Key = "vk" | "yandex"
const servers = {} as Record<Key, Awaited<ReturnType<typeof vkServer | typeof yandexServer>>>
let database: Awaited<ReturnType<typeof freshDatabase>>

beforeAll(async () => {
  database = await freshDatabase()
  servers.vk = await vkServer(callbackOf(base, "vk"))
  servers.yandex = await yandexServer(callbackOf(base, "yandex"))
})
afterAll(async () => {
  for (const server of Object.values(servers)) await server.close()
  await database.drop()
})
afterEach(() => {
  for (const server of Object.values(servers)) Object.assign(server.state, server.usual)
})

function open(settings: Record<string, string> = {}) {
  const services = testServices(database.url, { ...servers.vk.settings, ...servers.yandex.settings, ...settings })
  return { services, app: buildApp(services) }
}
/** Presses a button and is sent back by the server at once. @returns the path and query on our site */
async function backFrom(who: Visitor, key: Key, from = "/sign-in/outside"): Promise<string> {
  const out = await who.post(`${from}/${key}`)
  const answer = await fetch(out.headers.get("Refresh")!.replace("0; url=", ""), { redirect: "manual" })
  expect(await answer.text()).toBe("")
  const to = new URL(answer.headers.get("Location")!)
  return to.pathname + to.search
}
const come = async (who: Visitor, key: Key, from?: string) => who.get(await backFrom(who, key, from))
const isSignedIn = async (who: Visitor) => (await who.get("/sign-in")).status === 303

describe.each([
  ["vk", "VK ID"],
  ["yandex", "Яндекс ID"],
] as const)("%s", (key, name) => {
  it("is linked, signs in, keeps no token", async () => {
    const { services, app } = open()
    servers[key].state.person = "1001"
    const owner = await signedInAs(services, app, "member", { email: `${key}@example.ru` })
    expect((await owner.get(security)).text).toContain(`Привязать ${name}`)
    expect((await come(owner, key, `${security}/outside`)).location).toBe(security)
    expect((await owner.get(security)).text).toContain(`${name}: Анна Причалова`)
    const who = visitor(app)
    expect((await come(who, key)).status).toBe(303)
    expect(await isSignedIn(who)).toBe(true)
    expect((await who.get(security)).text).toContain(`${key}@example.ru`)
    const kept = await services.db.selectFrom("platform.outside_identity").selectAll().execute()
    expect(kept.find((row) => row.user_id === owner.userId)).toMatchObject({ issuer: key, subject: "1001" })
  })

  it("brings a stranger no further than a page", async () => {
    const { services, app } = open()
    servers[key].state.person = "2002"
    // Yandex ID tells this e-mail of her.
    await signedInAs(services, app, "member", { email: "anna@example.ru" })
    const who = visitor(app)
    const answer = await come(who, key)
    expect([answer.status, await isSignedIn(who)]).toEqual([403, false])
    expect(answer.text).toContain("попросите у администратора центра приглашение")
  })

  it("is refused when it speaks of another application or person", async () => {
    const { app } = open()
    servers[key].state.audience = "another"
    const answer = await come(visitor(app), key)
    expect(answer.status).toBe(403)
    expect(answer.text).toContain("не прошёл проверку")
  })

  it("may be declined, may be down, and a code of somebody else's browser opens nothing", async () => {
    const { app } = open()
    servers[key].state.denies = true
    expect((await come(visitor(app), key)).text).toContain("Вы отказались")
    servers[key].state.denies = false
    const [who, thief] = [visitor(app), visitor(app)]
    const back = await backFrom(who, key)
    servers[key].state.broken = true
    expect((await who.get(back)).status).toBe(502)
    servers[key].state.broken = false
    const stolen = new URL(await backFrom(who, key), base).searchParams
    const mine = new URL(await backFrom(thief, key), base)
    for (const field of ["code", "device_id"]) if (stolen.has(field)) mine.searchParams.set(field, stolen.get(field)!)
    // PKCE: the stolen code belongs to a verifier of another errand.
    const answer = await thief.get(mine.pathname + mine.search)
    expect([answer.status, await isSignedIn(thief)]).toEqual([403, false])
  })
})

it("VK ID is refused when it comes back without device_id, and lives without a service token", async () => {
  const { app } = open()
  const who = visitor(app)
  const back = new URL(await backFrom(who, "vk"), base)
  back.searchParams.delete("device_id")
  expect((await who.get(back.pathname + back.search)).status).toBe(403)
  const publicApp = open({ VK_ID_SERVICE_TOKEN: "" })
  servers.vk.state.asked.length = 0
  await come(visitor(publicApp.app), "vk")
  expect([...servers.vk.state.asked[0]!.keys()]).not.toContain("service_token")
})

it("a wrong secret of Yandex ID is a page, and nothing of the secret is on it", async () => {
  const { app } = open({ YANDEX_ID_CLIENT_SECRET: "not-the-one" })
  const answer = await come(visitor(app), "yandex")
  expect(answer.status).toBe(403)
  expect(answer.text).not.toContain("not-the-one")
})

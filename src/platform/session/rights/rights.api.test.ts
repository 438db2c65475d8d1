import { afterAll, beforeAll, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let call: ReturnType<typeof apiCaller>
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  call = apiCaller(services, await tokenOf(services, (await signedIn(services, "administrator")).actor))
})
afterAll(() => database.drop())

const after = (days: number) => new Date(services.clock.now().getTime() + days * 86_400_000).toISOString()
async function somebody(name: string) {
  const { actor } = await signedIn(services, "member", undefined, name)
  const userId = (actor as { userId: string }).userId
  const email = `${userId}@example.ru`
  await services.db.updateTable("platform.app_user").set({ email }).where("id", "=", userId).execute()
  return { userId, email, own: apiCaller(services, await tokenOf(services, actor)) }
}

test("an administrator gives roles, lists and ends them; nobody else", async () => {
  const { userId, email, own } = await somebody("Ольга Иванова")
  const given = { userId, role: "coordinator", scope: "territory:5", until: after(30) }
  expect((await own("POST", "/grants", given)).status).toBe(403)
  const made = await call("POST", "/grants", given)
  expect(made).toMatchObject({ status: 201, body: { userId, role: "coordinator", scope: "territory:5" } })
  expect((await call("POST", "/grants", { ...given, scope: "everywhere" })).status).toBe(422)
  expect((await call("POST", "/grants", { ...given, from: after(40) })).status).toBe(422)
  const { items } = (await call("GET", `/accounts?q=${email}`)).body
  expect(items).toMatchObject([{ id: userId, email, grants: [{ role: "member" }, { role: "coordinator" }] }])
  expect((await call("GET", `/accounts?after=${userId}`)).status).toBe(200)
  expect((await own("GET", "/accounts")).status).toBe(403)
  expect((await own("GET", "/me/grants")).body.items).toHaveLength(2)
  expect((await own("DELETE", `/grants/${made.body.id}`)).status).toBe(403)
  expect((await call("DELETE", `/grants/${made.body.id}`)).status).toBe(204)
  expect((await call("DELETE", `/grants/${made.body.id}`)).status).toBe(404)
  expect((await own("GET", "/me/grants")).body.items).toHaveLength(1)
})

test("the holder of a role names a deputy and ends that time; a stranger finds no such role", async () => {
  const [holder, other, stranger] = [await somebody("А"), await somebody("Б"), await somebody("В")]
  const given = { userId: holder.userId, role: "coordinator", scope: "territory:6", until: null }
  const { id } = (await call("POST", "/grants", given)).body
  const deputy = { email: other.email, until: after(7) }
  expect((await stranger.own("POST", `/grants/${id}/deputies`, deputy)).status).toBe(404)
  expect((await holder.own("POST", `/grants/${id}/deputies`, { ...deputy, email: "nobody@example.ru" })).status).toBe(
    422,
  )
  const named = await holder.own("POST", `/grants/${id}/deputies`, deputy)
  expect(named.body).toMatchObject({ userId: other.userId, deputyOf: id, scope: "territory:6" })
  expect((await holder.own("GET", "/me/grants")).body.deputies).toHaveLength(1)
  expect((await stranger.own("DELETE", `/deputies/${named.body.id}`)).status).toBe(404)
  expect((await other.own("DELETE", `/deputies/${named.body.id}`)).status).toBe(204)
  expect((await holder.own("GET", "/me/grants")).body.deputies).toEqual([])
})

test("an invitation gives its role between its days; taken back it opens nothing", async () => {
  const given = { role: "coordinator", scope: "territory:7", from: after(3), until: after(9) }
  expect((await call("POST", "/account-invitations", { ...given, until: after(2) })).status).toBe(422)
  const made = await call("POST", "/account-invitations", given)
  expect(made.status).toBe(201)
  expect((await call("GET", "/account-invitations")).body.items[0]).toMatchObject({
    id: made.body.id,
    scope: "territory:7",
  })
  const path = made.body.url.slice(services.baseUrl.length)
  const who = { name: "Новая Нина", email: "nina@example.ru", password: "длинный пароль 76 берёз" }
  expect((await visitor(buildApp(services)).post(path, who)).status).toBe(303)
  const [account] = (await call("GET", "/accounts?q=nina@example.ru")).body.items
  expect(account.grants).toMatchObject([{ role: "coordinator", from: given.from, until: given.until }])
  const other = (await call("POST", "/account-invitations", { ...given, email: "zoya@example.ru" })).body
  expect((await call("DELETE", `/account-invitations/${other.id}`)).status).toBe(204)
  expect((await visitor(buildApp(services)).get(other.url.slice(services.baseUrl.length))).status).toBe(410)
})

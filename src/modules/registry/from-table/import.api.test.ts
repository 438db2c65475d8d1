import { afterAll, beforeAll, expect, test } from "vitest"
import { readTable } from "#platform/documents/table/read-table.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { delimited } from "#test/importing.ts"
import { testServices } from "#test/services.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../../app.ts"
import { partyByName } from "../party/party.store.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(() => database.drop())

const upload = (kind: string, content: string) => {
  const form = new FormData()
  form.set("kind", kind)
  form.set("file", new File([content], "Список.csv"))
  return form
}

test("a program brings a table by the steps of the pages: columns, trial, refused rows, writing, undoing", async () => {
  const { actor } = await signedIn(services, "coordinator")
  const token = await tokenOf(services, actor)
  const api = apiCaller(services, token)
  const kinds = (await api("GET", "/imports/kinds")).body.items
  expect(kinds.map(({ kind }: { kind: string }) => kind)).toEqual(["party", "person"])
  const file = () => upload("party", delimited(["Название", "ИНН"], ["Апишная", "7707083893"], ["Кривая", "12"]))
  const once = { "Idempotency-Key": "one" }
  const { body: made, status } = await api("POST", "/imports", file(), once)
  expect([status, made.state, made.mapping, made.rows]).toEqual([201, "mapping", ["name", "inn"], 2])
  expect((await api("POST", "/imports", file(), once)).body.id).toBe(made.id)
  const path = `/imports/${made.id}`
  expect((await api("POST", `${path}/trial`, { mapping: ["нет", "inn"] })).body.errors[0].field).toBe("mapping.0")
  expect((await api("POST", `${path}/trial`, { mapping: ["inn", ""] })).status).toBe(422)
  expect((await api("POST", `${path}/start`)).status).toBe(409)
  expect((await api("POST", `${path}/trial`, { matching: "fill" })).body).toMatchObject({ state: "checking" })
  await workOff(services, database.url)
  const checked = (await api("GET", path)).body
  expect(checked).toMatchObject({ state: "checked", progress: { done: 2, of: 2 }, counts: { new: 1, refused: 1 } })
  const { items } = (await api("GET", `${path}/rows?outcome=refused`)).body
  expect(items).toMatchObject([
    { line: 3, label: "Кривая", why: [{ column: "inn", code: "registry.invalid.inn_length" }] },
  ])
  const headers = { Authorization: `Bearer ${token}` }
  const refused = await buildApp(services).request(new URL(checked.refused).pathname, { headers })
  expect(refused.status, await refused.clone().text()).toBe(200)
  expect((await readTable(new Uint8Array(await refused.arrayBuffer()))).rows[1]!.cells).toContain("Кривая")
  await api("POST", `${path}/start`)
  await workOff(services, database.url)
  expect((await api("GET", path)).body).toMatchObject({ state: "done", progress: { done: 1, of: 1 } })
  const card = (await partyByName(services.db, "Апишная"))!
  expect((await api("GET", `${path}/rows?outcome=new`)).body.items[0].subject).toBe(String(card.id))
  expect((await api("GET", "/imports?limit=1")).body.items[0].id).toBe(made.id)
  await api("POST", `${path}/undo`)
  await workOff(services, database.url)
  expect((await api("GET", path)).body.state).toBe("undone")
  expect(await partyByName(services.db, "Апишная")).toBeUndefined()
})

test("rows of people are for who brought them; who runs nothing brings nothing", async () => {
  const [mine, other, member] = await Promise.all(
    (["coordinator", "coordinator", "member"] as const).map(async (role) =>
      apiCaller(services, await tokenOf(services, (await signedIn(services, role)).actor)),
    ),
  )
  const { body } = await mine!("POST", "/imports", upload("person", delimited(["ФИО"], ["Тайная Вера"])))
  expect((await mine!("GET", `/imports/${body.id}/rows`)).body.items[0].cells).toEqual(["Тайная Вера"])
  for (const path of ["", "/rows"]) expect((await other!("GET", `/imports/${body.id}${path}`)).status).toBe(404)
  expect((await other!("POST", `/imports/${body.id}/trial`, {})).status).toBe(404)
  expect(JSON.stringify((await other!("GET", "/imports")).body)).not.toContain(`"id":${body.id},`)
  expect((await member!("GET", "/imports")).status).toBe(403)
  expect((await member!("POST", "/imports", upload("party", "Название\nа"))).status).toBe(403)
  expect((await mine!("POST", "/imports", upload("party", "\u0000\u0001"))).body.errors[0].field).toBe("file")
})

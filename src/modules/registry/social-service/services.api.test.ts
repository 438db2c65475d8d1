import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let open: ApiCaller
let staff: ApiCaller
let party: number
beforeAll(async () => {
  database = await freshDatabase()
  const services = testServices(database.url)
  const { actor } = await signedIn(services, "coordinator")
  open = apiCaller(services)
  staff = apiCaller(services, await tokenOf(services, actor))
  party = await aParty(services, system("test"), "АНО «Причал»")
})
afterAll(() => database.drop())

const document = { documentName: "Решение совета", documentNumber: "3", inForceFrom: "2024-01-01" }
const service = {
  code: "1",
  name: "Прокат колясок",
  criteria: [{ name: "Исправны", measured: "доля исправных", how: "осмотр", threshold: "100 %" }],
}
const provider = { targets: ["families"], price: "free", from: "2024-02-01", proof: "Договор № 5" }

test("the list is written, approved and read both ways", async () => {
  expect((await open("GET", "/services")).body).toEqual({ items: [], next: null, count: 0 })
  expect((await open("POST", "/service-lists")).status).toBe(403)
  expect((await staff("POST", "/service-lists")).body.number).toBe(1)
  expect((await open("GET", "/service-lists/1")).status).toBe(404)
  expect((await open("GET", "/service-lists")).body.items).toEqual([])
  expect((await staff("POST", "/service-lists/1/approval")).status).toBe(422)
  expect((await staff("PUT", "/service-lists/1/document", document)).body.documentNumber).toBe("3")
  expect((await staff("POST", "/service-lists/1/services", { code: "1", name: "" })).status).toBe(422)
  const { id } = (await staff("POST", "/service-lists/1/services", service)).body
  const again = await staff("POST", "/service-lists/1/services", { ...service, id, version: 7 })
  expect(again.status).toBe(409)
  const spare = (await staff("POST", "/service-lists/1/services", { code: "2", name: "Лишняя" })).body.id
  expect((await staff("DELETE", `/service-lists/1/services/${spare}`)).status).toBe(204)
  expect((await staff("POST", "/service-lists/1/approval")).body.approved).toBe(true)
  expect((await staff("DELETE", "/service-lists/1")).status).toBe(409)
  expect((await staff("POST", "/service-lists/1/services", service)).status).toBe(409)
  expect((await open("GET", "/service-lists/1")).body.services).toHaveLength(1)
  expect((await open("GET", `/services/${id}`)).body.criteria).toEqual(service.criteria)
  expect((await open("GET", `/services/${id}?version=9`)).status).toBe(404)
  expect((await staff("POST", "/service-lists")).body.services).toHaveLength(1)
  expect((await staff("DELETE", "/service-lists/2")).status).toBe(204)
})

test("providers are added, read page by page, changed and taken away", async () => {
  const { id: serviceId } = (await open("GET", "/services")).body.items[0]
  expect((await open("POST", `/organisations/${party}/services`, { serviceId, ...provider })).status).toBe(403)
  const wrong = { serviceId, ...provider, targets: [], price: "gift" }
  expect((await staff("POST", `/organisations/${party}/services`, wrong)).status).toBe(422)
  const added = await staff("POST", `/organisations/${party}/services`, { serviceId, ...provider })
  expect(added.status).toBe(201)
  const page = await open("GET", `/services/${serviceId}/providers?limit=1`)
  expect(page.body).toMatchObject({ count: 1, next: null, items: [{ organisation: { id: party } }] })
  expect((await open("GET", `/services/${serviceId}/providers?after=${added.body.id}`)).body.items).toEqual([])
  expect((await open("GET", "/services?target=families")).body.items[0].providers).toBe(1)
  expect((await open("GET", "/services?target=veterans")).body.items).toEqual([])
  const path = `/service-providers/${added.body.id}`
  const changed = { ...provider, price: "paid", priceNote: "100 рублей в день", version: 1 }
  expect((await staff("PUT", path, changed)).body.priceNote).toBe("100 рублей в день")
  expect((await staff("PUT", path, changed)).status).toBe(409)
  expect((await open("GET", `/organisations/${party}/services`)).body.items).toHaveLength(1)
  expect((await staff("DELETE", path)).status).toBe(204)
  expect((await open("GET", `/services/${serviceId}/providers`)).body.items).toEqual([])
})

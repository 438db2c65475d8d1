import { beforeAll, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { formWith } from "#test/picture.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"

let services: Services
let card: string
let staff: Visitor
let own: Visitor
let stranger: Visitor
let reader: Visitor
beforeAll(async () => {
  services = testServices((await freshDatabase()).url)
  const id = await aParty(services, system("test"), "АНО «Причал»")
  const other = await aParty(services, system("test"), "АНО «Берег»")
  card = `/organisations/${id}`
  staff = (await signedIn(services, "coordinator")).browser
  own = (await signedIn(services, "representative", { kind: "organisation", id })).browser
  stranger = (await signedIn(services, "representative", { kind: "organisation", id: other })).browser
  reader = visitor(buildApp(services))
})

const words = Buffer.from("Устав принят общим собранием.")
const fields = { title: "Устав", kind: "charter", datedOn: "14.03.2024", audience: "public" }
const add = (who: Visitor, more: Record<string, string> = {}) =>
  who.post(`${card}/documents`, formWith({ ...fields, ...more }, { file: ["устав.txt", words] }))
const numberOf = (text: string, title: string) => new RegExp(`documents/(\\d+)">${title}<`).exec(text)?.[1]
const shown = async (who: Visitor) => {
  services.cache.clear()
  const { text } = await who.get(card)
  await expectValidHtml(text)
  return text
}

test("a document is put on a card, opened by everybody, closed and taken away", async () => {
  await expectValidHtml((await staff.get(`${card}/documents/new`)).text)
  expect((await add(staff)).location).toBe(card)
  const number = numberOf(await shown(reader), "Устав")
  const address = `${card}/documents/${number}`
  const file = await reader.get(address)
  expect(file.text).toBe(words.toString())
  expect(file.headers.get("Content-Disposition")).toMatch(/^attachment/)
  expect(file.headers.get("Content-Security-Policy")).toContain("sandbox")
  await staff.post(`${address}/audience`, { audience: "staff" })
  expect((await reader.get(address)).status).toBe(404)
  expect((await own.get(address)).status).toBe(404)
  expect(numberOf(await shown(reader), "Устав")).toBeUndefined()
  expect((await staff.get(address)).status).toBe(200)
  await expectValidHtml((await staff.get(`${address}/removal`)).text)
  expect((await staff.post(`${address}/removal`)).location).toBe(card)
  expect((await staff.get(address)).status).toBe(404)
})

test("what a representative sends waits until a coordinator opens it", async () => {
  expect((await add(own, { title: "Отчёт", kind: "report" })).location).toBe(card)
  expect(numberOf(await shown(reader), "Отчёт")).toBeUndefined()
  const mine = await shown(own)
  expect(mine).toContain("Ждёт проверки")
  const address = `${card}/documents/${numberOf(mine, "Отчёт")}`
  expect((await own.get(address)).status).toBe(200)
  for (const who of [reader, stranger]) expect((await who.get(address)).status).toBe(404)
  expect((await own.post(`${address}/audience`, { audience: "public" })).status).toBe(403)
  await staff.post(`${address}/audience`, { audience: "public" })
  expect((await reader.get(address)).status).toBe(200)
  expect((await own.post(`${address}/removal`)).status).toBe(403)
})

test("a file is not opened by its own address, by a card of another or by a representative of another", async () => {
  await add(staff, { title: "Тайное", audience: "staff" })
  const { file, id } = await services.db
    .selectFrom("registry.party_document")
    .select(["file", "id"])
    .where("title", "=", "Тайное")
    .executeTakeFirstOrThrow()
  for (const who of [reader, own, stranger])
    for (const address of [`/files/${file}`, `${card}/documents/${id}`])
      expect((await who.get(address)).status, address).toBe(404)
  expect((await staff.get(`${card.replace(/\d+$/, (n) => String(Number(n) + 1))}/documents/${id}`)).status).toBe(404)
  expect((await add(stranger)).status).toBe(403)
})

test("without a file, a title or a true date the form comes back with what was typed", async () => {
  const refused = await staff.post(`${card}/documents`, formWith({ ...fields, title: "", datedOn: "32 мая" }, {}))
  expect(refused.status).toBe(422)
  await expectValidHtml(refused.text)
  expect(refused.text).toContain("32 мая")
  const program = await staff.post(
    `${card}/documents`,
    formWith(fields, { file: ["a.exe", Buffer.from("MZ\0\0\0\x01")] }),
  )
  expect(program.status).toBe(422)
})

test("a program lists, adds, closes and removes documents by the same rights", async () => {
  const path = `${card}/documents`
  const anybody = apiCaller(services)
  const keeper = apiCaller(services, await tokenOf(services, (await signedIn(services, "coordinator")).actor))
  const body = new FormData()
  for (const [name, value] of Object.entries({ title: "Положение", kind: "charter", datedOn: "2024-05-06" }))
    body.set(name, value)
  body.set("file", new File([words], "положение.txt"))
  expect((await anybody("POST", path, body)).status).toBe(403)
  const added = await keeper("POST", path, body)
  expect([added.status, added.body.title, added.body.audience]).toEqual([201, "Положение", "public"])
  const listed = async () => (await anybody("GET", path)).body.items.map(({ id }: { id: number }) => id)
  expect(await listed()).toContain(added.body.id)
  expect((await reader.get(new URL(added.body.url).pathname)).text).toBe(words.toString())
  const one = `${path}/${added.body.id}`
  const closed = await keeper("PATCH", one, { audience: "staff" })
  expect([closed.status, closed.body.audience]).toEqual([200, "staff"])
  expect(await listed()).not.toContain(added.body.id)
  body.delete("title")
  expect((await keeper("POST", path, body)).status).toBe(422)
  expect((await keeper("DELETE", one)).status).toBe(204)
  expect((await keeper("DELETE", one)).status).toBe(404)
})

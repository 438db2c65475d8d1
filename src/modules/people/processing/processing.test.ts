import { strFromU8, unzipSync } from "fflate"
import { sql } from "kysely"
import { beforeAll, expect, test } from "vitest"
import { readSheets } from "#platform/office/xlsx.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import type { Visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"

const path = "/settings/processing"
let services: Services
let staff: Visitor
let cookie: string
let call: ReturnType<typeof apiCaller>
beforeAll(async () => {
  services = testServices((await freshDatabase()).url)
  const { browser, actor, token } = await signedIn(services, "coordinator")
  staff = browser
  cookie = `farvater_session=${token}`
  call = apiCaller(services, await tokenOf(services, actor))
})

const page = async (address: string) => {
  const answer = await staff.get(address)
  expect(answer.status, answer.text).toBe(200)
  await expectValidHtml(answer.text)
  return answer.text
}
const bytesOf = async (address: string) => {
  const answer = await buildApp(services).request(address, { headers: { Cookie: cookie } })
  return new Uint8Array(await answer.arrayBuffer())
}
const words = {
  name: "Рассылка новостей",
  purpose: "Письма подписчикам",
  people: "Подписчики",
  data: "Электронная почта",
  storage: "До отписки",
}

test("the register describes beforehand what the program does; each saving is a version, earlier ones stay", async () => {
  const list = await page(path)
  for (const said of ["Реестр людей", "Учётные записи", "Описание, с которым пришла программа"])
    expect(list).toContain(said)
  const form = await page(`${path}/2/edit`)
  const version = /name="version" value="(\d+)"/.exec(form)![1]!
  const fields = { ...words, version, name: "Реестр добровольцев", grounds: "consent", responsible: "Лугова В. П." }
  expect((await staff.post(`${path}/2`, { ...fields, purpose: "" })).status).toBe(422)
  expect((await staff.post(`${path}/2`, fields)).location).toBe(`${path}/2`)
  const again = await staff.post(`${path}/2`, { ...fields, name: "Другое" })
  expect(again.status).toBe(422)
  expect(again.text).toContain("описание изменили")
  const now = await page(`${path}/2`)
  for (const said of ["Реестр добровольцев", "Лугова В. П.", "согласие", "?version=1"]) expect(now).toContain(said)
  expect(await page(`${path}/2?version=1`)).toContain("Это прежняя версия")
  await expect(sql`DELETE FROM people.processing WHERE process = 2`.execute(services.db)).rejects.toThrow("kept")
  await expect(sql`UPDATE people.processing SET name = 'x'`.execute(services.db)).rejects.toThrow("kept")
})

test("a new process comes last, ends with a day, and the files show what goes on", async () => {
  await page(`${path}/new`)
  const { location } = await staff.post(`${path}/new`, words)
  const number = Number(/\d+$/.exec(location!)![0])
  const docx = async () => {
    const files = unzipSync(await bytesOf(`${path}.docx`))
    return strFromU8(files["word/document.xml"]!).replace(/<[^>]*>/g, "")
  }
  expect(await docx()).toContain("Рассылка новостей")
  await staff.post(`${location}/end`, {})
  expect(await page(path)).toContain("Завершён")
  expect(await docx()).not.toContain("Рассылка новостей")
  const sheets = await readSheets(await bytesOf(`${path}.xlsx`))
  expect(sheets.ok && sheets.sheets[0]!.rows.flat()).toContain("Рассылка новостей")
  await staff.post(location!, { ...words, version: "2" })
  expect((await call("GET", `/processing-records/${number}`)).body.versions).toMatchObject([
    { version: 3, endedOn: null },
    { version: 2, endedOn: expect.any(String) },
    { version: 1, endedOn: null },
  ])
})

test("the API tells and changes the same, and nobody but the staff of the whole", async () => {
  const made = (await call("POST", "/processing-records", { ...words, grounds: ["law"] })).body
  expect(made).toMatchObject({ version: 1, grounds: ["law"], name: words.name })
  const changed = { ...words, grounds: ["law"], version: 1, storage: "Год" }
  expect((await call("PUT", `/processing-records/${made.process}`, changed)).body).toMatchObject({ version: 2 })
  expect((await call("PUT", `/processing-records/${made.process}`, changed)).status).toBe(409)
  expect((await call("POST", `/processing-records/${made.process}/end`)).body.endedOn).not.toBeNull()
  expect((await call("GET", "/processing-records")).body.items.length).toBeGreaterThan(9)
  expect((await call("GET", "/processing-records/999")).status).toBe(404)
  const elsewhere = (await signedIn(services, "coordinator", { kind: "territory", id: 0 })).browser
  for (const end of ["", ".docx", ".xlsx", "/new", "/1"])
    expect((await elsewhere.get(`${path}${end}`)).status).toBe(403)
})

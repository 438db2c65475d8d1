import { strFromU8, unzipSync } from "fflate"
import { beforeAll, beforeEach, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { awaitedLetters } from "../desk/desk.store.ts"
import { adopted, asked, doer } from "../testing/asked.ts"
import { letterById, lettersOfRequest, listLetters, requestLettersOf } from "./register.store.ts"
import { registerIncoming } from "./register-incoming.ts"
import { writeLetter } from "./write-letter.ts"

const now = "2026-11-21T09:00:00Z"
let services: Services
let browser: Visitor
let token: string
let api: ApiCaller
beforeAll(async () => {
  services = testServices((await freshDatabase()).url, {}, { clock: fixedClock(now) })
})
beforeEach(async () => {
  const made = await signedIn(services, "coordinator")
  browser = made.browser
  token = made.token
  api = apiCaller(services, await tokenOf(services, made.actor))
})

/** Sends a form with files, the way a browser does. */
const upload = (path: string, fields: Record<string, string>, files: File[]) => {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  for (const file of files) body.append("files", file)
  const origin = "http://127.0.0.1:3000"
  return buildApp(services).request(`${origin}${path}`, {
    method: "POST",
    body,
    headers: { Origin: origin, Cookie: `farvater_session=${token}` },
  })
}
const scan = (name: string) => new File(["%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"], name)
const textOf = (bytes: Uint8Array) => strFromU8(unzipSync(bytes)["word/document.xml"]!).replace(/<[^>]*>/g, "")
const latest = async () => (await listLetters(services.db, {}, { limit: 1 }))[0]!

test("the centre writes to a third body, waits, and registers the reply with a scan", async () => {
  const { requests, items } = await asked(services)
  const [request] = requests
  const page = await browser.get(`/requests/${request!.id}/letters/new`)
  for (const said of ["Администрация города Лугового", "поставить скамьи", "О пункте 1 документа", "21.12.2026"])
    expect(page.text).toContain(said)

  const typed = {
    writer: "centre",
    addressee: "Министерство тишины",
    subject: "О скамьях",
    dated: "20.11.2026",
    key: "a",
  }
  const refused = await upload(`/requests/${request!.id}/letters`, { ...typed, awaitedUntil: "вчера" }, [
    scan("жалобы.pdf"),
  ])
  expect(refused.status).toBe(422)
  const again = await refused.text()
  expect(again).toContain("Уже загружены: жалобы.pdf")
  expect(again).toContain('value="вчера"')
  const kept = /name="kept" value="([^"]+)"/.exec(again)![1]!
  const done = await upload(`/requests/${request!.id}/letters`, { ...typed, body: "Просим Вас помочь.", kept }, [])
  const letter = await latest()
  expect([done.status, done.headers.get("Location")]).toEqual([303, `/letters/${letter.id}`])
  expect(letter).toMatchObject({
    direction: "out",
    kind: "third_body",
    requestId: request!.id,
    itemId: items[0]!.id,
    awaitedUntil: "2026-12-20",
    numberText: "4",
  })
  expect((await attachmentsOf(services.db, { kind: "letter", id: letter.id })).map((f) => f.name)).toEqual([
    "жалобы.pdf",
  ])
  const docx = await buildApp(services).request(`http://127.0.0.1:3000/letters/${letter.id}.docx`, {
    headers: { Cookie: `farvater_session=${token}` },
  })
  const words = textOf(new Uint8Array(await docx.arrayBuffer()))
  for (const said of ["Министерство тишины", "О скамьях", "Просим Вас помочь.", "1. жалобы.pdf"])
    expect(words).toContain(said)

  expect((await browser.get(`/letters/${letter.id}`)).text).toContain("ответа ждут до 20 декабря 2026")
  const reply = {
    sender: "Министерство тишины",
    theirNumber: "77-исх",
    theirDate: "20 ноября",
    dated: "21.11.2026",
    key: "b",
  }
  const nothing = await upload(`/letters/${letter.id}/reply`, reply, [])
  expect(nothing.status).toBe(422)
  expect(await nothing.text()).toContain("Напишите, о чём письмо, или приложите скан.")
  expect((await upload(`/letters/${letter.id}/reply`, reply, [scan("ответ.pdf"), scan("лист 2.pdf")])).status).toBe(303)
  const came = await latest()
  expect(came).toMatchObject({
    direction: "in",
    replyTo: letter.id,
    theirNumber: "77-исх",
    theirDate: "2026-11-20",
    number: 1,
  })
  expect((await letterById(services.db, letter.id))?.repliedBy).toBe(came.id)
  expect((await lettersOfRequest(services.db, request!.id)).map((l) => l.id)).toEqual([letter.id, came.id])
  const shown = await browser.get(`/letters/${came.id}`)
  for (const said of ["№ 77-исх от 20 ноября 2026", "ответ.pdf", "лист 2.pdf", "Ответ на письмо"])
    expect(shown.text).toContain(said)
})

test("what the addressee itself wrote has its own number, and ours of the incoming", async () => {
  const { requests } = await asked(services)
  const run = doer(services)
  const input = {
    requestId: requests[0]!.id,
    writer: "recipient",
    addressee: "Область",
    subject: "Ходатайство",
    dated: "2025-05-05",
  }
  await expect(run(writeLetter, { ...input, body: "Копия" })).rejects.toMatchObject({
    fields: { theirNumber: { key: "write.number" } },
  })
  const { id } = await run(writeLetter, { ...input, body: "Копия", theirNumber: "01-12/55" })
  expect(await letterById(services.db, id)).toMatchObject({
    direction: "in",
    kind: "third_body",
    writer: "Администрация города Лугового",
    theirNumber: "01-12/55",
    year: 2025,
    number: 1,
    awaitedUntil: "2025-06-04",
  })
  expect((await browser.get(`/letters/${id}`)).text).toContain("ответа нет, ждали до 4 июня 2025")
  const page = await browser.get(`/letters?waiting=yes&q=${encodeURIComponent("обла")}`)
  expect(page.text).toContain("Ходатайство")
  const waiting = async () =>
    (await awaitedLetters(services.db, "everywhere", "2026-11-21", 5)).letters.map((l) => l.id)
  expect(await waiting()).toContain(id)
  const { id: reply } = await run(registerIncoming, { replyTo: id, dated: "2025-06-01", body: "Рассмотрено" })
  expect(await letterById(services.db, reply)).toMatchObject({ addressee: "Область", number: 2 })
  expect(await waiting()).not.toContain(id)
  await expect(run(registerIncoming, { replyTo: reply, dated: "2025-06-02", body: "Ещё" })).rejects.toMatchObject({
    status: 409,
  })
})

test("about an item that nobody was asked for the centre writes from the item's page", async () => {
  const { items } = await adopted(services)
  const address = `/items/${items[2]!.id}`
  expect((await browser.get(address)).text).toContain(`${address}/letters/new`)
  const typed = {
    writer: "centre",
    addressee: "Городской архив",
    subject: "О перечне",
    body: "Просим Вас.",
    dated: "1 ноября",
    key: "i",
  }
  const sent = await browser.post(`${address}/letters`, typed)
  expect(sent.location).toBe(`/letters/${(await latest()).id}`)
  expect(await latest()).toMatchObject({ itemId: items[2]!.id, requestId: null, dated: "2026-11-01" })
  expect((await browser.get(address)).text).toContain("Городской архив")
  const reader = visitor(buildApp(services))
  expect((await reader.get(address)).text).not.toContain("Городской архив")
})

test("awaited letters are counted, the longest awaited first", async () => {
  const { items } = await asked(services)
  const run = doer(services)
  for (const day of ["2024-03-03", "2024-03-01", "2024-03-03"])
    await run(writeLetter, {
      itemId: items[0]!.id,
      writer: "centre",
      addressee: "Фонд",
      subject: "О",
      body: "О",
      dated: "2024-02-02",
      awaitedUntil: day,
    })
  const { letters, count } = await awaitedLetters(services.db, "everywhere", "2026-11-21", 2)
  expect(letters.map((l) => l.until)).toEqual(["2024-03-01", "2024-03-03"])
  expect(count).toBeGreaterThan(2)
})

test("the register is filtered, read on by keys, and goes as a workbook; one of elsewhere sees none of it", async () => {
  const place = await aTerritory(services, (await signedIn(services, "administrator")).actor, "Тихий округ")
  const { id, requests } = await asked(services, { territoryId: place })
  const run = doer(services)
  await run(writeLetter, {
    requestId: requests[0]!.id,
    writer: "centre",
    addressee: "Порт",
    subject: "О",
    body: "О",
    dated: "2026-11-01",
  })
  const of = (query: string) => api("GET", `/letters?resolution=${id}${query}`)
  expect((await of("")).body.items).toHaveLength(4)
  const first = (await of("&limit=3")).body
  expect((await of(`&limit=3&after=${first.next}`)).body).toMatchObject({ next: null, items: [{}] })
  expect((await of("&kind=third_body")).body.items.map((l: { addressee: string }) => l.addressee)).toEqual(["Порт"])
  expect((await of("&direction=in")).body.items).toEqual([])
  expect((await of("&year=2025")).body.items).toEqual([])
  const page = await browser.get(`/letters?resolution=${id}&kind=request`)
  expect(page.text).toContain("3 письма")
  expect(page.text).not.toContain("Порт")
  const book = await browser.get(`/letters.xlsx?resolution=${id}`)
  expect(book.headers.get("Content-Type")).toContain("spreadsheetml")

  const own = (await signedIn(services, "coordinator", { kind: "territory", id: place })).browser
  expect((await own.get("/letters?kind=third_body")).text).toContain("Порт")
  const other = await aTerritory(services, (await signedIn(services, "administrator")).actor, "Дальний округ")
  const elsewhere = (await signedIn(services, "coordinator", { kind: "territory", id: other })).browser
  expect((await elsewhere.get("/letters")).text).toContain("Таких писем нет")
  const letter = (await requestLettersOf(services.db, id))[0]!
  for (const path of [
    `/letters/${letter.id}`,
    `/letters/${letter.id}.docx`,
    `/letters/${letter.id}/reply`,
    `/requests/${requests[0]!.id}/letters/new`,
  ])
    expect((await elsewhere.get(path)).status, path).toBe(403)
  const free = { sender: "Житель", dated: "21.11.2026", body: "Спасибо", key: "c" }
  expect((await elsewhere.post("/letters/incoming", free)).status).toBe(303)
  expect(await latest()).toMatchObject({ territoryId: other, addressee: "Житель", replyTo: null })
})

test("programs ask, read the register and register replies, each once for a key", async () => {
  const { items } = await asked(services)
  const { id } = await adopted(services)
  const plan = (await api("GET", `/resolutions/${id}/asking`)).body
  expect(plan.recipients.map((r: { addressee: string }) => r.addressee)).toHaveLength(3)
  const letters = plan.recipients.map((r: { addressee: string; items: { id: number; role: string }[] }) => ({
    addressee: r.addressee,
    channel: "paper",
    items: r.items.map((item) => ({ id: item.id, role: item.role })),
  }))
  const path = `/resolutions/${id}/asking`
  const ask = () => api("POST", path, { dated: "2026-11-20", letters }, { "Idempotency-Key": "ask-1" })
  const made = await ask()
  expect(made).toMatchObject({ status: 201, body: { requests: 4, letters: [{ state: "paper" }, {}, {}] } })
  expect((await ask()).body).toEqual(made.body)
  expect((await api("POST", path, { dated: "2026-11-20", letters })).status).toBe(409)
  expect((await api("POST", path, { dated: "2026-11-20", letters: [] })).body.errors[0].field).toBe("letters")
  const wrong = [{ ...letters[0], channel: "email", email: "нет" }]
  expect((await api("POST", path, { dated: "2026-11-20", letters: wrong })).body.errors[0].field).toBe(
    "letters.0.email",
  )
  expect(
    (await api("POST", path, { dated: "2026-11-20", letters: [{ ...letters[0], items: [{ id: items[0]!.id }] }] }))
      .status,
  ).toBe(409)

  const letter = made.body.letters[0].id
  const reply = () =>
    api("POST", `/letters/${letter}/replies`, { dated: "2026-11-21", body: "Согласны" }, { "Idempotency-Key": "r" })
  const came = await reply()
  expect(came).toMatchObject({ status: 201, body: { direction: "in", replyTo: letter, body: "Согласны" } })
  expect((await reply()).body.id).toBe(came.body.id)
  expect((await api("GET", `/letters/${letter}`)).body).toMatchObject({
    repliedBy: came.body.id,
    replies: [came.body.id],
  })
  for (const who of [
    apiCaller(services),
    apiCaller(services, await tokenOf(services, (await signedIn(services, "member")).actor)),
  ])
    for (const address of ["/letters", `/letters/${letter}`, path])
      expect((await who("GET", address)).status, address).toBe(403)
})

test("numbers follow the pattern of the settings, which must have a number in it", async () => {
  const form = { organisation: "Опора", numberPattern: "РЦ-{yy}" }
  const refused = await browser.post("/settings/letters", form)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain("В образце должен быть порядковый номер")
  expect(refused.text).toContain('value="РЦ-{yy}"')
  expect((await browser.post("/settings/letters", { ...form, numberPattern: "РЦ-{nnn}/{yy}" })).status).toBe(303)
  expect((await browser.get("/settings/letters")).text).toContain("РЦ-012/26")
  const { id } = await asked(services)
  const letters = await requestLettersOf(services.db, id)
  expect(letters[0]!.numberText).toMatch(/^РЦ-\d{3}\/26$/)
  const page = await browser.get(`/resolutions/${id}/letters`)
  expect(page.text).toContain(letters[0]!.numberText)
  expect(page.text).toContain("Почтовый сервер не настроен")
  const zip = await browser.get(`/resolutions/${id}/letters.zip`)
  expect(zip.headers.get("Content-Type")).toBe("application/zip")
})

import { beforeAll, describe, expect, test } from "vitest"
import { showResolution } from "#modules/deliberation/resolution/show-resolution.ts"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { readDocument } from "#platform/documents/read-document.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { answerRequest } from "../request/answer-request.ts"
import { asked, doer } from "../testing/asked.ts"
import { receiptHolder, receiptToken } from "./receipt-link.ts"
import { readRecipients, recipientsText } from "./recipient-list.ts"
import { sendExecution } from "./send-execution.ts"
import { recipientsOfSending } from "./sending.store.ts"

let url: string
let services: Services
let id: number
let requests: { id: number }[]
const at = (moment: string) => testServices(url, {}, { clock: fixedClock(moment) })
const told = { channel: "phone", evidence: "Сказала по телефону", name: "Ольга Ветрова", post: "заместитель главы" }
const list =
  "Газета «Наш край», kray@press.example\nСовет ветеранов города Лугового\nПравительство области <gov@oblast.example>"

beforeAll(async () => {
  ;({ url } = await freshDatabase())
  ;({ id, requests } = await asked(at("2026-03-03T09:00:00Z")))
  services = at("2026-04-10T09:00:00Z")
})

const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(page)![1]!
const path = () => `/resolutions/${id}/execution/sending`

/** Looks the list through and sends it, as the coordinator does. @returns the address of what was sent */
async function send(browser: Visitor, more: Record<string, string> = {}) {
  const first = await browser.get(path())
  const typed = { on: "10.04.2026", to: list, text: "Уважаемые коллеги! Направляем отчёт.", addressee: "", ...more }
  const checked = await browser.post(path(), { ...typed, do: "check", key: hidden(first.text, "key") })
  const form = { ...typed, do: "send", key: hidden(checked.text, "key") }
  const sent = await browser.post(path(), form)
  return { first, checked, sent, form, sending: Number(/sendings\/(\d+)$/.exec(sent.location ?? "")?.[1]) }
}
const count = async (table: "commitments.report_sending" | "platform.event" | "platform.outgoing_mail") =>
  (
    await services.db
      .selectFrom(table)
      .select((x) => x.fn.countAll<number>().as("n"))
      .executeTakeFirstOrThrow()
  ).n

describe("a list of recipients", () => {
  test("is read as people paste it, each once", () => {
    const { all, wrong } = readRecipients(`${list}\n\nГазета «Наш край»; kray@press.example\nШтаб — штаб@почта.рф.`)
    expect(wrong).toEqual([])
    expect(all).toEqual([
      { name: "Газета «Наш край»", email: "kray@press.example" },
      { name: "Совет ветеранов города Лугового", email: "" },
      { name: "Правительство области", email: "gov@oblast.example" },
      { name: "Штаб", email: "штаб@почта.рф" },
    ])
    expect(readRecipients(recipientsText(all)).all).toEqual(all)
  })

  test("says which line is wrong, and why", () => {
    expect(readRecipients("kray@press.example\nГазета, kray@press\nСовет").wrong).toEqual([
      { line: 1, why: "name" },
      { line: 2, why: "email" },
    ])
  })
})

test("a link of a report is told from a foreign and a changed one", () => {
  const token = receiptToken("s".repeat(40), 5)
  expect(receiptHolder("s".repeat(40), token)).toBe(5)
  expect(receiptHolder("x".repeat(40), token)).toBeNull()
  expect(receiptHolder("s".repeat(40), token.replace(/^5/, "6"))).toBeNull()
  expect(receiptHolder("s".repeat(40), "nonsense")).toBeNull()
})

describe("the coordinator", () => {
  test("looks the list through, sends it once, and it is offered for the next report", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const { first, checked, sent, form, sending } = await send(browser)
    await expectValidHtml(first.text)
    await expectValidHtml(checked.text)
    expect(first.text).toContain("Просим подтвердить получение")
    expect(checked.text).toContain("Отправить 3 письма")
    expect(checked.text).toContain("есть в реестре")
    expect(sent.status).toBe(303)
    expect(await browser.post(path(), form)).toMatchObject({ location: sent.location })
    expect(await count("commitments.report_sending")).toBe(1)

    const page = await browser.get(sent.location!)
    await expectValidHtml(page.text)
    expect(page.text).toContain("Получение подтвердили 0 из 3")
    expect(page.text.match(/исх\. № /g)).toHaveLength(3)
    const file = await buildApp(services).request(`${sent.location}/report.docx`, {
      headers: { Cookie: [...browser.jar].map(([name, value]) => `${name}=${value}`).join("; ") },
    })
    const { lines } = await readDocument(new Uint8Array(await file.arrayBuffer()), "otchet.docx")
    expect(lines.map(({ text }) => text).join(" ")).toContain("по состоянию на 10 апреля 2026")

    const mails = await services.db
      .selectFrom("platform.outgoing_mail")
      .selectAll()
      .where("purpose", "=", "report")
      .execute()
    expect(mails.map((mail) => mail.to_address).sort()).toEqual(["gov@oblast.example", "kray@press.example"])
    for (const mail of mails) {
      expect(mail.files).toHaveLength(1)
      expect(mail.body_text).toContain("Направляем отчёт.")
    }
    const recipients = await recipientsOfSending(services.db, sending)
    expect(mails.map((mail) => /received\/([\w-]+)/.exec(mail.body_text)![1]).sort()).toEqual(
      recipients
        .filter(({ email }) => email)
        .map((one) => receiptToken(services.secret, one.id))
        .sort(),
    )
    const again = await browser.get(path())
    expect(again.text).toContain("Газета «Наш край», kray@press.example")
    expect(again.text).toContain("Получение подтвердили 0 из 3")
  })

  test("loses nothing that was typed when a line is wrong", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const before = await count("platform.outgoing_mail")
    const { checked, sent } = await send(browser, { to: "Газета, kray@press\nСовет", on: "10.04.2027" })
    expect([checked.status, sent.status]).toEqual([422, 422])
    for (const words of ["В строке 1 адрес", "Газета, kray@press", "10.04.2027", "который уже наступил"])
      expect(sent.text).toContain(words)
    expect(await count("platform.outgoing_mail")).toBe(before)
  })

  test("enters a receipt that somebody told of, once", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const { sent, sending } = await send(browser)
    const [, veterans] = await recipientsOfSending(services.db, sending)
    const note = `${sent.location}/receipts/${veterans!.id}`
    const form = await browser.get(note)
    await expectValidHtml(form.text)
    const typed = { onDay: "10.04.2026", channel: "phone", name: "Пётр Иванов", post: "", theirNumber: "15/2" }
    const wrong = await browser.post(note, { ...typed, channel: "", key: hidden(form.text, "key") })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain("Пётр Иванов")
    expect((await browser.post(note, { ...typed, key: "a" })).location).toBe(sent.location)
    expect((await browser.get(sent.location!)).text).toMatch(
      /Пётр Иванов[\s\S]*вх\. № 15\/2[\s\S]*получено 10 апреля 2026/,
    )
    expect((await browser.post(note, { ...typed, key: "b" })).text).toContain("Получение уже отмечено")
  })

  test("of another territory may do none of it, nor may a visitor", async () => {
    const other = await aTerritory(services, system("test"), "Соседний округ")
    const { browser } = await signedIn(services, "coordinator", { kind: "territory", id: other })
    const { sent } = await send((await signedIn(services, "coordinator")).browser)
    for (const address of [path(), sent.location!, `${sent.location}/report.docx`, `${sent.location}/receipts/1`]) {
      expect((await browser.get(address)).status, address).toBe(403)
      expect([303, 403]).toContain((await visitor(buildApp(services)).get(address)).status)
    }
    expect(
      (await browser.post(path(), { do: "send", to: list, text: "Отчёт", on: "10.04.2026", key: "k" })).status,
    ).toBe(403)
    const stranger = doer(services, (await signedIn(services, "coordinator", { kind: "territory", id: other })).actor)
    await expect(
      stranger(sendExecution, {
        id,
        on: "2026-04-10",
        text: "Отчёт",
        to: [{ name: "Совет" }],
        filesDir: services.filesDir,
      }),
    ).rejects.toMatchObject({ status: 403 })
  })
})

describe("a recipient", () => {
  const newest = async (browser: Visitor, more = {}) => {
    const { sending, sent } = await send(browser, more)
    const [first] = await recipientsOfSending(services.db, sending)
    return { link: `/received/${receiptToken(services.secret, first!.id)}`, page: sent.location! }
  }

  test("reads the very report that was sent, also of a resolution that is not public, and confirms it by one press", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const { link, page } = await newest(browser)
    await doer(services)(showResolution, { id, visibility: "internal" })
    const later = testServices(url, {}, { clock: fixedClock("2026-04-20T09:00:00Z"), filesDir: services.filesDir })
    const late = { kind: "accept", termOn: "2026-06-01", onDay: "2026-04-09", ...told }
    await doer(later)(answerRequest, { id: requests[0]!.id, ...late })

    const reader = visitor(buildApp(later))
    const before = await count("platform.event")
    const read = await reader.get(link)
    await expectValidHtml(read.text)
    expect(read.headers.get("Referrer-Policy")).toBe("no-referrer")
    expect(read.headers.get("Cache-Control")).toBe("no-store")
    expect(read.text).toContain("Без ответа: 3")
    expect(read.text).not.toContain("взято в работу до 1 июня")
    expect(read.text).not.toMatch(/href="\/items\//)
    expect((await reader.get(link)).text).toContain("Получили")
    expect((await reader.get(`${link}/report.docx`)).status).toBe(200)
    expect(await count("platform.event")).toBe(before)
    expect((await reader.get(`/resolutions/${id}/execution`)).status).toBe(404)

    const form = { name: "Анна Белова", post: "редактор", key: hidden(read.text, "key") }
    // A page without a referrer sends no origin that could be asked.
    const answer = await buildApp(later).request(`http://127.0.0.1:3000${link}`, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { Origin: "null" },
    })
    expect(answer.status).toBe(303)
    expect((await reader.post(link, { ...form, name: "Другой", key: "2" })).status).toBe(303)
    expect((await reader.get(link)).text).toContain("получение подтверждено 20 апреля 2026")
    const kept = (await browser.get(page)).text
    expect(kept).toContain("Анна Белова, редактор")
    expect(kept).toContain("по ссылке из письма")
    expect(kept).not.toContain("Другой")
    await doer(services)(showResolution, { id, visibility: "open" })
  })

  test("with a foreign, a guessed or an old link opens nothing, and guessing is slowed down", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const { link } = await newest(browser)
    const thief = visitor(buildApp(services), { address: "198.51.100.9" })
    const foreign = link.replace(/received\/\w+-/, "received/1-")
    expect((await thief.get(foreign)).status).toBe(404)
    expect((await thief.post(foreign, { key: "k" })).status).toBe(404)
    const statuses = []
    for (let i = 0; i < 25; i++) statuses.push((await thief.get(`${link.slice(0, -3)}${100 + i}`)).status)
    expect(statuses).toContain(429)
    expect((await thief.get(link)).status).toBe(200)
    expect((await visitor(buildApp(at("2027-05-01T09:00:00Z"))).get(link)).status).toBe(410)
  })
})

test("by the API: sent, listed, and not by strangers", async () => {
  const { actor } = await signedIn(services, "coordinator")
  const call = apiCaller(services, await tokenOf(services, actor))
  const body = {
    on: "2026-04-09",
    text: "Отчёт приложен.",
    to: [{ name: "Газета «Наш край»", email: "kray@press.example" }],
  }
  const address = `/resolutions/${id}/execution/sendings`
  const made = await call("POST", address, body, { "Idempotency-Key": "one" })
  expect(made).toMatchObject({ status: 201, body: { on: "2026-04-09", recipients: [{ name: "Газета «Наш край»" }] } })
  expect((await call("POST", address, body, { "Idempotency-Key": "one" })).body.id).toBe(made.body.id)
  const listed = await call("GET", `${address}?limit=1`)
  expect(listed.body).toMatchObject({ items: [{ id: made.body.id }], next: made.body.id })
  expect((await call("POST", address, { ...body, to: [] })).status).toBe(422)
  const receipt = `/report-recipients/${made.body.recipients[0].id}/receipt`
  const told = { onDay: made.body.dated, channel: "phone", name: "Лосева" }
  expect((await apiCaller(services)("POST", receipt, told)).status).toBe(403)
  expect((await call("POST", receipt, told)).body.recipients).toMatchObject([
    { received: { by: "phone", name: "Лосева" } },
  ])
  expect((await call("POST", receipt, told)).status).toBe(409)
  expect((await apiCaller(services)("GET", address)).status).toBe(403)
})

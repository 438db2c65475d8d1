import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { receiveMail } from "#platform/delivery/incoming/receive-mail.ts"
import { replyAddress } from "#platform/delivery/incoming/reply-address.ts"
import { imapServer } from "#platform/delivery/testing/imap-server.ts"
import { mailServer } from "#platform/delivery/testing/mail-server.ts"
import { tidyJob } from "#platform/delivery/tidy.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import { tidyBlobs } from "#platform/files/tidy-blobs.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import type { Visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { actsOf, requestById } from "../request/request.store.ts"
import { asked } from "../testing/asked.ts"
import { repliesOfRecipient, waitingReplies } from "./reply.store.ts"
import { tidyRepliesJob } from "./tidy-replies.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const MAIL_FROM = "Центр <centre@example.ru>"
const pdf = Buffer.from("%PDF-1.7\nПриказ о скамьях")

/** Addressees were asked by e-mail, over a real mail server; whatever they answer lies in a real mailbox. */
async function given(more: { territoryId?: (services: Services) => Promise<number> } = {}) {
  const [imap, smtp] = [await imapServer(), await mailServer()]
  onTestFinished(() => imap.close().catch(() => {}))
  onTestFinished(smtp.close)
  const settings = { IMAP_URL: imap.url, SMTP_URL: smtp.url, MAIL_FROM }
  const clock = fixedClock("2026-03-03T09:00:00Z")
  const services = testServices(database.url, settings, { clock })
  await services.db.deleteFrom("platform.mailbox").execute()
  await services.db.deleteFrom("commitments.mail_reply").execute()
  await receiveMail(services)
  const territoryId = await more.territoryId?.(services)
  const { requests } = await asked(services, territoryId === undefined ? {} : { territoryId })
  await workOff(services, database.url)
  const to = (recipient: number) => replyAddress(services.config, services.secret, `answer-${recipient}`)
  return {
    ...{ imap, smtp, services, requests, to },
    /** Puts messages into the mailbox and lets the jobs read them. */
    async come(...messages: string[]) {
      for (const message of messages) imap.deliver(message, new Date("2026-03-03T08:00:00Z"))
      await receiveMail(services)
      await workOff(services, database.url)
    },
    waiting: () => waitingReplies(services.db, "everywhere", 50),
  }
}

let number = 0
function message(to: string, text: string, { from = "office0@lugovoy.example", id = "", file = false } = {}) {
  const head = `Message-ID: ${id || `<${++number}@lugovoy.example>`}\nFrom: ${from}\nTo: ${to}\nSubject: Answer\n`
  const body = `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString("base64")}\n`
  if (!file) return head + body
  return `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n${body}--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="order.pdf"\nContent-Transfer-Encoding: base64\n\n${pdf.toString("base64")}\n--b--\n`
}

/** What stands in the fields of a form: names and values, those that are ticked. */
function fieldsOf(html: string, action: string): Record<string, string> {
  const form = html.split("<form").find((part) => part.includes(`action="${action}`)) ?? ""
  const decode = (text: string) =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
  const inputs = [...form.matchAll(/<input[^>]*>/g)].flatMap(([tag]) => {
    const name = /name="([^"]+)"/.exec(tag)?.[1]
    const box = /type="(checkbox|radio)"/.test(tag)
    return name && (!box || /\schecked/.test(tag)) ? [[name, decode(/value="([^"]*)"/.exec(tag)?.[1] ?? "")]] : []
  })
  const areas = [...form.matchAll(/<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)/g)].map(([, name, text]) => [
    name,
    decode(text!),
  ])
  return Object.fromEntries([...inputs, ...areas])
}

const send = async (browser: Visitor, id: number, kind: string, change: Record<string, string> = {}) => {
  const { text } = await browser.get(`/replies/${id}?kind=${kind}`)
  return browser.post(`/replies/${id}/answer?kind=${kind}`, { ...fieldsOf(text, `/replies/${id}/answer`), ...change })
}

it("goes the whole way: asked by e-mail, answered by e-mail with a file, read, written down", async () => {
  const { smtp, services, requests, come, waiting } = await given()
  const letter = smtp.letters.find((one) => one.includes("office0@lugovoy.example"))!
  const to = /^Reply-To: (\S+)\r$/m.exec(letter)![1]!
  const bench = requests[0]!
  await come(
    message(
      to,
      `Здравствуйте!

Пункт 1 принят к исполнению, срок — до 1 июня 2026 года.
Ответственный исполнитель — отдел благоустройства.

С уважением,
начальник отдела
П. И. Рябинин

02.03.2026, 10:00, Центр <centre@example.ru>:
> Просим ответить.`,
      { file: true },
    ),
  )
  const [reply, ...others] = await waiting()
  expect(others).toEqual([])
  expect(reply).toMatchObject({ recipientId: bench.recipientId, state: "waiting", onDay: "2026-03-03" })
  // Nothing is said before somebody says it.
  expect((await requestById(services.db, bench.id))!.stage).toBe("asked")

  const { browser } = await signedIn(services, "coordinator")
  const list = (await browser.get("/replies")).text
  expect(list).toContain("похоже на: Взяли в работу")
  await expectValidHtml(list)
  const page = (await browser.get(`/replies/${reply!.id}`)).text
  await expectValidHtml(page)
  for (const words of ["order.pdf", "&gt; Просим ответить.", "на который мы писали"]) expect(page).toContain(words)
  const filled = fieldsOf(page, `/replies/${reply!.id}/answer`)
  expect(filled).toMatchObject({
    ...{ requests: String(bench.id), term: "01.06.2026", responsible: "отдел благоустройства" },
    ...{ name: "П. И. Рябинин", post: "начальник отдела", onDay: "03.03.2026" },
  })
  const file = /href="(\/replies\/\d+\/files\/[0-9a-f-]+)"/.exec(page)![1]!
  expect((await browser.get(file)).status).toBe(200)

  const action = `/replies/${reply!.id}/answer?kind=accept`
  expect((await browser.post(action, filled)).location).toBe(`/requests/${bench.id}`)
  expect((await browser.post(action, filled)).location).toBe(`/requests/${bench.id}`)
  const [act, ...more] = await actsOf(services.db, [bench.id])
  expect(more).toEqual([])
  expect(act).toMatchObject({
    ...{ kind: "accept", channel: "email", onDay: "2026-03-03", termOn: "2026-06-01", name: "П. И. Рябинин" },
    evidence: "Письмо по электронной почте от office0@lugovoy.example, 3 марта 2026 г.",
  })
  expect(await requestById(services.db, bench.id)).toMatchObject({ stage: "accepted", termOn: "2026-06-01" })
  expect(await waiting()).toEqual([])
  expect((await repliesOfRecipient(services.db, bench.recipientId)).map((one) => one.state)).toEqual(["taken"])
  expect((await browser.get(`/replies/${reply!.id}`)).text).toContain(`href="/requests/${bench.id}"`)

  // Mail forgets the message and its file; what was written down of it stays.
  const later = testServices(
    database.url,
    {},
    { clock: fixedClock("2026-09-03T09:00:00Z"), filesDir: services.filesDir },
  )
  await tidyJob.run(later, {})
  await tidyRepliesJob.run(later, {})
  await tidyBlobs(
    testServices(database.url, {}, { clock: fixedClock("2026-09-05T09:00:00Z"), filesDir: services.filesDir }),
  )
  expect(await later.db.selectFrom("platform.incoming_mail").select("id").execute()).toEqual([])
  const [kept] = await attachmentsOf(services.db, { kind: "act", id: act!.id })
  expect(kept).toMatchObject({ name: "order.pdf", audience: "staff" })
  expect((await browser.get(`/requests/${bench.id}/files/${kept!.id}`)).status).toBe(200)
  expect((await browser.get(`/replies/${reply!.id}`)).text).toContain("принят к исполнению")
})

it("a forged address is nobody's answer, and a message that comes twice is one", async () => {
  const { come, to, requests, waiting } = await given()
  const own = to(requests[0]!.recipientId)
  const forged = own.replace(/-[0-9a-f]{16}@/, "-0123456789abcdef@")
  const unknown = to(999_999)
  await come(message(forged, "Согласны."), message(unknown, "Согласны."))
  expect(await waiting()).toEqual([])
  await come(message(own, "Согласны.", { id: "<twice@lugovoy.example>" }))
  await come(message(own, "Согласны.", { id: "<twice@lugovoy.example>" }))
  expect(await waiting()).toHaveLength(1)
})

it("what is no answer is put aside with a reason, can be brought back, and is forgotten after 90 days", async () => {
  const { come, to, requests, waiting, services } = await given()
  await come(message(to(requests[0]!.recipientId), "Спасибо за письмо.", { from: "someone@mail.ru", file: true }))
  const [reply] = await waiting()
  const { browser } = await signedIn(services, "coordinator")
  const page = `/replies/${reply!.id}`
  expect((await browser.get(page)).text).toContain("с другого адреса")
  expect((await browser.post(`${page}/dismissal`, { reason: "" })).status).toBe(422)
  expect((await browser.post(`${page}/dismissal`, { reason: "Благодарят" })).location).toBe("/replies")
  expect(await waiting()).toEqual([])
  expect((await browser.get("/replies?state=dismissed")).text).toContain(page)
  expect((await browser.get(page)).text).toContain("Благодарят")
  expect(
    (await browser.post(`${page}/answer?kind=accept`, { requests: String(requests[0]!.id), term: "1 июня" })).status,
  ).toBe(422)
  await browser.post(`${page}/return`)
  expect(await waiting()).toHaveLength(1)
  await browser.post(`${page}/dismissal`, { reason: "Благодарят" })
  const night = (day: string) =>
    tidyRepliesJob.run(testServices(database.url, {}, { clock: fixedClock(`${day}T02:00:00Z`) }), {})
  await night("2026-05-31")
  expect((await browser.get(page)).status).toBe(200)
  await night("2026-06-02")
  expect((await browser.get(page)).status).toBe(404)
  expect(await attachmentsOf(services.db, { kind: "mail_reply", id: reply!.id })).toEqual([])
})

it("one letter answers several requests; where it does not say which, the coordinator chooses", async () => {
  const { come, to, requests, waiting, services } = await given()
  const [bench, feast] = requests
  expect(feast!.recipientId).toBe(bench!.recipientId)
  await come(
    message(to(bench!.recipientId), "Направляем отчёт: сделано всё, и скамьи, и праздник двора.", { file: true }),
  )
  const [reply] = await waiting()
  const { browser } = await signedIn(services, "coordinator")
  const refused = await send(browser, reply!.id, "report")
  expect(refused.status).toBe(422)
  expect(refused.text).toContain("Отметьте хотя бы один пункт")
  expect(refused.text).toContain("сделано всё, и скамьи")
  const caller = apiCaller(services, await tokenOf(services, (await signedIn(services, "coordinator")).actor))
  const { body } = await caller("GET", "/replies")
  expect(body.items[0]).toMatchObject({ id: reply!.id, sender: "same", files: [{ name: "order.pdf" }] })
  const own = { kind: "report", text: "Сделано всё", share: 100, files: [body.items[0].files[0].id] }
  const foreign = requests.find((one) => one.recipientId !== bench!.recipientId)!
  const path = `/replies/${reply!.id}/answer`
  expect((await caller("POST", path, { ...own, requests: [foreign.id] })).status).toBe(422)
  const done = await caller("POST", path, { ...own, requests: [feast!.id, bench!.id] })
  expect(done).toMatchObject({ status: 201, body: { state: "taken" } })
  expect(done.body.actIds).toHaveLength(2)
  for (const id of done.body.actIds) expect(await attachmentsOf(services.db, { kind: "act", id })).toHaveLength(1)
  expect((await requestById(services.db, feast!.id))!.stage).toBe("reported")
  expect((await caller("POST", path, { ...own, requests: [bench!.id] })).status).toBe(409)
  expect((await caller("POST", `/replies/${reply!.id}/dismissal`, { reason: "нет" })).status).toBe(409)
  expect((await caller("DELETE", `/replies/${reply!.id}/dismissal`)).status).toBe(409)
})

it("a coordinator reads and handles the answers of their own territory alone; others read none", async () => {
  const { come, to, requests, waiting, services } = await given({
    territoryId: (own) => aTerritory(own, system("test"), "Луговой округ"),
  })
  await come(message(to(requests[0]!.recipientId), "Принято к исполнению до 1 июня 2026 года."))
  const [reply] = await waiting()
  const here = { kind: "territory", id: reply!.territoryId! } as const
  const there = { kind: "territory", id: await aTerritory(services, system("test"), "Соседний округ") } as const
  const own = (await signedIn(services, "coordinator", here)).browser
  const foreign = (await signedIn(services, "coordinator", there)).browser
  const member = (await signedIn(services, "member")).browser
  const page = `/replies/${reply!.id}`
  expect((await own.get("/replies")).text).toContain(page)
  expect((await own.get(page)).status).toBe(200)
  expect((await foreign.get("/replies")).text).not.toContain(page)
  for (const reader of [foreign, member]) {
    expect((await reader.get(page)).status).toBe(403)
    expect((await reader.post(`${page}/dismissal`, { reason: "x" })).status).toBe(403)
    expect((await reader.post(`${page}/answer?kind=accept`, { requests: "1" })).status).toBe(403)
  }
  expect((await member.get("/replies")).status).toBe(403)
  expect(await waiting()).toHaveLength(1)
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import type { Visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { receiver, status } from "../testing/receiver.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let admin: Visitor
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url, { WEBHOOKS_PRIVATE: "yes" })
  admin = (await signedIn(services, "administrator")).browser
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})

const filled = { name: "Сайт города", url: "https://example.ru/hook", which: "some", events: "party.added" }
const rows = () => services.db.selectFrom("platform.webhook").selectAll().orderBy("id").execute()
const secretIn = (text: string) => /<code>(whsec_[^<]+)<\/code>/.exec(text)?.[1]
/** @returns the address of the new webhook's page */
async function created(form: Record<string, string> = {}): Promise<string> {
  const answer = await admin.post("/webhooks", { ...filled, ...form })
  expect(answer.status).toBe(200)
  return `/webhooks/${(await rows()).at(-1)!.id}`
}

describe("the pages of webhooks", () => {
  it("are for administrators, with a way from the settings", async () => {
    const path = await created()
    for (const role of ["coordinator", "member"] as const) {
      const { browser } = await signedIn(services, role)
      expect((await browser.get("/settings")).text).not.toContain('href="/webhooks"')
      for (const page of ["/webhooks", "/webhooks/new", path, `${path}/edit`, `${path}/secret`, `${path}/removal`])
        expect((await browser.get(page)).status, page).toBe(403)
      const before = await rows()
      for (const deed of ["/webhooks", path, `${path}/switching`, `${path}/test`, `${path}/secret`, `${path}/removal`])
        expect((await browser.post(deed, filled)).status, deed).toBe(403)
      expect(await rows()).toEqual(before)
    }
    expect((await admin.get("/settings")).text).toContain('href="/webhooks"')
  })

  it("show the secret of a new webhook once; a form sent twice is one webhook with one secret", async () => {
    const before = (await rows()).length
    const answers = await Promise.all([1, 2].map(() => admin.post("/webhooks", { ...filled, key: "twice" })))
    expect((await rows()).length).toBe(before + 1)
    const [first, second] = answers.map(({ text }) => secretIn(text))
    expect(first).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    expect(second).toBe(first)
    await expectValidHtml(answers[0]!.text)
    const page = await admin.get(`/webhooks/${(await rows()).at(-1)!.id}`)
    expect(page.text).toContain("Сайт города")
    expect(page.text).not.toContain("whsec_")
  })

  it("list every event of every module with what it is, and keep what was typed", async () => {
    const page = await admin.get("/webhooks/new")
    await expectValidHtml(page.text)
    const names = services.modules.flatMap((m) => Object.keys(m.events ?? {})).filter((name) => name !== "webhook.test")
    for (const name of names) expect(page.text).toContain(`value="${name}"`)
    expect(page.text).not.toContain('value="webhook.test"')
    for (const said of ["Карточка добавлена в реестр", "Резолюция принята, пунктов: …", "Вход: по паролю / по коду"])
      expect(page.text).toContain(said)
    expect((await admin.get("/en/webhooks/new")).text).toContain("A territory has been added under another one")
    const wrong = await admin.post("/webhooks", { name: "Своё имя", url: "ftp://x", which: "some" })
    expect(wrong.status).toBe(422)
    for (const said of ["Напишите адрес полностью", "Отметьте хотя бы одно событие", 'value="Своё имя"'])
      expect(wrong.text).toContain(said)
    await expectValidHtml(wrong.text)
    const ticked = await admin.post("/webhooks", { ...filled, url: "" })
    expect(ticked.text).toMatch(/value="party\.added"[^>]* checked/)
    expect((await admin.post("/webhooks", { ...filled, events: "no.such" })).status).toBe(422)
    for (const url of ["https://u:p@example.ru/", "example.ru", "javascript:alert(1)"])
      expect((await admin.post("/webhooks", { ...filled, url })).status, url).toBe(422)
  })

  it("refuse an address of the inner network where it is closed", async () => {
    const closed = testServices(database.url)
    const { browser } = await signedIn(closed, "administrator")
    const path = await created()
    for (const url of [
      "http://localhost:3000/",
      "http://10.0.0.1/",
      "http://[::1]/",
      "http://169.254.169.254/latest",
    ]) {
      const answer = await browser.post("/webhooks", { ...filled, url })
      expect(answer.status, url).toBe(422)
      expect(answer.text).toContain("внутреннюю сеть")
      expect((await browser.post(path, { ...filled, url })).status, url).toBe(422)
    }
  })

  it("change a webhook, switch it with a date, and keep the history", async () => {
    const path = await created()
    await expectValidHtml((await admin.get(`${path}/edit`)).text)
    const changed = { name: "Портал", url: "https://example.ru/other?key=1", which: "all" }
    expect((await admin.post(path, changed)).location).toBe(path)
    for (const key of ["off", "off", "on"]) {
      const answer = await admin.post(`${path}/switching`, { on: key === "on" ? "yes" : "no", key })
      expect(answer.status).toBe(303)
    }
    await admin.post(`${path}/switching`, { on: "no" })
    const { text } = await admin.get(path)
    await expectValidHtml(text)
    for (const said of ["Портал", "https://example.ru/other?key=1", "все события", "выключен", "Вебхук изменён"])
      expect(text).toContain(said)
    const id = Number(path.split("/").at(-1))
    const times = services.db.selectFrom("platform.webhook_on").selectAll().where("webhook_id", "=", id).orderBy("id")
    expect((await times.execute()).map((o) => [o.until_at !== null, o.from_by !== null, o.until_by !== null])).toEqual([
      [true, true, true],
      [true, true, true],
    ])
    const values = await services.db.selectFrom("platform.event_value").selectAll().execute()
    expect(JSON.stringify(values)).not.toContain("key=1")
  })

  it("replace a secret", async () => {
    const path = await created()
    await expectValidHtml((await admin.get(`${path}/secret`)).text)
    const answers = await Promise.all([1, 2].map(() => admin.post(`${path}/secret`, { key: "new" })))
    expect(secretIn(answers[0]!.text)).toMatch(/^whsec_/)
    expect(secretIn(answers[1]!.text)).toBe(secretIn(answers[0]!.text))
    const id = Number(path.split("/").at(-1))
    const secrets = services.db.selectFrom("platform.webhook_secret").select("until_at").where("webhook_id", "=", id)
    expect((await secrets.orderBy("id").execute()).map(({ until_at }) => until_at !== null)).toEqual([true, false])
    await admin.post(`${path}/secret`, { key: "newer" })
    expect((await admin.post(`${path}/secret`, { key: "new" })).status).toBe(410)
  })

  it("test a webhook and show what was sent and answered", async () => {
    const program = await receiver(status(500, "<b>сломалось</b>"))
    const path = await created({ url: program.url })
    const [first, second] = await Promise.all([1, 2].map(() => admin.post(`${path}/test`, { key: "t" })))
    expect(first!.location).toMatch(new RegExp(`^${path}/deliveries/\\d+$`))
    expect(second!.location).toBe(first!.location)
    const delivery = first!.location!
    expect((await admin.post(`${delivery}/sending`)).status).toBe(409)
    await workOff(services, database.url)
    const failed = (await admin.get(delivery)).text
    await expectValidHtml(failed)
    for (const said of ["webhook.test", "ждёт отправки", "HTTP 500", "&lt;b&gt;сломалось", "Отправить ещё раз", "msg_"])
      expect(failed).toContain(said)
    program.answers(status(200))
    expect((await admin.post(`${delivery}/sending`, { key: "again" })).status).toBe(303)
    expect((await admin.post(`${delivery}/sending`, { key: "again" })).status).toBe(303)
    await workOff(services, database.url)
    expect(program.got).toHaveLength(2)
    expect(program.got[1]!.headers["webhook-id"]).toBe(program.got[0]!.headers["webhook-id"])
    expect((await admin.get(delivery)).text).toContain("доставлено")
    const other = await created()
    expect((await admin.get(delivery.replace(path, other))).status).toBe(404)
  })

  it("list deliveries newest first, page by page and by state", async () => {
    const path = await created({ which: "all" })
    const id = Number(path.split("/").at(-1))
    for (let n = 0; n < 60; n++) await admin.post(`${path}/test`)
    const first = (await admin.get(path)).text
    await expectValidHtml(first)
    const links = (text: string) => [...text.matchAll(/\/deliveries\/(\d+)"/g)].map(([, n]) => Number(n))
    expect(links(first)).toEqual(links(first).toSorted((a, b) => b - a))
    expect(links(first)).toHaveLength(50)
    const more = /href="([^"]*\?after=\d+)"/.exec(first)![1]!
    expect(links((await admin.get(more)).text)).toHaveLength(10)
    await services.db
      .updateTable("platform.webhook_delivery")
      .set({ state: "failed", error: "timeout", attempts: 12 })
      .where("id", "=", links(first)[3]!)
      .execute()
    const late = (await admin.get(`${path}?state=failed`)).text
    expect(links(late)).toEqual([links(first)[3]])
    for (const said of ["12 попыток", "не ответил за 10 секунд"]) expect(late).toContain(said)
    expect((await admin.get(`${path}?state=delivered`)).text).toContain("Отправок нет")
    await admin.post(`${path}/switching`, { on: "no" })
    const waiting = services.db.selectFrom("platform.webhook_delivery").select("id").where("state", "=", "waiting")
    expect(await waiting.where("webhook_id", "=", id).execute()).toEqual([])
  })

  it("remove a webhook after a question", async () => {
    const path = await created()
    await admin.post(`${path}/test`)
    const question = await admin.get(`${path}/removal`)
    await expectValidHtml(question.text)
    expect((await admin.post(`${path}/removal`)).location).toBe("/webhooks")
    expect((await admin.get(path)).status).toBe(404)
    await workOff(services, database.url)
  })
})

import { sql } from "kysely"
import { pino } from "pino"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { readDocument } from "#platform/documents/read-document.ts"
import { holderBucket } from "#platform/session/throttle/buckets.ts"
import { take } from "#platform/session/throttle/throttle.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { linkToken } from "../recipient/link.ts"
import { answerAddress } from "../recipient/mail-request.ts"
import { recipientById, replaceLink } from "../recipient/recipient.store.ts"
import { actsOf, requestById } from "../request/request.store.ts"
import { asked } from "../testing/asked.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: ReturnType<typeof testServices>
let world: Awaited<ReturnType<typeof asked>>
let now = Date.parse("2026-11-21T09:00:00Z")
const clock = { now: () => new Date(now) }
const app = () => buildApp(services)
/** The request of an addressee, by a part of its name. */
const requestOf = (name: RegExp, nth = 0) => world.requests.filter((r) => name.test(r.addressee))[nth]!
const addressOf = async (request: { recipientId: number }) => {
  const recipient = (await recipientById(services.db, request.recipientId))!
  return { ...answerAddress(services, recipient), path: `/answer/${linkToken(services.secret, recipient)}`, recipient }
}
let admin: Awaited<ReturnType<typeof addressOf>>
let first: number
let second: number

beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url, {}, { clock })
  world = await asked(services)
  await services.db
    .insertInto("commitments.letterhead")
    .values({
      organisation: "Ресурсный центр Лугового",
      executor: "Осипова Л. М.",
      phone: "8 (000) 123-45-67",
      template: null,
    })
    .execute()
  first = requestOf(/Администрац/).id
  second = requestOf(/Администрац/, 1).id
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})
beforeEach(async () => {
  admin = await addressOf(requestOf(/Администрац/))
})

/** Every row of every table, those that count tries included. */
async function allRows() {
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`.execute(
    services.db,
  )
  const prints: Record<string, unknown> = {}
  for (const { name } of rows) {
    const found =
      await sql`SELECT count(*) AS n, md5(string_agg(t::text, '' ORDER BY t::text)) AS hash FROM ${sql.raw(name)} t`.execute(
        services.db,
      )
    prints[name] = found.rows[0]
  }
  return prints
}

const accept = {
  kind: "accept",
  term: "1 июня 2027",
  name: "Зимина Ия Львовна",
  post: "начальник отдела",
  responsible: "Дорохов П. П.",
}

describe("opening a link", () => {
  it("changes nothing, however often a scanner does it, and is neither kept nor told to others", async () => {
    const scanner = visitor(app(), { address: "198.51.100.20" })
    const before = await allRows()
    const paths = [
      "",
      `/${first}`,
      `/${first}?kind=accept`,
      `/${first}?step=fields`,
      `/${first}/check`,
      `/${first}/steps`,
      "/form",
      "/form.docx",
    ]
    for (let round = 0; round < 8; round++)
      for (const path of paths) {
        const { status, headers } = await scanner.get(admin.path + path)
        expect([200, 303, 422], path).toContain(status)
        expect(headers.get("Referrer-Policy")).toBe("no-referrer")
        expect(headers.get("Cache-Control")).toBe("no-store")
        expect(headers.get("X-Robots-Tag")).toContain("noindex")
      }
    expect(await allRows()).toEqual(before)
  })

  it("shows who asks, the items of this recipient only, and no address that carries the link elsewhere", async () => {
    const { text } = await visitor(app()).get(admin.path)
    for (const shown of [
      "Ресурсный центр Лугового",
      "Осипова Л. М.",
      "tel:80001234567",
      "Пункт 1 из 2 для вас",
      "скамьи у поликлиники",
      "праздник двора",
      "Прочитать всю",
    ])
      expect(text).toContain(shown)
    expect(text).not.toContain("переходов")
    expect(text).not.toMatch(/sign-in\?next=/)
    for (const path of ["", `/${first}?kind=report`, `/${first}?kind=accept`, "/form"])
      await expectValidHtml((await visitor(app()).get(admin.path + path)).text, path)
    expect((await visitor(app()).get(`/en${admin.path}`)).text).toContain("Item 1 of 2 for you")
  })

  it("leaves no trace of the link in the log when something breaks", async () => {
    const lines: string[] = []
    const log = pino({ level: "error" }, { write: (line: string) => void lines.push(line) })
    const nowhere = new URL(database.url)
    nowhere.pathname = "/nowhere"
    const broken = testServices(nowhere.href, {}, { clock, log })
    const token = admin.path.replace("/answer/", "")
    for (const path of [admin.path, `/en${admin.path}/${first}`]) {
      const answer = await visitor(buildApp(broken)).get(path)
      expect(answer.status).toBe(500)
      expect(answer.headers.get("Referrer-Policy")).toBe("no-referrer")
    }
    expect(lines).toHaveLength(2)
    expect(lines.join()).toContain("/answer/…")
    expect(lines.join()).not.toContain(token.slice(-24))
  })

  it("gives the same on paper", async () => {
    const answer = await app().request(`http://127.0.0.1:3000${admin.path}/form.docx`)
    const { lines } = await readDocument(new Uint8Array(await answer.arrayBuffer()), "form.docx")
    const text = lines.map((line) => line.text).join("\n")
    for (const shown of ["скамьи у поликлиники", "праздник двора", "□ Берём в работу к сроку", "Подпись", admin.code])
      expect(text).toContain(shown)
    expect((await visitor(app()).get(`${admin.path}/form`)).text).toContain(admin.code)
  })

  it("opens nothing of another recipient", async () => {
    const other = requestOf(/слепых/)
    const browser = visitor(app())
    for (const path of [`/${other.id}`, `/${other.id}?kind=accept`, `/${other.id}/check`, `/${other.id}/steps`])
      expect((await browser.get(admin.path + path)).status, path).toBe(404)
    for (const path of [
      `/${other.id}`,
      `/${other.id}/draft`,
      `/${other.id}/answer`,
      `/${other.id}/steps`,
      `/${other.id}/steps/1`,
    ])
      expect(
        (await browser.post(admin.path + path, { ...accept, step: "check", seen: "0", text1: "a" })).status,
        path,
      ).toBe(404)
    expect(await actsOf(services.db, [other.id])).toEqual([])
  })
})

describe("an answer", () => {
  it("is kept while it is being entered, looked through, sent once, and forgotten as a draft", async () => {
    const browser = visitor(app())
    const wrong = await browser.post(`${admin.path}/${first}`, { ...accept, term: "скоро", step: "check" })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain("Укажите срок")
    const later = await visitor(app()).get(`${admin.path}/${first}?kind=accept`)
    for (const kept of ["скоро", "Зимина Ия Львовна", "Дорохов"]) expect(later.text).toContain(kept)
    const checked = await browser.post(`${admin.path}/${first}`, { ...accept, step: "check" })
    expect(checked.location).toBe(`${admin.path}/${first}/check`)
    const { text } = await browser.get(checked.location!)
    await expectValidHtml(text)
    const open = text.slice(text.indexOf("Так это увидят все"), text.indexOf("Увидит только центр"))
    expect(open).toContain("Взято в работу до 1 июня 2027 г.")
    expect(open).not.toMatch(/Зимина|Дорохов/)
    expect((await requestById(services.db, first))!.stage).toBe("asked")
    const form = { ...accept, seen: "0", key: "one" }
    for (let press = 0; press < 2; press++)
      expect((await browser.post(`${admin.path}/${first}/answer`, form)).location).toBe(admin.path)
    const [act, ...more] = await actsOf(services.db, [first])
    expect(more).toEqual([])
    expect(act).toMatchObject({
      kind: "accept",
      channel: "link",
      userId: null,
      name: accept.name,
      termOn: "2027-06-01",
    })
    expect((await recipientById(services.db, admin.recipient.id))!.drafts).toEqual({})
    const { text: next } = await browser.get(admin.path)
    expect(next).toContain("Пункт 2 из 2 для вас")
    expect(next).toContain("Взято в работу до 1 июня 2027 г.")
    expect((await browser.get(`${admin.path}/${second}?kind=decline`)).text).toContain(`value="${accept.name}"`)
  })

  it("of the second of two people with one link is kept and not sent over the first one's", async () => {
    const [one, two] = [visitor(app()), visitor(app())]
    const decline = { kind: "decline", text: "Нет денег", name: "Я. Мох", post: "секретарь", seen: "0" }
    expect((await one.post(`${admin.path}/${second}/answer`, { ...accept, seen: "0", key: "a" })).status).toBe(303)
    const late = await two.post(`${admin.path}/${second}/answer`, { ...decline, key: "b" })
    expect(late.status).toBe(409)
    expect(late.text).toContain("появилось новое сообщение")
    expect(late.text).toContain("Вы начали ответ «Не можем»")
    await expectValidHtml(late.text)
    expect(await actsOf(services.db, [second])).toHaveLength(1)
    expect((await two.get(`${admin.path}/${second}?kind=decline`)).text).toContain("Нет денег")
  })

  it("is not taken with a link's address alone: no form, no file of a stranger, no field beyond its own", async () => {
    const browser = visitor(app())
    expect((await browser.post(`${admin.path}/${first}`, { kind: "release" })).status).toBe(422)
    expect((await browser.post(`${admin.path}/${first}/answer`, { kind: "release", seen: "9" })).status).toBe(422)
    const file = "00000000-0000-4000-8000-000000000000"
    expect((await browser.get(`${admin.path}/files/${file}`)).status).toBe(404)
    const long = await browser.post(`${admin.path}/${first}`, {
      kind: "report",
      text: "я".repeat(10_001),
      step: "keep",
    })
    expect(long.status).toBe(422)
    expect(long.text).toContain("яяя")
  })

  it("may carry files of some size, which nobody else may send", async () => {
    const send = (path: string, megabytes: number) => {
      const form = new FormData()
      for (const [name, value] of Object.entries({ kind: "report", text: "Готово", step: "keep" }))
        form.set(name, value)
      form.set("files", new File(["строка\n".repeat((megabytes * 2 ** 20) / 13)], "отчёт.txt"))
      return app().request(`http://127.0.0.1:3000${path}`, { method: "POST", body: form, headers: { Origin: "null" } })
    }
    const own = `${admin.path}/${second}`
    expect((await send(own, 6)).status).toBe(303)
    expect((await send(`/en${own}`, 6)).status).toBe(303)
    expect((await visitor(app()).get(`${own}?kind=report`)).text).toContain("отчёт.txt")
    const large = await send(own, 21)
    expect(large.status).toBe(422)
    expect(await large.text()).toContain("больше 20 МБ")
    expect((await send(own, 52)).status).toBe(413)
    expect((await send("/answer", 6)).status).toBe(403)
    expect((await send("/answer/1-short/7", 6)).status).toBe(403)
  })

  it("counts milestones on the way", async () => {
    const browser = visitor(app())
    const lines = { text1: "Выбрать скамьи", due1: "через 2 недели", text2: "Поставить", due2: "", text3: "", due3: "" }
    expect((await browser.post(`${admin.path}/${first}/steps`, { ...lines, due2: "когда-то", key: "m" })).status).toBe(
      422,
    )
    expect((await browser.post(`${admin.path}/${first}/steps`, { ...lines, key: "n" })).status).toBe(303)
    const { text } = await browser.get(`${admin.path}/${first}`)
    await expectValidHtml(text)
    expect(text).toContain("до 5 декабря 2026")
    const done = /action="([^"]+\/steps\/\d+)"/.exec(text)![1]!
    expect((await browser.post(done, { key: "d" })).status).toBe(303)
    expect((await browser.post(done, { key: "e" })).location).toBe(`${admin.path}/${first}`)
    expect((await browser.get(`${admin.path}/${first}`)).text).toContain("Готово 21 ноября 2026")
    await browser.post(`${admin.path}/${first}/steps`, { text1: "Покрасить", due1: "", key: "o" })
    const rows = await services.db
      .selectFrom("commitments.step")
      .select(["text", "done_on as on"])
      .orderBy("position")
      .execute()
    expect(rows).toEqual([
      { text: "Выбрать скамьи", on: "2026-11-21" },
      { text: "Покрасить", on: null },
    ])
  })
})

describe("a link that opens nothing", () => {
  it("says why and whom to ask: replaced, revoked, expired, never given out", async () => {
    const { recipient, path } = await addressOf(requestOf(/слепых/))
    const coordinator = (await signedIn(services, "coordinator")).browser
    const says = async (address: string, status: number, words: string) => {
      for (const answer of [
        await visitor(app()).get(address),
        await visitor(app()).post(`${address}/1`, { kind: "ask" }),
      ]) {
        expect(answer.status).toBe(status)
        for (const said of [words, "Осипова Л. М.", "tel:80001234567", 'href="/answer"'])
          expect(answer.text).toContain(said)
      }
    }
    const card = `/recipients/${recipient.id}/link`
    expect((await coordinator.get(card)).text).toContain(path)
    await expectValidHtml((await coordinator.get(card)).text)
    await coordinator.post(card, { do: "renew", key: "r1" })
    await says(path, 410, "выдана новая")
    const renewed = await addressOf(requestOf(/слепых/))
    expect((await visitor(app()).get(renewed.path)).status).toBe(200)
    expect((await coordinator.get(`${card}/revocation`)).text).toContain("больше нельзя будет ответить")
    await coordinator.post(card, { do: "revoke", key: "r2" })
    await says(renewed.path, 410, "отозвал")
    expect((await visitor(app()).post("/answer", { code: renewed.code })).status).toBe(422)
    await says(`${path.slice(0, -3)}AAA`, 404, "Такой ссылки нет")
    await says("/answer/1-short", 404, "Такой ссылки нет")
    await services.db
      .transaction()
      .execute((tx) => replaceLink(tx, services.secret, recipient.id, { expiresAt: new Date(now + 1000) }))
    const short = await addressOf(requestOf(/слепых/))
    expect((await visitor(app()).get(short.path)).status).toBe(200)
    now += 2000
    await says(short.path, 410, "истёк")
    expect((await visitor(app()).post("/answer", { code: short.code })).status).toBe(410)
  })

  it("may be renewed and revoked by those alone who keep its territory", async () => {
    const card = `/recipients/${admin.recipient.id}/link`
    const elsewhere = (await signedIn(services, "coordinator", { kind: "territory", id: 0 })).browser
    for (const browser of [visitor(app()), (await signedIn(services, "member")).browser, elsewhere]) {
      expect((await browser.get(card)).status).toBe(403)
      expect((await browser.post(card, { do: "revoke" })).status).toBe(403)
    }
    expect((await visitor(app()).get(admin.path)).status).toBe(200)
  })

  it("cannot be found by guessing: one address is slowed down, and a good link opens all the while", async () => {
    const thief = visitor(app(), { address: "198.51.100.66" })
    const guess = (i: number) => thief.get(`/answer/1-${String(i).padStart(24, "x")}`)
    const found: number[] = []
    for (let i = 0; i < 30; i++) found.push((await guess(i)).status)
    expect(new Set(found)).toEqual(new Set([404, 429]))
    const refused = await guess(99)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(20)
    expect(refused.text).toContain("Осипова Л. М.")
    expect((await thief.get(admin.path)).status).toBe(200)
    expect((await visitor(app(), { address: "198.51.100.67" }).get("/answer/1-xxxxxxxxxxxxxxxxxxxxxxxx")).status).toBe(
      404,
    )
  })
})

describe("a printed code", () => {
  it("is forgiven lookalikes, spaces and case, and leads to the page of the link", async () => {
    const looks = (code: string) =>
      code
        .toLowerCase()
        .replace(/[abekmhpctyx]/g, (letter) => "авекмнрстух"["abekmhpctyx".indexOf(letter)]!)
        .replace("-", " ")
    for (const code of [admin.code, admin.code.replace("-", ""), ` ${looks(admin.code)} `])
      expect((await visitor(app()).post("/answer", { code })).location).toBe(admin.path)
  })

  it("cannot be guessed from one address", async () => {
    const thief = visitor(app(), { address: "198.51.100.80" })
    const tries: number[] = []
    for (let i = 0; i < 20; i++) tries.push((await thief.post("/answer", { code: `ABCDE-${10_000 + i}` })).status)
    expect(tries.filter((status) => status === 422)).toHaveLength(15)
    expect(tries.at(-1)).toBe(429)
    expect((await thief.post("/answer", { code: admin.code })).status).toBe(429)
    expect((await visitor(app(), { address: "198.51.100.81" }).post("/answer", { code: admin.code })).status).toBe(303)
    await expectValidHtml((await thief.get("/answer")).text)
  })
})

describe("a link in wrong hands", () => {
  it("slows down whoever sends without end, loses nothing of what was typed, and leaves other links alone", async () => {
    const asking = { kind: "ask", text: "Какие именно скамьи?", name: "Зимина И. Л.", post: "начальник", seen: "999" }
    const send = (key: string) => visitor(app()).post(`${admin.path}/${first}/answer`, { ...asking, key })
    const before = await services.db.selectFrom("commitments.act").select("id").execute()
    for (let i = 0; i < 200; i++) await take(services.db, [holderBucket(admin.recipient.id)], new Date(now))
    const refused = await send("w1")
    expect(refused.text).toContain("Слишком много попыток подряд")
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0)
    expect(await services.db.selectFrom("commitments.act").select("id").execute()).toEqual(before)
    expect((await visitor(app()).get(`${admin.path}/${first}?kind=ask`)).text).toContain("Какие именно скамьи?")
    expect(await take(services.db, [holderBucket(admin.recipient.id + 1)], new Date(now))).toBeNull()
    now += 61_000
    expect((await send("w2")).status).toBe(303)
  })
})

import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { sentBy } from "#test/sent-queries.ts"
import { testServices } from "#test/services.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { adopted } from "../testing/asked.ts"
import { commentsBelow, saveAudience, waitingComments } from "./comment.store.ts"
import { tidyComments } from "./tidy-comments.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let item: number
let territory: number
let now = Date.parse("2026-03-10T09:00:00Z")
const clock = { now: () => new Date(now) }

beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url, {}, { clock })
  territory = await aTerritory(services, system("test"), "Луговой")
  item = (await adopted(services, { territoryId: territory })).items[0]!.id
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})
beforeEach(async () => {
  await sql`TRUNCATE commitments.comment, commitments.comment_rule, platform.throttle`.execute(services.db)
  services.cache.clear()
})

const form = () => `/items/${item}/comments/new`
const stampIn = (html: string) => /name="stamp" value="([^"]+)"/.exec(html)![1]!
const stored = () => services.db.selectFrom("commitments.comment").selectAll().orderBy("id").execute()
const itemPage = async (as: Visitor = visitor(buildApp(services))) => (await as.get(`/items/${item}`)).text
let key = 0

/** Opens the form, waits, sends it. */
async function say(as: Visitor, typed: Record<string, string>, wait = 5000) {
  const stamp = stampIn((await as.get(form())).text)
  now += wait
  return as.post(form(), { key: `k${++key}`, stamp, name: "", ...typed })
}

test("a visitor's comment waits, is looked through and then stands under the item; a member's stands at once", async () => {
  const reader = visitor(buildApp(services))
  expect((await say(reader, { text: "Скамьи нужны\nи навес https://spam.example/x" })).status).toBe(303)
  expect(await stored()).toMatchObject([{ state: "waiting", user_id: null, name: "" }])
  expect(await itemPage()).not.toContain("Скамьи нужны")
  const coordinator = await signedIn(services, "coordinator", { kind: "territory", id: territory })
  expect((await coordinator.browser.get("/comments")).text).toContain("Скамьи нужны")
  const [one] = await stored()
  await coordinator.browser.post(`/comments/${one!.id}/publication`, { key: "p" })
  const shown = await itemPage()
  expect(shown).toContain("Скамьи нужны")
  expect(shown).toContain("без имени")
  expect(shown).not.toContain('href="https://spam.example/x"')
  const member = await signedIn(services, "member")
  await say(member.browser, { text: "См. https://town.example/plan.", name: "Лидия Осипова" })
  const later = await itemPage()
  expect(later).toContain('<a href="https://town.example/plan" rel="nofollow ugc noopener">')
  expect(later.indexOf("Лидия Осипова")).toBeLessThan(later.indexOf("без имени"))
})

test("a comment is hidden with a reason, and comes back", async () => {
  const member = await signedIn(services, "member")
  await say(member.browser, { text: "Грубое слово" })
  const [one] = await stored()
  const { browser } = await signedIn(services, "coordinator")
  const unsaid = await browser.post(`/comments/${one!.id}/hiding`, { key: "h1", reason: " " })
  expect(unsaid.status).toBe(422)
  expect(await itemPage()).toContain("Грубое слово")
  await browser.post(`/comments/${one!.id}/hiding`, { key: "h2", reason: "Грубость" })
  expect(await itemPage()).not.toContain("Грубое слово")
  expect((await browser.get("/comments?state=hidden")).text).toContain("Грубость")
  await browser.post(`/comments/${one!.id}/publication`, { key: "h3" })
  expect(await itemPage()).toContain("Грубое слово")
  const day = 86_400_000
  await browser.post(`/comments/${one!.id}/hiding`, { key: "h5", reason: "Снова" })
  now += 29 * day
  await tidyComments.run(services, {})
  expect(await stored()).toHaveLength(1)
  const back = (await signedIn(services, "coordinator")).browser
  await back.post(`/comments/${one!.id}/publication`, { key: "h6" })
  now += 2 * day
  await tidyComments.run(services, {})
  expect(await stored()).toHaveLength(1)
  const elsewhere = await aTerritory(services, system("test"), "Соседний округ")
  const other = await signedIn(services, "coordinator", { kind: "territory", id: elsewhere })
  expect((await other.browser.post(`/comments/${one!.id}/hiding`, { key: "h4", reason: "Просто так" })).status).toBe(
    403,
  )
  expect((await other.browser.get("/comments?state=published")).text).not.toContain("Грубое слово")
  const later = (await signedIn(services, "coordinator")).browser
  await later.post(`/comments/${one!.id}/hiding`, { key: "h7", reason: "Совсем" })
  now += 31 * day
  await tidyComments.run(services, {})
  expect(await stored()).toEqual([])
})

test("programs are kept out: too quick, too old, invented, or filling in what nobody sees", async () => {
  const reader = visitor(buildApp(services))
  const quick = await say(reader, { text: "Быстрый" }, 1000)
  expect(quick.status).toBe(422)
  expect(quick.text).toContain("слишком быстро")
  expect(quick.text).toContain("Быстрый")
  now += 3000
  expect((await reader.post(form(), { key: "same", stamp: stampIn(quick.text), text: "Быстрый" })).status).toBe(303)
  expect((await say(reader, { text: "Старый" }, 90_000_000)).text).toContain("больше суток")
  expect((await reader.post(form(), { key: "z", text: "Без формы" })).status).toBe(422)
  expect((await say(reader, { text: "Купите", website: "http://x.example" })).status).toBe(422)
  expect((await say(reader, { text: "  " })).status).toBe(422)
  expect((await say(reader, { text: "д".repeat(2001) })).status).toBe(422)
  expect((await stored()).map(({ body }) => body)).toEqual(["Быстрый"])
})

const words = ["", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
const sumIn = (html: string) => {
  const [, a, b] = /Сколько будет (\S+) плюс (\S+)\?/.exec(html)!
  return words.indexOf(a!) + words.indexOf(b!)
}

test("after several comments from one network a question in words is put, and an hour later it is not", async () => {
  const reader = visitor(buildApp(services))
  for (const text of ["Один", "Два", "Три"]) expect((await say(reader, { text })).status).toBe(303)
  const asked = await say(reader, { text: "Четыре", name: "Нина" })
  expect(asked.status).toBe(422)
  expect(asked.text).toContain("Четыре</textarea>")
  const wrong = await reader.post(form(), { key: "q1", stamp: stampIn(asked.text), text: "Четыре", answer: "99" })
  expect(wrong.status).toBe(422)
  const answer = String(sumIn(wrong.text))
  const right = await reader.post(form(), { key: "q2", stamp: stampIn(wrong.text), text: "Четыре", answer })
  expect(right.status).toBe(303)
  now += 3_700_000
  expect((await say(reader, { text: "Пять" })).status).toBe(303)
  expect(await stored()).toHaveLength(5)
  for (let i = 0; i < 25; i++) await reader.post(form(), { key: `f${i}`, text: "Поток" })
  expect((await say(reader, { text: "Шесть" })).status).toBe(429)
})

test("the centre says who may write; one form is one comment; what is hidden is nobody's to comment", async () => {
  const reader = visitor(buildApp(services))
  const admin = (await signedIn(services, "administrator")).browser
  await admin.post("/settings/comments", { key: "s1", who: "members" })
  expect(await itemPage()).toContain("Войдите, чтобы написать")
  expect((await reader.get(form())).status).toBe(403)
  const member = (await signedIn(services, "member")).browser
  const stamp = stampIn((await member.get(form())).text)
  for (let i = 0; i < 2; i++) await member.post(form(), { key: "twice", stamp, text: "Один раз" })
  expect(await stored()).toHaveLength(1)
  await admin.post("/settings/comments", { key: "s2", who: "off" })
  expect(await itemPage()).not.toContain("Один раз")
  expect((await member.get(form())).status).toBe(403)
  await services.db.transaction().execute((tx) => saveAudience(tx, "everybody"))
  await sql`UPDATE deliberation.resolution SET visibility = 'internal'`.execute(services.db)
  expect((await reader.get(form())).status).toBe(404)
  expect((await reader.get(`/api/v1/items/${item}/comments`)).status).toBe(404)
  await sql`UPDATE deliberation.resolution SET visibility = 'open'`.execute(services.db)
})

test("programs read, write and look through comments", async () => {
  const member = (await signedIn(services, "member")).browser
  const path = `/api/v1/items/${item}/comments`
  expect((await visitor(buildApp(services)).json(path, { text: "Никто" })).status).toBe(403)
  const { id } = JSON.parse((await member.json(path, { text: "Через программу", name: "Клуб" })).text)
  const open = JSON.parse((await visitor(buildApp(services)).get(path)).text)
  expect(open).toMatchObject({ items: [{ id, text: "Через программу", name: "Клуб", member: true }], next: null })
  expect((await member.get("/api/v1/comments")).status).toBe(403)
  const staff = (await signedIn(services, "coordinator")).browser
  const hidden = { state: "hidden", reason: "Реклама" }
  expect((await staff.json(`/api/v1/comments/${id}/decision`, hidden)).status).toBe(200)
  const list = JSON.parse((await staff.get("/api/v1/comments?state=hidden")).text)
  expect(list.items).toMatchObject([{ id, item, reason: "Реклама" }])
})

test("twenty stand under the item by one query, older ones on a page of their own; waiting ones are counted", async () => {
  const rows = Array.from({ length: 90 }, (_, i) => ({
    item_id: item,
    territory_id: territory,
    user_id: null,
    body: `Голос ${i}.`,
    state: i < 75 ? ("published" as const) : ("waiting" as const),
    at: clock.now(),
  }))
  await services.db.insertInto("commitments.comment").values(rows).execute()
  const sent = await sentBy(() => commentsBelow(services.db, item))
  expect(sent).toHaveLength(1)
  const page = await itemPage()
  expect(page.match(/Голос \d+\./g)).toHaveLength(20)
  const more = /href="(\/items\/\d+\/comments\?before=\d+)"/.exec(page)![1]!
  const older = (await visitor(buildApp(services)).get(more)).text
  expect(older).toContain("Голос 54.")
  expect(older).toContain("Голос 5.")
  expect(older).not.toContain("Голос 4.<")
  expect(await waitingComments(services.db, "everywhere")).toBe(15)
  expect(await waitingComments(services.db, [territory])).toBe(15)
  expect(await waitingComments(services.db, [])).toBe(0)
})

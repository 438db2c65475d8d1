import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { amendResolution } from "#modules/deliberation/resolution/amend-resolution.ts"
import { showResolution } from "#modules/deliberation/resolution/show-resolution.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../../app.ts"
import { answerRequest } from "../request/answer-request.ts"
import { asked, doer, holderOf } from "../testing/asked.ts"
import { unfollow } from "./follow.ts"
import { tellFollowers } from "./tell-followers.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let made: Awaited<ReturnType<typeof asked>>
const item = () => made.items[0]!.id
const mailbox = "sosedka@example.ru"

beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})
beforeEach(async () => {
  await sql`TRUNCATE commitments.subscription, commitments.untold_change, platform.outgoing_mail, platform.throttle`.execute(
    services.db,
  )
  made = await asked(services)
  await workOff(services, database.url)
  await sql`TRUNCATE platform.outgoing_mail`.execute(services.db)
})

const letters = () =>
  services.db
    .selectFrom("platform.outgoing_mail")
    .select(["to_address as to", "subject", "body_text as text", "headers"])
    .where("purpose", "=", "follow")
    .orderBy("id")
    .execute()
const followers = () => services.db.selectFrom("commitments.subscription").selectAll().execute()
const linkIn = (text: string, name: "follow" | "unfollow") => new RegExp(`/${name}/[\\w-]+`).exec(text)![0]
const reader = () => visitor(buildApp(services))

async function subscribed(path: string, email = mailbox) {
  await reader().post(`${path}/follow`, { email, key: path + email })
  const { text } = (await letters()).at(-1)!
  await reader().post(linkIn(text, "follow"))
  await sql`TRUNCATE platform.outgoing_mail`.execute(services.db)
}
const accepted = async (at = 0) => {
  const request = made.requests[at]!
  const said = { name: "Ольга Ветрова", post: "заместитель главы", termOn: "2999-04-10" }
  await doer(services, holderOf(request))(answerRequest, { id: request.id, kind: "accept", ...said })
}
/** Lets reactions work, then tells what is due. */
async function tell() {
  await workOff(services, database.url)
  await tellFollowers.run(services, { resolution: made.id })
}

test("a subscription begins when the letter's link is used, not when it is opened; the address is kept nowhere before", async () => {
  const asking = await reader().post(`/items/${item()}/follow`, { email: " Sosedka@Example.ru ", key: "one" })
  expect(asking.status).toBe(303)
  const [letter] = await letters()
  expect(letter!.to).toBe(mailbox)
  const path = linkIn(letter!.text, "follow")
  expect((await reader().get(path)).text).toContain("Начать подписку")
  expect(await followers()).toEqual([])
  expect((await reader().post(path)).status).toBe(303)
  expect((await reader().post(path)).status).toBe(303)
  expect(await followers()).toMatchObject([{ email: mailbox, item_id: item(), user_id: null }])
  const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM platform.event e
    LEFT JOIN platform.event_value v ON v.event_id = e.id
    WHERE concat(e.payload::text, v.before::text, v.after::text) LIKE '%osedka%'`.execute(services.db)
  expect(Number(rows[0]!.n)).toBe(0)
  const broken = `${path.slice(0, -3)}aaa`
  expect((await reader().get(broken)).status).toBe(410)
})

test("nobody's mailbox is flooded, and one address asks so many times", async () => {
  const answers = []
  for (let i = 0; i < 8; i++)
    answers.push(await reader().post(`/items/${item()}/follow`, { email: mailbox, key: `k${i}` }))
  expect(answers.at(-1)!.status).toBe(429)
  expect(answers.at(-1)!.text).toContain(mailbox)
  expect((await letters()).length).toBeLessThan(6)
  const wrong = await reader().post(`/items/${item()}/follow`, { email: "не адрес", key: "w" })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toContain("не адрес")
})

test("several changes are one letter, with what is open only; who follows something else gets none", async () => {
  await subscribed(`/items/${item()}`)
  await subscribed(`/resolutions/${made.id}`, "wide@example.ru")
  await subscribed(`/items/${item()}`, "wide@example.ru")
  await subscribed(`/items/${made.items[2]!.id}`, "other@example.ru")
  await accepted()
  const request = made.requests[0]!
  const who = { name: "Ольга Ветрова", post: "заместитель главы" }
  const official = doer(services, holderOf(request))
  await official(answerRequest, { id: request.id, kind: "ask", text: "Секретный вопрос", ...who })
  await official(answerRequest, { id: request.id, kind: "report", share: 40, text: "Две скамьи стоят", ...who })
  await workOff(services, database.url)
  expect(await letters()).toEqual([])
  const { rows } = await sql<{ wait: number }>`
    SELECT extract(epoch FROM run_at - now()) / 60 AS wait
    FROM graphile_worker.jobs WHERE key = ${`followers ${made.id}`}`.execute(services.db)
  expect(rows.map(({ wait }) => Math.ceil(Number(wait)))).toEqual([10])
  await tell()
  const sent = await letters()
  expect(sent.map(({ to }) => to)).toEqual([mailbox, "wide@example.ru"])
  expect(sent[0]!.text).toContain("Взято в работу, срок: до 10 апреля 2999")
  expect(sent[0]!.text).toContain("Две скамьи стоят")
  expect(sent[0]!.text).not.toMatch(/Ветрова|Секретный/)
  expect(sent[0]!.headers).toMatchObject({ "List-Unsubscribe": expect.stringContaining("/unfollow/") })
  await tellFollowers.run(services, { resolution: made.id })
  expect(await letters()).toHaveLength(2)
})

test("an amendment is told; what became internal is not", async () => {
  await subscribed(`/items/${item()}`)
  const { db, clock, listeners } = services
  const caller = { db, clock, listeners, actor: system("test") }
  const change = { itemId: item(), field: "text", after: "поставить десять скамей" }
  await perform(amendResolution, caller, {
    id: made.id,
    amendedOn: "2026-03-09",
    reason: "Опечатка",
    changes: [change],
  })
  await tell()
  expect((await letters())[0]!.text).toContain("десять скамей")
  await accepted()
  await workOff(services, database.url)
  await perform(showResolution, caller, { id: made.id, visibility: "internal" })
  await tell()
  expect(await letters()).toHaveLength(1)
  await perform(showResolution, caller, { id: made.id, visibility: "participants" })
  const [bench] = made.requests
  const said = { channel: "phone", evidence: "Сказали", share: 50, text: "Половина готова" }
  await doer(services)(answerRequest, { id: bench!.id, kind: "report", ...said })
  await tell()
  expect(await letters()).toHaveLength(1)
})

test("one click unsubscribes without a cookie, an origin and a redirect; opening the link changes nothing", async () => {
  await subscribed(`/items/${item()}`)
  await accepted()
  await tell()
  const path = linkIn((await letters())[0]!.text, "unfollow")
  expect((await reader().get(path)).status).toBe(200)
  expect(await followers()).toHaveLength(1)
  const click = () =>
    buildApp(services).request(`https://mail.example${path}`, {
      method: "POST",
      body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }),
    })
  expect((await click()).status).toBe(200)
  expect(await followers()).toEqual([])
  const again = await click()
  expect(again.status).toBe(200)
  expect(await again.text()).toContain("Вы отписались")
  expect((await reader().get(`${path.slice(0, -2)}aa`)).status).toBe(404)
})

test("nobody ends the subscription of an address by its number", async () => {
  await subscribed(`/items/${item()}`)
  const [one] = await followers()
  await expect(doer(services, { kind: "visitor" })(unfollow, { id: one!.id })).rejects.toMatchObject({ status: 404 })
  expect(await followers()).toHaveLength(1)
})

test("a user follows by one click, reads at the account's address, and lists and ends it by the API", async () => {
  const { browser, email } = await member()
  await browser.post(`/items/${item()}/follow`, { key: "a", do: "add" })
  await accepted()
  await tell()
  expect((await letters()).map(({ to }) => to)).toEqual([email])
  const { items } = JSON.parse((await browser.get("/api/v1/subscriptions")).text)
  expect(items).toMatchObject([{ of: "item", about: item() }])
  expect((await browser.get(`/items/${item()}/follow`)).text).toContain("Больше не присылать")
  const list = await browser.get("/settings/following")
  await expectValidHtml(list.text)
  expect(list.text).toContain("Пункт 1 резолюции «Резолюция круглого стола „Тёплый двор“»")
  expect((await browser.get("/settings")).text).toContain("/settings/following")
  const stranger = await member()
  expect((await stranger.browser.get("/settings/following")).text).toContain("Вы пока ни за чем не следите")
  const wrong = await stranger.browser.post("/settings/following", { id: items[0].id, key: "x" })
  expect(wrong.status).toBe(404)
  const origin = "http://127.0.0.1:3000"
  const end = (as: typeof browser) =>
    buildApp(services).request(`${origin}/api/v1/subscriptions/${items[0].id}`, {
      method: "DELETE",
      headers: { Cookie: [...as.jar].map((pair) => pair.join("=")).join("; "), Origin: origin },
    })
  expect((await end(stranger.browser)).status).toBe(404)
  expect((await end(browser)).status).toBe(204)
  expect(await followers()).toEqual([])
  await browser.post(`/resolutions/${made.id}/follow`, { key: "b", do: "add" })
  const id = (await followers())[0]!.id
  expect((await browser.post("/settings/following", { id: String(id), key: "c" })).location).toBe("/settings/following")
  expect(await followers()).toEqual([])
})

async function member() {
  const { browser, actor } = await signedIn(services, "member")
  const { userId } = actor as { userId: string }
  const { email } = await services.db
    .selectFrom("platform.app_user")
    .select("email")
    .where("id", "=", userId)
    .executeTakeFirstOrThrow()
  return { browser, email }
}

import { beforeAll, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { setVisibility } from "../progress/progress.store.ts"
import { answerRequest } from "../request/answer-request.ts"
import { decideRequest } from "../request/decide-request.ts"
import { asked, doer, holderOf } from "../testing/asked.ts"

let services: Services
let made: Awaited<ReturnType<typeof asked>>
let declined: number
const who = { name: "Ольга Ветрова", post: "заместитель главы" }

beforeAll(async () => {
  const { url } = await freshDatabase()
  services = testServices(url)
  made = await asked(services)
  const [bench, feast] = made.requests
  const said = (one: { id: number; recipientId: number }, input: object) =>
    doer(services, holderOf(one))(answerRequest, { id: one.id, ...who, ...input })
  await said(bench!, { kind: "accept", termOn: "2999-04-10" })
  await said(bench!, { kind: "ask", text: "Какая именно поликлиника?" })
  declined = (await said(feast!, { kind: "decline", text: "Денег на праздник нет" })).id
})

const read = async (path: string) => (await visitor(buildApp(services)).get(path)).text

test("the front page tells what changed lately, without names, questions and declines nobody looked through", async () => {
  const before = await read("/")
  expect(before).toContain("Взято в работу, срок: до 10 апреля 2999")
  expect(before).toContain("поставить скамьи")
  expect(before).not.toMatch(/Отказ\.|Какая именно|Ветрова/)
  await doer(services)(decideRequest, { id: made.requests[1]!.id, kind: "look", settles: declined })
  services.cache.clear()
  const after = await read("/")
  expect(after).toContain("Отказ.")
  expect(after).toContain("Денег на праздник нет")
})

test("the feed has each change under an address of its own, of one resolution or body if asked", async () => {
  const feed = await read("/requests.rss")
  const links = [...feed.matchAll(/<guid>([^<]+)/g)].map(([, link]) => link)
  expect(links).toHaveLength(2)
  expect(new Set(links).size).toBe(2)
  expect(feed).not.toContain("Ветрова")
  const act = /#act-(\d+)/.exec(links[0]!)![0].slice(1)
  expect(await read(new URL(links[0]!).pathname)).toContain(`id="${act}"`)
  const [own, other] = [made.requests[0]!.partyId!, 999_999]
  expect(await read(`/requests.rss?body=${own}`)).toContain("<item>")
  expect(await read(`/requests.rss?body=${other}`)).not.toContain("<item>")
  expect(await read(`/requests.rss?resolution=${made.id}`)).toContain("<item>")
})

test("what is internal again is told nobody", async () => {
  await setVisibility(services.db, made.id, "internal")
  services.cache.clear()
  expect(await read("/requests.rss")).not.toContain("<item>")
  expect(await read("/")).not.toContain("Взято в работу")
})

import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { answerRequest } from "../request/answer-request.ts"
import { decideRequest } from "../request/decide-request.ts"
import { asked, doer, holderOf } from "../testing/asked.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const official = { name: "Ольга Ветрова", post: "заместитель главы" }

/** A territory with four requests, and who works there on this day. */
async function district(today: string) {
  const services = testServices(database.url, {}, { clock: fixedClock(`${today}T09:00:00Z`) })
  const territory = await aTerritory(services, system("test"), `Район ${crypto.randomUUID().slice(0, 8)}`)
  const { requests } = await asked(services, { territoryId: territory })
  const scope = { kind: "territory", id: territory } as const
  return {
    services,
    requests,
    say: (i: number, kind: string, more: object = {}) => {
      const request = requests[i]!
      return doer(services, holderOf(request))(answerRequest, { id: request.id, kind, ...official, ...more })
    },
    coordinator: await signedIn(services, "coordinator", scope),
    controller: await signedIn(services, "controller", scope),
    elsewhere: await signedIn(services, "coordinator", {
      kind: "territory",
      id: await aTerritory(services, system("test"), `Соседи ${crypto.randomUUID().slice(0, 8)}`),
    }),
    async desk(who: { actor: Parameters<typeof tokenOf>[1] }) {
      const { status, body } = await apiCaller(services, await tokenOf(services, who.actor))("GET", "/desk")
      expect(status).toBe(200)
      const counts = (lists: Record<string, { count: number }>) =>
        Object.fromEntries(Object.entries(lists).flatMap(([name, { count }]) => (count ? [[name, count]] : [])))
      return { deeds: body.deeds, waiting: counts(body.waiting), alarms: counts(body.alarms) }
    },
  }
}

test("each sees what waits in its own territory: a coordinator everything, a controller reports and terms", async () => {
  const d = await district("2026-04-20")
  await d.say(0, "report", { text: "Скамьи стоят", share: 100 })
  await d.say(1, "ask", { text: "Когда праздник?" })
  await d.say(2, "accept", { termOn: "2026-04-25" })
  expect(await d.desk(d.coordinator)).toEqual({
    deeds: 3,
    waiting: { report: 1, ask: 1 },
    alarms: { silent: 1, soon: 1 },
  })
  expect(await d.desk(d.controller)).toMatchObject({ waiting: { report: 1 }, alarms: { silent: 1, soon: 1 } })
  expect(await d.desk(d.elsewhere)).toEqual({ deeds: 0, waiting: {}, alarms: {} })
})

test("a page says it in words, leads to the deed, and names no stranger's request", async () => {
  const d = await district("2026-04-20")
  const { id: act } = await d.say(0, "report", { text: "Скамьи стоят", share: 100 })
  const { status, text } = await d.coordinator.browser.get("/desk")
  expect(status).toBe(200)
  await expectValidHtml(text, "/desk")
  expect(text).toMatch(/Сегодня 4 дела/)
  expect(text).toContain(`/requests/${d.requests[0]!.id}/decision/release?act=${act}`)
  expect(text).toContain("/reminders/new?alarm=silent")
  expect((await d.controller.browser.get("/desk")).text).not.toContain("/reminders/new")
  const empty = await d.elsewhere.browser.get("/desk")
  expect(empty.text).toContain("Всё спокойно")
  expect(empty.text).not.toContain("/decision/")
  const members = await signedIn(d.services, "member")
  expect((await members.browser.get("/desk")).status).toBe(403)
  expect((await visitor(buildApp(d.services)).get("/desk")).location).toMatch(/^\/sign-in/)
})

test("time moves requests from list to list: due soon, overdue, no answer after the day that was named", async () => {
  const d = await district("2026-03-10")
  await d.say(0, "accept", { termOn: "2026-03-20" })
  await d.say(1, "receive", { until: "2026-03-12" })
  expect((await d.desk(d.coordinator)).alarms).toEqual({})
  const on = async (day: string) => {
    d.services.clock = fixedClock(`${day}T09:00:00Z`)
    return (await d.desk(d.coordinator)).alarms
  }
  expect(await on("2026-03-14")).toEqual({ soon: 1, silent: 1 })
  expect(await on("2026-03-20")).toEqual({ soon: 1, silent: 3 })
  expect(await on("2026-03-21")).toEqual({ overdue: 1, silent: 3 })
})

test("who has asked is not silent: neither while we owe a word, nor right after we gave it", async () => {
  const d = await district("2026-04-20")
  const { id: settles } = await d.say(0, "ask", { text: "Сколько скамей?" })
  const silent = async (day: string) => {
    d.services.clock = fixedClock(`${day}T09:00:00Z`)
    const call = apiCaller(d.services, await tokenOf(d.services, d.coordinator.actor))
    const { body } = await call("GET", `/requests?alarm=silent&resolution=${d.requests[0]!.resolutionId}`)
    expect((await d.desk(d.coordinator)).alarms.silent).toBe(body.count)
    return body.count
  }
  expect(await silent("2026-05-20")).toBe(3)
  await doer(d.services)(decideRequest, { id: d.requests[0]!.id, kind: "reply", settles, text: "Четыре" })
  expect(await silent("2026-05-21")).toBe(3)
  expect(await silent("2026-06-10")).toBe(4)
})

test("whom no letter can reach stands on the desk until there is an address or a letter on paper", async () => {
  const d = await district("2026-03-04")
  await d.say(0, "hand_over", { text: "Это не к нам", handTo: "Служба дворов города Лугового" })
  const { text } = await d.coordinator.browser.get("/desk")
  expect(text).toContain("Некому отправить")
  expect(text).toContain("Служба дворов города Лугового")
  await d.services.db
    .updateTable("commitments.recipient")
    .set({ email: "dvory@lugovoy.example" })
    .where("addressee", "=", "Служба дворов города Лугового")
    .execute()
  expect((await d.coordinator.browser.get("/desk")).text).not.toContain("Некому отправить")
})

test("a settled act leaves the desk; a letter that failed stands there", async () => {
  const d = await district("2026-03-04")
  const { id: settles } = await d.say(0, "ask", { text: "Сколько скамей?" })
  expect((await d.desk(d.coordinator)).waiting).toEqual({ ask: 1 })
  await doer(d.services)(decideRequest, { id: d.requests[0]!.id, kind: "reply", settles, text: "Четыре" })
  expect((await d.desk(d.coordinator)).waiting).toEqual({})
  await d.services.db
    .updateTable("platform.outgoing_mail")
    .set({ state: "failed", error: "550 no such user" })
    .where("reply_route", "=", `answer-${d.requests[0]!.recipientId}`)
    .execute()
  expect((await d.coordinator.browser.get("/desk")).text).toContain("office0@lugovoy.example")
  expect((await d.elsewhere.browser.get("/desk")).text).not.toContain("office0@")
})

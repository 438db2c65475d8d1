import { strFromU8, unzipSync } from "fflate"
import { beforeEach, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import type { Visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { answerRequest } from "../request/answer-request.ts"
import { loadRule } from "../rule/rule.store.ts"
import { asked, doer, holderOf } from "../testing/asked.ts"
import { remindersOf } from "./register.store.ts"
import { watchRound } from "./round.ts"

let services: Services
let coordinator: Visitor
let requests: Awaited<ReturnType<typeof asked>>["requests"]

beforeEach(async () => {
  const { url } = await freshDatabase()
  services = testServices(url, {}, { clock: fixedClock("2026-03-03T06:00:00Z") })
  requests = (await asked(services)).requests
  services = { ...services, clock: fixedClock("2026-04-02T06:00:00Z") }
  await services.db.deleteFrom("platform.outgoing_mail").execute()
  coordinator = (await signedIn(services, "coordinator")).browser
})

const offered = (text: string) =>
  Object.fromEntries(
    [...text.matchAll(/name="(about\.\d+)" value="([\d ]+)"/g)].map(([, name, value]) => [name!, value!]),
  )
const ticked = (about: Record<string, string>) =>
  Object.fromEntries(Object.keys(about).map((name) => [name.replace("about", "send"), "yes"]))
const unescaped = (text: string) => text.replaceAll("&quot;", '"')

test("every page is valid HTML in both languages, empty and full", async () => {
  const paths = ["/reminders", "/reminders/new?alarm=silent", "/reminders/new?alarm=soon", "/reminders/paper"]
  const all = [...paths, "/settings/watching", "/settings"].flatMap((path) => [path, `/en${path}`])
  for (const path of all) await expectValidHtml((await coordinator.get(path)).text, path)
  await watchRound(services)
  await coordinator.post("/reminders/paper", { key: "1" })
  for (const path of all) await expectValidHtml((await coordinator.get(path)).text, path)
})

describe("reminding by hand", () => {
  test("what is previewed is what goes, but for the link, which is hidden; nobody twice a day", async () => {
    const page = await coordinator.get("/reminders/new?alarm=silent")
    expect(page.status).toBe(200)
    expect(page.text).toContain("Отправить 3 напоминания")
    const previewed = [...page.text.matchAll(/<pre class="letter">([\s\S]*?)<\/pre>/g)].map(([, text]) =>
      unescaped(text!),
    )
    const about = offered(page.text)
    const [unticked] = Object.keys(about)
    const sent = await coordinator.post("/reminders/new?alarm=silent", {
      key: "1",
      ...about,
      ...ticked(about),
      [unticked!.replace("about", "send")]: "",
    })
    expect(sent.location).toBe("/reminders")
    const [mail, ...others] = await services.db.selectFrom("platform.outgoing_mail").selectAll().execute()
    expect(others).toEqual([])
    const hidden = `${mail!.subject}\n\n${mail!.body_text}`
      .replace(/\/answer\/[\w-]+/, "/answer/•••")
      .replace(/[A-Z2-9]{5}-[A-Z2-9]{5}/, "•••••-•••••")
    expect(previewed).toContain(hidden)
    expect(page.text).not.toMatch(/\/answer\/\w/)
    const again = await coordinator.get("/reminders/new?alarm=silent")
    expect(Object.keys(offered(again.text))).toEqual([unticked])
    const twice = await coordinator.post("/reminders/new?alarm=silent", { key: "2", ...about, ...ticked(about) })
    expect(twice.location).toBe("/reminders")
    expect((await coordinator.get("/reminders")).text).toContain("Уже напомнили сегодня: Совет ветеранов")
    const none = await coordinator.post("/reminders/new?alarm=silent", { key: "3", ...about })
    expect([none.status, none.text.includes("Отметьте хотя бы одно письмо")]).toEqual([422, true])
    const third = await coordinator.post("/reminders/new?alarm=silent", { key: "4", ...about, ...ticked(about) })
    expect([third.status, third.text.includes("уже напомнили сегодня")]).toEqual([422, true])
    const known = await remindersOf(services.db, [requests[0]!.id])
    expect(known.get(requests[0]!.id)).toMatchObject([
      { kind: "reminder", alarm: "silent", byHand: true, onDay: "2026-04-02" },
    ])
    const told = await coordinator.get(`/requests/${requests[0]!.id}`)
    expect(told.text).toContain("Напоминания по этому запросу")
  })

  test("filters by resolution and body; a day off is said", async () => {
    const count = async (query: string) =>
      Object.keys(offered((await coordinator.get(`/reminders/new?alarm=silent&${query}`)).text)).length
    expect(await count(`resolution=${requests[0]!.resolutionId}`)).toBe(3)
    expect(await count("resolution=999")).toBe(0)
    expect(await count(`body=${requests[0]!.partyId}`)).toBe(1)
    const sunday = { ...services, clock: fixedClock("2026-04-05T06:00:00Z") }
    const { browser } = await signedIn(sunday, "coordinator")
    expect((await browser.get("/reminders/new?alarm=silent")).text).toContain("Сегодня нерабочий день")
  })

  test("a coordinator of elsewhere neither sees nor sends", async () => {
    const id = await aTerritory(services, system("test"), "Соседний округ")
    const { browser } = await signedIn(services, "coordinator", { kind: "territory", id })
    const about = offered((await coordinator.get("/reminders/new?alarm=silent")).text)
    expect((await browser.get("/reminders/new?alarm=silent")).text).toContain("Напоминать некому")
    const tried = await browser.post("/reminders/new?alarm=silent", { key: "1", ...about, ...ticked(about) })
    expect(tried.status).toBe(422)
    expect(await services.db.selectFrom("commitments.reminder").selectAll().execute()).toEqual([])
  })
})

describe("on paper", () => {
  test("letters get numbers, words of a reminder and a code; what was answered meanwhile is dropped", async () => {
    await watchRound(services)
    const list = await coordinator.get("/reminders/paper")
    expect(list.text).toContain("Подготовить 4 письма")
    const veterans = requests.find((r) => r.addressee.startsWith("Совет ветеранов"))!
    await doer(services, holderOf(veterans))(answerRequest, {
      id: veterans.id,
      kind: "decline",
      text: "Не можем",
      name: "Иван Тропинин",
      post: "председатель",
    })
    expect((await coordinator.post("/reminders/paper", { key: "1" })).location).toBe("/reminders/paper")
    const after = await coordinator.get("/reminders/paper")
    expect(after.text).toContain("Писем подготовлено: 3. Не понадобилось: 1.")
    const address = /href="(\/reminders\/paper\/\d+\.zip)"/.exec(after.text)![1]!
    const answer = await buildApp(services).request(`http://127.0.0.1:3000${address}`, {
      headers: { Cookie: [...coordinator.jar].map(([name, value]) => `${name}=${value}`).join("; ") },
    })
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()))
    expect(Object.keys(files)).toEqual([
      "Исх. 4 — Общество слепых города Лугового.docx",
      "Исх. 5 — Администрация города Лугового.docx",
      "Исх. 6 — Общество слепых города Лугового.docx",
    ])
    const words = (name: string) =>
      strFromU8(unzipSync(files[name]!)["word/document.xml"]!)
        .replace(/<[^>]*>/g, "")
        .replace(/\u00a0/g, " ")
    expect(words("Исх. 4 — Общество слепых города Лугового.docx")).toMatch(
      /Напоминаем о пунктах[\s\S]*переходов[\s\S]*Ждём ответа с 3 марта 2026 г[\s\S]*[A-Z2-9]{5}-[A-Z2-9]{5}/,
    )
    expect(words("Исх. 5 — Администрация города Лугового.docx")).toContain("Сообщаем Вам как руководителю")
    const letters = await services.db
      .selectFrom("commitments.letter")
      .select(["kind", "number", "channel"])
      .where("kind", "!=", "request")
      .orderBy("number")
      .execute()
    expect(letters.map((l) => [l.kind, l.number, l.channel])).toEqual([
      ["reminder", 4, "paper"],
      ["escalation", 5, "paper"],
      ["escalation", 6, "paper"],
    ])
    const nothing = await coordinator.post("/reminders/paper", { key: "2" })
    expect([nothing.status, nothing.text.includes("Печатать нечего: писем на бумаге нет")]).toEqual([409, true])
  })
})

describe("/settings/watching", () => {
  const rule = {
    silentDays: "10",
    soonDays: "5",
    repeatDays: "7",
    escalateDays: "20",
    linkDays: "200",
    sendHour: "10",
    automatic: "yes",
  }
  test("is kept with its history; comparisons take the date of a decision", async () => {
    const refused = await coordinator.post("/settings/watching", { key: "1", ...rule, comparisons: "yes" })
    expect([refused.status, refused.text.includes("Укажите дату решения совета")]).toEqual([422, true])
    expect(refused.text).toContain('value="200"')
    const decision = { comparisons: "yes", decidedOn: "20.03.2026", basis: "протокол № 3" }
    expect((await coordinator.post("/settings/watching", { key: "2", ...rule, ...decision })).location).toBe(
      "/settings/watching",
    )
    expect(await loadRule(services.db)).toMatchObject({
      silentDays: 10,
      linkDays: 200,
      sendHour: 10,
      comparisons: true,
    })
    const page = await coordinator.get("/settings/watching")
    for (const part of ["протокол № 3", "20 марта 2026", "Нет ответа, дней", "Сравнение показывать"])
      expect(page.text).toContain(part)
  })

  test.each([
    ["nonsense", { silentDays: "много" }, "целое число дней"],
    ["an escalation before the first reminder", { escalateDays: "9" }, "Руководителю пишут не раньше"],
    ["an hour of the night", { sendHour: "3" }, "Напишите час от 6 до 17"],
    ["a decision that is not there yet", { comparisons: "yes", decidedOn: "2027-01-01" }, "ещё не наступил"],
  ])("refuses %s", async (_, wrong, said) => {
    const answer = await coordinator.post("/settings/watching", { key: "1", ...rule, ...wrong })
    expect([answer.status, answer.text.includes(said)]).toEqual([422, true])
  })

  test("is not for a coordinator of one territory", async () => {
    const id = await aTerritory(services, system("test"), "Округ")
    const { browser } = await signedIn(services, "coordinator", { kind: "territory", id })
    expect((await browser.get("/settings/watching")).status).toBe(403)
    expect((await browser.post("/settings/watching", { key: "1", ...rule })).status).toBe(403)
  })
})

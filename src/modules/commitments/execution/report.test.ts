import { beforeAll, describe, expect, test } from "vitest"
import { amendResolution } from "#modules/deliberation/resolution/amend-resolution.ts"
import { showResolution } from "#modules/deliberation/resolution/show-resolution.ts"
import { fixedClock } from "#platform/clock.ts"
import { readDocument } from "#platform/documents/read-document.ts"
import { readSheet } from "#platform/office/xlsx.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { answerRequest } from "../request/answer-request.ts"
import { decideRequest } from "../request/decide-request.ts"
import { actsOf } from "../request/request.store.ts"
import { asked, doer } from "../testing/asked.ts"

let url: string
let services: Services
let id: number
let items: { id: number }[]
const on = (day: string) => testServices(url, {}, { clock: fixedClock(`${day}T09:00:00Z`) })
const told = { channel: "phone", evidence: "Сказала по телефону", name: "Ольга Ветрова", post: "заместитель главы" }

beforeAll(async () => {
  ;({ url } = await freshDatabase())
  const start = on("2026-03-03")
  const made = await asked(start)
  ;({ id, items } = made)
  const [bench, feast, , crossings] = made.requests
  const april = doer(on("2026-04-10"))
  await april(answerRequest, { id: bench!.id, kind: "accept", termOn: "2026-06-01", onDay: "2026-04-02", ...told })
  await april(answerRequest, { id: crossings!.id, kind: "decline", text: "Нет людей", ...told })
  await april(answerRequest, { id: feast!.id, kind: "receive", until: "2026-05-01", ...told })
  const may = doer(on("2026-05-20"))
  await may(answerRequest, { id: bench!.id, kind: "report", share: 100, text: "Поставили шесть скамей", ...told })
  const acts = await actsOf(start.db, [bench!.id, crossings!.id])
  const [decline, report] = [acts.find((a) => a.kind === "decline")!, acts.find((a) => a.kind === "report")!]
  const changes = [{ itemId: items[0]!.id, field: "text", after: "Администрации поставить десять скамей." }]
  await may(amendResolution, { id, amendedOn: "2026-05-01", reason: "Уточнили число", changes })
  const june = doer(on("2026-06-03"))
  await june(decideRequest, { id: crossings!.id, kind: "look", settles: decline.id })
  await june(decideRequest, { id: bench!.id, kind: "release", settles: report.id })
  services = on("2026-06-10")
})

const page = async (query = "", reader = visitor(buildApp(services))) => {
  services.cache.clear()
  const answer = await reader.get(`/resolutions/${id}/execution${query}`)
  return { ...answer, main: answer.text.slice(answer.text.indexOf("<main"), answer.text.indexOf("</main>")) }
}
const lasting = (text: string) => /https?:\/\/[^"<]+(\?on=[^"<]+known=[^"<]+)/.exec(text)![1]!.replaceAll("&amp;", "&")

describe("the report as of a day", () => {
  test("tells each item in the words and the state of that day", async () => {
    const march = await page("?on=2026-03-10")
    await expectValidHtml(march.text)
    expect(march.main).toContain("Исполненных пунктов пока нет.")
    expect(march.main).toContain("Без ответа: 3.")
    expect(march.main).toContain("поставить скамьи у поликлиники")
    expect(march.main).not.toMatch(/десять скамей|Нет людей|шесть скамей/)
    const april = await page("?on=2026-04-15")
    expect(april.main).toContain("взято в работу до 1 июня 2026")
    expect(april.main).toMatch(/Отказ\. Текст появится после проверки/)
    const now = await page()
    expect(now.main).toContain("Исполнен 1 пункт из 3.")
    expect(now.main).toContain("десять скамей")
    expect(now.main).toContain("Нет людей")
    expect(now.main).toContain("Поставили шесть скамей")
    const before = await page("?on=2026-03-01")
    expect(before.main).toContain("Не отправлялось: 3.")
  })

  test("says a day in words, refuses one that has not come, and narrows to one addressee", async () => {
    expect((await page(`?on=${encodeURIComponent("15 апреля")}`)).main).toContain("по состоянию на 15 апреля 2026")
    const wrong = await page("?on=2027-01-01")
    expect(wrong.status).toBe(422)
    expect(wrong.main).toContain("который уже наступил")
    const recipient = /value="(\d+)">Администрация/.exec((await page()).text)![1]
    const one = await page(`?addressee=${recipient}`)
    expect(one.main).toContain("десять скамей")
    expect(one.main).not.toContain("неудобных переходов")
  })

  test("names no persons, also to the staff", async () => {
    const { browser } = await signedIn(services, "coordinator")
    const seen = [await page(), await page("", browser)]
    for (const { text } of seen) expect(text).not.toContain("Ветрова")
    expect(seen[1]!.text).toContain("/execution/sending")
    expect(seen[0]!.text).not.toContain("/execution/sending")
  })

  test("by its lasting link stays as it was, though somebody enters later what was said earlier", async () => {
    const { url: other } = await freshDatabase()
    const made = await asked(testServices(other, {}, { clock: fixedClock("2026-03-03T09:00:00Z") }))
    const later = testServices(other, {}, { clock: fixedClock("2026-04-01T09:00:00Z") })
    const read = async (query: string) => {
      later.cache.clear()
      const { text } = await visitor(buildApp(later)).get(`/resolutions/${made.id}/execution${query}`)
      return text.slice(text.indexOf("<main"), text.indexOf("</main>"))
    }
    const link = lasting(await read("?on=2026-03-20"))
    const before = await read(link)
    const late = { kind: "accept", termOn: "2026-06-01", onDay: "2026-03-10", ...told }
    await doer(later)(answerRequest, { id: made.requests[0]!.id, ...late })
    expect(await read("?on=2026-03-20")).toContain("взято в работу до 1 июня 2026")
    expect(await read(link)).toBe(before)
    expect(before).not.toContain("взято в работу до 1 июня")
  })

  test("is there for those alone who may read the resolution", async () => {
    const { url: other } = await freshDatabase()
    const there = testServices(other, {}, { clock: fixedClock("2026-03-03T09:00:00Z") })
    const { id: hidden } = await asked(there)
    await doer(there)(showResolution, { id: hidden, visibility: "internal" })
    const path = `/resolutions/${hidden}/execution`
    for (const ending of ["", ".docx", ".xlsx"])
      expect((await visitor(buildApp(there)).get(path + ending)).status).toBe(404)
    expect((await apiCaller(there)("GET", path)).status).toBe(404)
    expect((await (await signedIn(there, "coordinator")).browser.get(path)).status).toBe(200)
  })
})

describe("as a file", () => {
  const fetched = async (path: string) => {
    const answer = await buildApp(services).request(path)
    expect(answer.status).toBe(200)
    return new Uint8Array(await answer.arrayBuffer())
  }

  test(".docx has a title, the day, the figures and a row for each who was asked", async () => {
    const bytes = await fetched(`/resolutions/${id}/execution.docx?on=2026-06-05`)
    const { lines } = await readDocument(bytes, "otchet.docx")
    const text = lines.map((line) => line.text).join("\n")
    expect(text).toMatch(/Отчёт об исполнении резолюции круглого стола «Тёплый двор/)
    expect(text).toContain("по состоянию на 5 июня 2026 г.")
    expect(text).toContain("Исполнен 1 пункт из 3.")
    for (const words of ["Что ответили и сделали", "Нет людей", "Поставили шесть скамей", "десять скамей", "то же"])
      expect(text).toContain(words)
    expect(text).not.toContain("Ветрова")
  })

  test(".xlsx has one row per request, with real dates and numbers", async () => {
    const read = await readSheet(await fetched(`/resolutions/${id}/execution.xlsx?on=2026-06-05`))
    if (!read.ok) throw new Error(read.code)
    const [head, bench, ...rest] = read.rows
    const at = (name: string) => head!.indexOf(name)
    expect(rest).toHaveLength(3)
    expect(bench![at("Спросили")]).toEqual(new Date("2026-03-03T00:00:00Z"))
    expect(bench![at("Ответ")]).toEqual(new Date("2026-04-02T00:00:00Z"))
    expect(bench![at("Исполнение подтверждено")]).toEqual(new Date("2026-06-03T00:00:00Z"))
    expect(bench![at("Сделано, %")]).toBe("100")
    expect(bench![at("Пункт")]).toBe("Администрации поставить десять скамей.")
  })
})

test("by the API", async () => {
  const { body } = await apiCaller(services)("GET", `/resolutions/${id}/execution?on=2026-04-15`)
  expect(body).toMatchObject({ on: "2026-04-15", figures: { items: 3, asked: 3, answered: 3, released: 0 } })
  expect(body.items[0].requests[0]).toMatchObject({ stage: "accepted", termOn: "2026-06-01", releasedOn: null })
  expect(body.items[2].requests[0].acts[0]).toMatchObject({ kind: "decline", text: "", waits: true })
  const call = apiCaller(services)
  expect((await call("GET", `/resolutions/${id}/execution?on=2027-04-15`)).status).toBe(422)
  expect((await call("GET", "/resolutions/99999/execution")).status).toBe(404)
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { buildApp } from "../../app.ts"
import { loadWorkdays } from "./workdays.store.ts"
import { addWorkdays, isWorkday } from "./workdays.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let token: string
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url, {}, { clock: fixedClock("2026-11-21T09:00:00Z") })
  token = (await signedIn(services, "administrator")).token
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})

const path = "/settings/workdays"
async function send(to: string, body?: FormData | Record<string, string>) {
  const origin = "http://127.0.0.1:3000"
  const answer = await buildApp(services).request(origin + to, {
    ...(body && { method: "POST", body: body instanceof FormData ? body : new URLSearchParams(body) }),
    headers: { Origin: origin, Cookie: `farvater_session=${token}` },
  })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
const upload = (content: string, name = "calendar.csv") => {
  const form = new FormData()
  form.set("file", new File([content], name))
  form.set("key", "k")
  return send(path, form)
}
/** The fields that the form of a preview would send. */
const fieldsOf = (html: string) =>
  Object.fromEntries(
    [
      ...html.slice(html.indexOf("/settings/workdays/years")).matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g),
    ].map(([, name, value]) => [name!, value!]),
  )
const bare = (html: string) => html.replace(/<[^>]+>/g, "\n").replace(/\s+/g, " ")

const holidays2027 = [
  ...[
    "01.01",
    "04.01",
    "05.01",
    "06.01",
    "07.01",
    "08.01",
    "22.02",
    "23.02",
    "08.03",
    "03.05",
    "10.05",
    "14.06",
    "04.11",
  ],
].map((day) => `${day}.2027;выходной`)
const csv2027 = ["дата;день", ...holidays2027, "20.02.2027;сокращённый", "03.11.2027;сокращённый"].join("\n")

describe("the page of the production calendar", () => {
  it("shows the built-in year, and leads there from the settings", async () => {
    expect((await send("/settings")).text).toContain(`href="${path}"`)
    const { text } = await send(path)
    expect(bare(text)).toContain("247 рабочих дней в 2026 году, из них 4 сокращённых.")
    expect(bare(text)).toContain("пятница, 9 января выходной")
    expect(bare(text)).toContain("и переносы Правительства")
    expect(bare((await send(`${path}?year=2027`)).text)).toContain(
      "Переносы выходных, которые Правительство установило",
    )
    await expectValidHtml(text, path)
    expect(bare((await send(`/en${path}`)).text)).toContain("247 working days in 2026, 4 of them short.")
  })

  it("shows what a file changes, stores it, gives it back, and takes the built-in year again", async () => {
    const preview = await upload(csv2027)
    expect(preview.status).toBe(200)
    await expectValidHtml(preview.text, "preview")
    expect(bare(preview.text)).toContain(
      "249 рабочих дней, из них 2 сокращённых. Во встроенном календаре рабочих дней 249.",
    )
    expect(bare(preview.text)).toContain("суббота, 20 февраля выходной сокращённый")
    expect(bare(preview.text)).toContain("понедельник, 22 февраля сокращённый выходной")
    expect(isWorkday(await loadWorkdays(services.db), "2027-02-20")).toBe(false)

    const stored = await send(`${path}/years`, fieldsOf(preview.text))
    expect([stored.status, stored.headers.get("Location")]).toEqual([303, `${path}?year=2027`])
    const w = await loadWorkdays(services.db)
    expect(isWorkday(w, "2027-02-20")).toBe(true)
    expect(addWorkdays(w, "2027-02-20", 1)).toBe("2027-02-24")
    const page = await send(`${path}?year=2027`)
    expect(bare(page.text)).toContain("файл «calendar.csv»")
    expect(bare(page.text)).toContain("Загружен календарь года, особых дней: 15")
    await expectValidHtml(page.text, "2027")

    for (const prefix of ["", "/en"]) {
      const file = await send(`${prefix}${path}/2027.csv`)
      expect(file.headers.get("Content-Disposition")).toContain("workdays-2027.csv")
      const again = fieldsOf((await upload(file.text)).text)
      expect({ ...again, key: "" }).toEqual({ ...fieldsOf(preview.text), key: "" })
    }

    const ask = await send(`${path}/2027/reset`)
    expect(bare(ask.text)).toContain("Загруженный календарь 2027 года: файл «calendar.csv».")
    expect((await send(`${path}/2027/reset`, { key: "r" })).status).toBe(303)
    expect((await loadWorkdays(services.db)).years).toEqual({})
    expect((await send(`${path}/2027/reset`)).status).toBe(404)
    expect((await send(`${path}/2027/reset`, { key: "other" })).status).toBe(404)
  })

  it("warns where holidays would become working days", async () => {
    const { text } = await upload("22.02.2027;выходной")
    expect(bare(text)).toContain("В файле рабочими стали государственные праздники: пятница, 1 января; ")
  })

  it("explains a wrong file line by line and stores nothing", async () => {
    const wrong = await upload(`${csv2027}\n31.11.2027;выходной\n01.12.2027;<b>когда как</b>`)
    expect(wrong.status).toBe(422)
    await expectValidHtml(wrong.text, "wrong")
    expect(bare(wrong.text)).toContain("В файле 2 ошибки")
    expect(wrong.text.indexOf("В файле 2 ошибки")).toBeLessThan(wrong.text.indexOf("встроенный календарь"))
    expect(bare(wrong.text)).toContain("Строка 17: «31.11.2027»: такой даты нет или она неполная")
    expect(wrong.text).toContain("Строка 18: вместо «&lt;b&gt;когда как&lt;/b&gt;»")
    const many = await upload(Array.from({ length: 50 }, () => "1;2").join("\n"))
    expect(bare(many.text)).toContain("И ещё 20 ошибок.")
    expect(bare((await send(path, { key: "k" })).text)).toContain("Файл календаря: Выберите файл")
    const far = await send(`${path}/years`, { key: "t", year: "2027", fileName: "x", "day.2026-01-01": "off" })
    expect(far.status).toBe(422)
    expect((await loadWorkdays(services.db)).years).toEqual({})
  })

  it("keeps quiet days with their reasons", async () => {
    const add = (day: string, reason: string, key: string) => send(`${path}/quiet`, { day, reason, key })
    expect((await add("27 ноября", "Приказ № 4", "a")).headers.get("Location")).toBe(`${path}?year=2026`)
    expect((await loadWorkdays(services.db)).quiet).toEqual(new Set(["2026-11-27"]))
    expect(addWorkdays(await loadWorkdays(services.db), "2026-11-26", 1)).toBe("2026-11-30")
    const page = await send(path)
    expect(bare(page.text)).toMatch(/\(27 ноября 2026 г\.\) Приказ № 4/)
    await expectValidHtml(page.text, "quiet")
    const twice = await add("27.11.2026", "Снова", "b")
    expect(twice.status).toBe(422)
    expect(bare(twice.text)).toContain("Этот день уже тихий")
    expect(twice.text).toContain('value="Снова"')
    expect(bare((await add("когда-нибудь", "", "c")).text)).toContain("Не удалось понять дату")
    expect((await send(`${path}/quiet/2026-11-27/removal`, { key: "d" })).status).toBe(303)
    expect((await loadWorkdays(services.db)).quiet.size).toBe(0)
    expect((await send(`${path}/quiet/2026-11-27/removal`, { key: "e" })).status).toBe(404)
    expect((await send(`${path}/quiet`)).status).toBe(303)
  })

  it("is for administrators only", async () => {
    const { browser } = await signedIn(services, "coordinator")
    expect((await browser.get(path)).status).toBe(403)
    expect((await browser.get(`${path}/2026.csv`)).status).toBe(403)
    expect((await browser.get("/settings")).text).not.toContain(path)
  })
})

import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { readSheet } from "#platform/office/xlsx.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let reader: Visitor
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  staff = (await signedIn(services, "coordinator")).browser
  reader = visitor(buildApp(services))
})

const page = async (who: Visitor, path: string, status = 200) => {
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}
const add = async (form: Record<string, string>, path = "/organisations") => {
  const answer = await staff.post(path, form)
  expect(answer.status, answer.text).toBe(303)
  return answer.location!
}

describe("a card", () => {
  test("is added by a form, read by all, its contacts by the staff", async () => {
    await page(staff, "/organisations/new")
    const contacts = { email: "dom@example.ru", headEmail: "glava@example.ru" }
    const path = await add({ kind: "ngo", name: "АНО «Тёплый дом»", ...contacts, site: "dom.example.ru" })
    expect(path).toMatch(/^\/organisations\/\d+$/)
    const open = await page(reader, path)
    expect(open).toContain('<h1 tabindex="-1">АНО «Тёплый дом»</h1>')
    expect(open).toContain('href="https://dom.example.ru"')
    expect(open).toContain("Карточка добавлена в реестр")
    for (const hidden of [...Object.values(contacts), "Лидия Осипова", `${path}/edit`])
      expect(open).not.toContain(hidden)
    const mine = await page(staff, path)
    for (const shown of [...Object.values(contacts), "Лидия Осипова", `${path}/edit`]) expect(mine).toContain(shown)
    expect(await page(reader, `/en${path}`)).toContain("The card was added to the registry")
  })

  test("that changes nature moves to the other address", async () => {
    const path = await add({ kind: "club", name: "Клуб «Луч»" })
    expect(path).toMatch(/^\/bodies\//)
    const id = path.split("/")[2]
    expect((await reader.get(`/organisations/${id}`)).location).toBe(path)
    const moved = await staff.post(path, { kind: "ngo", name: "Клуб «Луч»", version: "1" })
    expect(moved.location).toBe(`/organisations/${id}`)
    await page(reader, "/organisations/999999", 404)
  })

  test("is edited; what was typed stays when it does not fit, and an outdated form is warned", async () => {
    const path = await add({ kind: "ngo", name: "Искра" })
    await page(staff, `${path}/edit`)
    const wrong = await staff.post(path, { kind: "ngo", name: "Искра света", email: "нет", version: "1" })
    expect(wrong.status).toBe(422)
    await expectValidHtml(wrong.text)
    expect(wrong.text).toContain("Искра света")
    expect(wrong.text).toContain("Это не похоже на адрес почты")
    expect((await staff.post(path, { kind: "ngo", name: "Искра", phone: "1", version: "1" })).location).toBe(path)
    const late = await staff.post(path, { kind: "ngo", name: "Искорка", version: "1" })
    expect(late.status).toBe(422)
    expect(late.text).toContain("карточку изменил кто-то другой")
    expect(late.text).toContain("Искорка")
    expect(await page(reader, path)).not.toContain("Искорка")
    expect((await reader.post(path, { kind: "ngo", name: "Взлом" })).status).toBe(403)
    expect((await reader.get(`${path}/edit`)).status).toBe(403)
  })
})

test("a card keeps ИНН, КПП and ОГРН, says which of them is wrong, and tells a second card of the same", async () => {
  const given = { kind: "ngo", name: "Фонд «Росток»", legalForm: "fund", inn: "7707 083 893", kpp: "773601001" }
  const wrong = await staff.post("/organisations", { ...given, inn: "7707083892", ogrn: "1027700132194", key: "w" })
  expect(wrong.status).toBe(422)
  await expectValidHtml(wrong.text)
  for (const said of ["В ИНН ошибка: контрольная цифра", "В ОГРН ошибка: контрольная цифра", "773601001"])
    expect(wrong.text).toContain(said)
  const path = await add({ ...given, ogrn: "1027700132195" })
  const card = await page(reader, path)
  for (const shown of ["7707083893", "773601001", "1027700132195", "фонд"]) expect(card).toContain(shown)
  expect(await page(reader, "/organisations?q=7707083893")).toContain("Росток")
  const same = await staff.post("/organisations", { ...given, name: "Росток, другой", key: "s" })
  expect(same.text).toContain("уже есть у карточки «Фонд „Росток“»")
  const branch = await add({ ...given, name: "Росток, филиал", kpp: "500101001" })
  const moved = await staff.post(branch, { ...given, name: "Росток, филиал", version: "1", key: "m" })
  expect(moved.text).toContain("уже есть у карточки")
})

describe("a list", () => {
  test("is empty with a way on, then filtered, then a file", async () => {
    expect(await page(reader, "/bodies?kind=commission")).toContain("Ничего не нашлось")
    const place = await aTerritory(services, (await signedIn(services, "administrator")).actor, "Дальний район")
    await add(
      { kind: "commission", name: "Комиссия <b>дальняя</b>", territoryId: String(place), phone: "8 900" },
      "/bodies",
    )
    const list = await page(reader, `/bodies?kind=commission&territory=${place}&q=дальн`)
    expect(list).toContain("Комиссия &lt;b&gt;дальняя&lt;/b&gt;")
    expect(list).toContain("1 орган или совет")
    expect(await page(staff, "/bodies")).toContain("Вставить список")
    expect(await page(reader, "/bodies")).not.toContain("Вставить список")
    await page(reader, "/bodies?kind=нет&territory=abc&after=x&from=длинно")

    const rows = async (who: Visitor) => {
      const app = buildApp(services)
      const cookie = [...who.jar].map(([name, value]) => `${name}=${value}`).join("; ")
      const answer = await app.request(`/bodies.xlsx?kind=commission`, { headers: { Cookie: cookie } })
      expect(answer.headers.get("Content-Type")).toContain("spreadsheetml")
      const read = await readSheet(new Uint8Array(await answer.arrayBuffer()))
      return read.ok ? read.rows : []
    }
    const [heading, first] = await rows(reader)
    expect(heading).toEqual([
      "Название",
      "Краткое название",
      "Вид",
      "Территория",
      "Сайт",
      "Правовая форма",
      "ИНН",
      "КПП",
      "ОГРН или ОГРНИП",
      "Направления",
      "Карточка",
    ])
    expect(first?.slice(0, 4)).toEqual(["Комиссия <b>дальняя</b>", "", "комиссия", "Дальний район"])
    expect((await rows(staff))[1]).toContain("8 900")
  })

  test("is read page by page", async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `Объединение ${String(i).padStart(2, "0")}`).join("\n")
    expect((await staff.post("/organisations/paste", { do: "save", text: rows })).location).toBe("/organisations")
    const first = await page(reader, "/organisations?q=объединение")
    expect(first).toContain("60 организаций")
    const more = /href="([^"]+)" rel="next"/.exec(first)![1]!.replaceAll("&amp;", "&")
    const second = await page(reader, more)
    expect(second).toContain("Объединение 59")
    expect(second).not.toContain('rel="next"')
  })
})

describe("a pasted list", () => {
  const text =
    "Название\tОКПО\tГород\tПочта\nСовет молодёжи\t500\tСветлый\tsov@example.ru\nЛицей № 5\t501\tСветлый\tнет\nПодсолнух\t\t\t\n"

  test("is for the staff", async () => {
    await page(staff, "/organisations/paste")
    expect((await reader.get("/organisations/paste")).status).toBe(403)
    expect((await reader.post("/organisations/paste", { text, do: "save" })).status).toBe(403)
  })

  test("is shown before anything is saved: what is taken, refused, left out, new", async () => {
    const answer = await staff.post("/organisations/paste", { text, do: "check" })
    await expectValidHtml(answer.text)
    for (const shown of [
      "Можно добавить 2 строки, 1 нужно исправить",
      "Не переносим в реестр: ОКПО",
      "появятся вместе со списком: Светлый",
      "Это не похоже на адрес почты",
      "Добавить в реестр: 2 строки",
    ])
      expect(answer.text).toContain(shown)
    expect(await page(reader, "/bodies")).not.toContain("Совет молодёжи")
  })

  test("is saved with the kinds chosen; rows that do not fit stay in the form", async () => {
    const shown = await staff.post("/organisations/paste", { text, do: "check" })
    const fingerprint = /name="fingerprint" value="([^"]+)"/.exec(shown.text)![1]!
    const saved = await staff.post("/organisations/paste", {
      text,
      do: "save",
      fingerprint,
      header: "yes",
      "kind.4": "business",
    })
    expect(saved.status).toBe(200)
    await expectValidHtml(saved.text)
    expect(saved.text).toContain("Добавлены 2 строки")
    expect(saved.text).toContain("Название\tОКПО\tГород\tПочта\nЛицей № 5\t501\tСветлый\tнет</textarea>")
    expect(await page(reader, "/bodies")).toContain("Совет молодёжи")
    expect(await page(reader, "/organisations?kind=business")).toContain("Подсолнух")
    const again = await staff.post("/organisations/paste", { text, do: "check" })
    expect(again.text).toContain("Есть в реестре")
  })

  test("says what is wrong with the whole of it and keeps what was typed", async () => {
    const nothing = await staff.post("/organisations/paste", { text: " \n\t", do: "check" })
    expect([nothing.status, nothing.text.includes("Вставьте хотя бы одну строку")]).toEqual([422, true])
    await expectValidHtml(nothing.text)
    const long = await staff.post("/organisations/paste", { text: "Ряд\n".repeat(2001), do: "save" })
    expect([long.status, long.text.includes("до 2000")]).toEqual([422, true])
  })
})

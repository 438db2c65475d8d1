import { randomUUID } from "node:crypto"
import iconv from "iconv-lite"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { perform } from "#platform/command.ts"
import { readTable } from "#platform/documents/table/read-table.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import type { Visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../../app.ts"
import { editParty } from "../party/edit-party.ts"
import { partyByName } from "../party/party.store.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Awaited<ReturnType<typeof signedIn>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  staff = await signedIn(services, "coordinator")
})

const table = (...rows: string[][]) => rows.map((row) => row.join(";")).join("\n")
const page = async (who: Visitor, path: string, status = 200) => {
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}

async function upload(
  content: string | Uint8Array,
  who = staff.browser,
  name = "Список.csv",
  key: string = randomUUID(),
) {
  const form = new FormData()
  form.set("kind", "party")
  form.set("key", key)
  form.set("file", new File([content as string], name))
  return who.post("/imports", form)
}

/** Uploads, takes the guessed columns, tries the rows. @returns the address of the import and its page */
async function tried(content: string | Uint8Array, matching = "skip", who = staff.browser) {
  const answer = await upload(content, who)
  expect(answer.status, answer.text).toBe(303)
  const path = answer.location!
  const chosen = [...(await page(who, path)).matchAll(/<select[^>]*name="(column\.\d+)"[^>]*>(.*?)<\/select>/gs)].map(
    ([, name, options]) => [name!, /value="([^"]*)" selected/.exec(options!)?.[1] ?? ""],
  )
  const sent = await who.post(`${path}/trial`, {
    ...Object.fromEntries(chosen),
    matching,
    assumed: "ngo",
    header: "yes",
  })
  expect(sent.location, sent.text).toBe(path)
  await workOff(services, database.url)
  return { path, shown: await page(who, path) }
}

async function imported(content: string | Uint8Array, matching = "skip") {
  const { path } = await tried(content, matching)
  expect((await staff.browser.post(`${path}/start`)).location).toBe(path)
  await workOff(services, database.url)
  return { path, shown: await page(staff.browser, path) }
}
const undo = async (path: string) => {
  await page(staff.browser, `${path}/undo`)
  expect((await staff.browser.post(`${path}/undo`)).location).toBe(path)
  await workOff(services, database.url)
  return page(staff.browser, path)
}
const card = (name: string) => partyByName(services.db, name)
const download = async (path: string) => {
  const answer = await buildApp(services).request(path, { headers: { Cookie: `farvater_session=${staff.token}` } })
  return new Uint8Array(await answer.arrayBuffer())
}

describe("an import", () => {
  test("shows columns with their values, tries all rows, writes those that fit, and tells why others do not", async () => {
    const file = table(
      ["Наименование", "ИНН", "Вид", "Почта", "Направления", "Статусы", "Примечание"],
      ["Фонд «Кедр»", "7707083893", "НКО", "kedr@example.ru", "Молодёжь, Экология", "СО НКО", "да"],
      ["Совет Кедрового", "", "совет", "", "", "", ""],
      ["Клуб с ошибкой", "123", "", "не почта", "Полёты", "", ""],
      ["", "", "", "x@example.ru", "", "", ""],
      ["ФОНД «КЕДР»", "", "", "", "", "", ""],
    )
    const mapping = await page(staff.browser, (await upload(file)).location!)
    for (const shown of ["7707083893 · 123", "Примечание", "не загружать"]) expect(mapping).toContain(shown)
    const { path, shown } = await tried(file)
    expect(shown).toContain("Проверено, ещё ничего не записано")
    expect(shown).toContain("Новых: 2, изменений: 0, без изменений: 0, пропущено: 0, не подошло: 3")
    for (const why of [
      "Такого значения нет: Полёты",
      "Это не похоже на адрес почты",
      "То же, что в строке 2 этого файла",
    ])
      expect(shown).toContain(why)
    expect(await card("Фонд «Кедр»")).toBeUndefined()
    await staff.browser.post(`${path}/start`)
    await staff.browser.post(`${path}/start`)
    await workOff(services, database.url)
    const done = await page(staff.browser, path)
    expect(done).toContain("Загружено")
    const made = (await card("Фонд «Кедр»"))!
    const open = await page(staff.browser, `/organisations/${made.id}`)
    for (const shown of ["kedr@example.ru", "Молодёжь", "Экология", "Загружено из файла"]) expect(open).toContain(shown)
    expect((await card("Совет Кедрового"))?.nature).toBe("body")
    expect(await page(staff.browser, "/organisations?q=кедр")).toContain("Фонд «Кедр»")
    expect(await page(staff.browser, "/imports")).toContain("Список.csv")

    const rest = await readTable(await download(`${path}/refused.xlsx`))
    expect(rest.rows.map(({ cells }) => cells[0])).toEqual(["Наименование", "Клуб с ошибкой", "", "ФОНД «КЕДР»"])
    expect(rest.rows[0]!.cells.at(-1)).toBe("Почему")
    expect(rest.rows[1]!.cells.at(-1)).toContain("Направления: Такого значения нет: Полёты")
    const undone = await undo(path)
    expect(undone).toContain("Загрузка отменена")
    expect([await card("Фонд «Кедр»"), await card("Совет Кедрового")]).toEqual([undefined, undefined])
  })

  test("brought from the registry's own file changes nothing", async () => {
    await imported(
      table(
        ["Название", "ИНН", "КПП", "Телефон", "Статусы"],
        ["Своя первая", "7707083893", "773601001", "=8 900", "ИОПУ"],
        ["Своя вторая", "", "", "+7 1", ""],
      ),
    )
    const csv = new TextDecoder().decode(await download("/organisations.csv?q=своя"))
    expect(csv).toContain(`"'=8 900"`)
    expect(csv).not.toMatch(/(?:^|\r\n|;)"?[=+@-]/)
    for (const matching of ["fill", "overwrite"]) {
      const format = matching === "fill" ? "csv" : "xlsx"
      const { shown } = await tried(await download(`/organisations.${format}?q=своя`), matching)
      expect(shown).toContain("Новых: 0, изменений: 0, без изменений: 2, пропущено: 0, не подошло: 0")
    }
  })

  test("fills or overwrites what is there, by ИНН and by name, and gives it back", async () => {
    await imported(
      table(
        ["Название", "ИНН", "Телефон", "Почта"],
        ["Меняемая", "7736050003", "111", ""],
        ["Вторая меняемая", "", "", ""],
      ),
    )
    const id = (await card("Меняемая"))!.id
    const next = table(
      ["Название", "ИНН", "Телефон", "Почта"],
      ["Меняемая, новое имя", "7736050003", "222", "new@example.ru"],
      ["ВТОРАЯ МЕНЯЕМАЯ", "", "333", ""],
    )
    expect((await tried(next)).shown).toContain("пропущено: 2")
    const filled = await imported(next, "fill")
    const whole = () => page(staff.browser, `/organisations/${id}`)
    expect(await whole()).toContain("new@example.ru")
    expect(await whole()).toContain("111")
    await undo(filled.path)
    const { path, shown } = await imported(next, "overwrite")
    expect(shown).toContain("изменений: 2")
    expect(await whole()).toContain("Меняемая, новое имя")
    await perform(editParty, { ...services, actor: staff.actor }, { id, phone: "touched" })
    const undone = await undo(path)
    expect(undone).toContain("Телефон")
    expect(undone).toContain("Не отменено: 1")
    const last = await whole()
    expect(last).toContain("touched")
    expect(last).toContain(">Меняемая<")
  })

  test("that is undone keeps new cards that somebody has touched", async () => {
    const { path } = await imported(table(["Название"], ["Нетронутая"], ["Тронутая"]))
    await perform(editParty, { ...services, actor: staff.actor }, { id: (await card("Тронутая"))!.id, phone: "1" })
    expect(await undo(path)).toContain("Карточку с тех пор изменили, она остаётся")
    expect([Boolean(await card("Нетронутая")), Boolean(await card("Тронутая"))]).toEqual([false, true])
  })

  test("remembers columns for the same headings, and says what is wrong with a choice", async () => {
    const file = table(["Что это", "Кто"], ["а", "Запомненная"])
    const path = (await upload(file)).location!
    const twice = await staff.browser.post(`${path}/trial`, {
      "column.0": "name",
      "column.1": "name",
      matching: "skip",
      header: "yes",
    })
    expect([twice.status, twice.text.includes("уже выбрано")]).toEqual([422, true])
    const none = await staff.browser.post(`${path}/trial`, { "column.0": "phone", matching: "skip", header: "yes" })
    expect([none.status, none.text.includes("в каком столбце название")]).toEqual([422, true])
    await staff.browser.post(`${path}/trial`, { "column.1": "name", matching: "skip", header: "yes" })
    await workOff(services, database.url)
    const again = await page(staff.browser, (await upload(file)).location!)
    expect(again).toContain("разобраны как в прошлый раз")
    expect(again).toMatch(/name="column\.1".*?value="name" selected/s)
  })

  test("sent twice is one import; two at once add each card once", async () => {
    const file = table(["Название"], ["Двойная"])
    const twice = await Promise.all([1, 2].map(() => upload(file, staff.browser, "a.csv", "same")))
    expect(new Set(twice.map(({ location }) => location)).size).toBe(1)
    const paths = [(await tried(file)).path, (await tried(file)).path]
    await Promise.all(paths.map((path) => staff.browser.post(`${path}/start`)))
    await workOff(services, database.url)
    const reports = await Promise.all(paths.map((path) => page(staff.browser, path)))
    expect(reports.filter((text) => text.includes("Новых: 1,"))).toHaveLength(1)
  })
})

describe("what one may", () => {
  test("a coordinator of a territory brings rows of it only, and steers own imports only", async () => {
    const administrator = await signedIn(services, "administrator")
    const place = await aTerritory(services, administrator.actor, "Ближний район")
    const local = await signedIn(services, "coordinator", { kind: "territory", id: place })
    const file = table(
      ["Название", "Территория"],
      ["Ближняя", "Ближний район"],
      ["Чужая", "Новый район"],
      ["Ничья", ""],
    )
    const { path, shown } = await tried(file, "skip", local.browser)
    expect(shown).toContain("Новых: 1, изменений: 0, без изменений: 0, пропущено: 0, не подошло: 2")
    expect((await staff.browser.post(`${path}/start`)).status).toBe(403)
    const member = await signedIn(services, "member")
    for (const address of ["/imports", "/imports/new", path, "/imports/template.xlsx"])
      expect((await member.browser.get(address)).status).toBe(403)
    expect((await upload(file, member.browser)).status).toBe(403)
  })

  test("a file is read by what it holds, whatever it is called; a title above the headings is passed over", async () => {
    const text = (header: string) => ({ header, width: 9, type: "text" as const })
    const columns = [text("Список клубов района"), text(""), text("")]
    const rows = [
      ["", "", ""],
      ["", "Наименование", "Телефон"],
      ["1", "Титульный клуб", "8 900"],
    ]
    const book = await writeSheets([{ name: "1", columns, rows }])
    for (const [content, name] of [
      [book, "а.csv"],
      [
        iconv.encode(table(["Список"], ["№", "Наименование", "Телефон"], ["1", "Титульный клуб", "8 900"]), "win1251"),
        "б.xlsx",
      ],
    ] as const) {
      const shown = await page(staff.browser, (await upload(content, staff.browser, name)).location!)
      expect(shown).toContain("Титульный клуб")
      expect(shown).not.toContain("Список клубов")
      expect(shown).toMatch(/value="name" selected/)
    }
  })

  test("a file that is no table gets a sentence; the template is one", async () => {
    const wrong = await upload("\u0000\u0001\u0002", staff.browser, "a.bin")
    expect([wrong.status, wrong.text.includes("Это не таблица")]).toEqual([422, true])
    const { shown } = await tried(await download("/imports/template.xlsx?kind=party"))
    // another test of this file has brought a card with the ИНН of the example: it is known again rather than refused
    expect(shown).toMatch(/пропущено: [01], не подошло: 0/)
    expect(shown).toContain("Фонд «Тёплый дом»")
  })
})

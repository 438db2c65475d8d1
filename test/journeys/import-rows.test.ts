import { readFile } from "node:fs/promises"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { readTable } from "#platform/documents/table/read-table.ts"
import { writeSheets } from "#platform/office/xlsx.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"
import { aParty } from "../registry.ts"

const site = withSite()
let page: Page
afterAll(() => expect(site.complaints).toEqual([]))

const all = 5000
const headings = ["Наименование", "Позывной", "ИНН", "Почта", "Направления"]
/** One row of a coordinator's list; each 125th has something wrong with it. */
function row(n: number): string[] {
  const good = [`Клуб «Маяк № ${n}»`, `Маяк-${n}`, "", `mayak${n}@example.ru`, "Экология"]
  if (n % 125) return good
  const wrong = [
    ["", good[1]!, "", good[3]!, ""],
    [good[0]!, "", "123456", "", ""],
    [good[0]!, "", "", "не почта", ""],
    [good[0]!, "", "", "", "Воздухоплавание"],
  ]
  return wrong[(n / 125) % 4]!
}

beforeAll(async () => {
  const root = system("test")
  await aParty(site.services, root, "Старый клуб", { phone: "8 900" })
  const context = await site.open({ viewport: { width: 1280, height: 900 } })
  const { token } = await signedIn(site.services, "coordinator")
  await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  page = await context.newPage()
})

const button = (name: string | RegExp) => page.getByRole("button", { name })
const link = (name: string | RegExp) => page.getByRole("link", { name })
const said = (text: string) => page.getByText(text).first().waitFor({ timeout: 90_000 })
const register = async () => {
  await page.goto("/organisations")
  return page.locator("main").innerText()
}

test("a coordinator brings 5,000 rows, 40 of them bad, sees why, writes the others and takes all back", {
  timeout: 240_000,
}, async () => {
  const before = await register()
  await link("Загрузить таблицу").click()
  const columns = headings.map((header) => ({ header, width: 20, type: "text" as const }))
  const rows = Array.from({ length: all }, (_, i) => row(i + 1))
  const buffer = Buffer.from(await writeSheets([{ name: "Клубы", columns, rows }]))
  await page.getByLabel("Файл").setInputFiles({ name: "Клубы.xlsx", mimeType: "application/octet-stream", buffer })
  await button("Прочитать файл").click()

  const called = page.getByLabel("Позывной")
  expect(await called.inputValue()).toBe("")
  await called.selectOption({ label: "Краткое название" })
  await button("Проверить строки").click()
  await said("Проверено, ещё ничего не записано")
  const trial = await page.locator("main").innerText()
  expect(trial.replace(/\s/gu, " ")).toContain(
    "Новых: 4 960, изменений: 0, без изменений: 0, пропущено: 0, не подошло: 40",
  )
  for (const why of ["ИНН: ", "Это не похоже на адрес почты", "Такого значения нет: Воздухоплавание", "Название: "])
    expect(trial).toContain(why)
  expect(await register()).toBe(before)

  await page.goBack()
  await button(/Загрузить 4\s?960 строк/).click()
  const bar = page.getByRole("progressbar")
  await bar.waitFor()
  await expect
    .poll(async () => Number(await bar.getAttribute("value").catch(() => all)), { timeout: 60_000 })
    .toBeGreaterThan(0)
  await said("Загружено.")
  await link("Маяк № 1»").waitFor()

  const saving = page.waitForEvent("download")
  await link("Неподошедшие строки с причинами, .xlsx").click()
  const refused = await readTable(await readFile(await (await saving).path()))
  expect(refused.rows).toHaveLength(41)
  expect(refused.rows[0]!.cells).toEqual([...headings, "Почему"])
  for (const [i, { cells }] of refused.rows.slice(1).entries()) {
    expect(cells[0]).toBe(row((i + 1) * 125)[0])
    expect(cells[headings.length]).toMatch(/^(Название|ИНН|Электронная почта|Направления): ./)
  }

  await link("Отменить загрузку").click()
  await button("Отменить загрузку").click()
  await said("Загрузка отменена")
  expect(await register()).toBe(before)
})

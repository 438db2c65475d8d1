import type { Page } from "playwright-core"
import { beforeAll, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"
import { aPhotograph } from "../picture.ts"
import { aParty, aTerritory } from "../registry.ts"

const site = withSite()
let card: string
let head: Page
let office: Page
let neighbour: Page

beforeAll(async () => {
  const { services, open, base } = site
  const town = await aTerritory(services, system("test"), "Заречный")
  const id = await aParty(services, system("test"), "АНО «Тихая гавань»", { territoryId: town })
  card = `/organisations/${id}`
  const window = async (token?: string, width = 1280) => {
    const context = await open({ viewport: { width, height: 800 }, javaScriptEnabled: width > 400 })
    if (token) await context.addCookies([{ name: sessionCookie, value: token, url: base }])
    return context.newPage()
  }
  head = await window(
    (await signedIn(services, "representative", { kind: "organisation", id }, "Вера Лугова")).token,
    360,
  )
  office = await window((await signedIn(services, "coordinator", { kind: "territory", id: town })).token)
  neighbour = await window(undefined, 360)
})

const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })
const main = (page: Page) => page.locator("main").innerText()
const fits = (page: Page) => page.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)

describe("an organisation tells of itself", () => {
  test("its head writes on a telephone without a script, with a logo", async () => {
    await head.goto(card)
    await head.getByRole("link", { name: "Предложить изменения" }).click()
    expect(await fits(head)).toBe(true)
    await head.getByLabel("Коротко о главном").fill("Помогаем пожилым соседям с домашними делами")
    await head.getByLabel("Описание", { exact: true }).fill("Работаем с 2016 года.\n\nЗвоните, и мы придём.")
    await head.getByLabel("Телефон для всех").fill("+7 000 111-22-33")
    await head.getByLabel("Ссылки").fill("vk.com/gavan")
    await head.getByLabel("Краткое название").fill("Гавань")
    const logo = { name: "logo.jpg", mimeType: "image/jpeg", buffer: await aPhotograph() }
    await head.locator("input[type=file]").setInputFiles(logo)
    await button(head, "Отправить координатору").click()
    expect(await main(head)).toContain("Ждёт решения")
    expect(await fits(head)).toBe(true)
    await neighbour.goto(card)
    expect(await main(neighbour)).not.toContain("пожилым соседям")
  })

  test("a coordinator finds it among what waits and accepts a part", async () => {
    await office.goto("/desk")
    await office.getByRole("link", { name: "1 правка карточек" }).click()
    await office.getByRole("link", { name: "АНО «Тихая гавань»" }).click()
    await office.getByRole("heading", { name: "Правки карточки" }).waitFor()
    await office.getByRole("checkbox", { name: "Краткое название" }).uncheck()
    await office.getByLabel("Замечание").fill("Краткого названия нет в уставе")
    await button(office, "Принять отмеченное").click()
    await office
      .locator("main")
      .getByText("Отмеченное принято, остальное возвращено с замечанием.", { exact: true })
      .waitFor()
  })

  test("everybody reads what was accepted; the head reads the rest with the remark", async () => {
    await neighbour.goto(card)
    const open = await main(neighbour)
    for (const shown of ["пожилым соседям", "Звоните, и мы придём", "111‑22‑33", "ВКонтакте"])
      expect(open).toContain(shown)
    expect(open).not.toContain("Краткое название")
    const drawn = neighbour.getByAltText("Логотип: АНО «Тихая гавань»")
    expect(await drawn.evaluate((img) => (img as unknown as { naturalWidth: number }).naturalWidth)).toBe(480)
    expect(await fits(neighbour)).toBe(true)
    await head.goto("/suggestions")
    await head.getByRole("link", { name: "АНО «Тихая гавань»" }).click()
    expect(await main(head)).toContain("Краткого названия нет в уставе")
    expect(await fits(head)).toBe(true)
    expect(site.complaints).toEqual([])
  })
})

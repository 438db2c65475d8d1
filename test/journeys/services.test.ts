import { createServer, type Server } from "node:http"
import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"
import { aParty } from "../registry.ts"

const site = withSite()
let office: Page
let phone: Page
let town: { server: Server; origin: string; snippet: string }

beforeAll(async () => {
  await aParty(site.services, system("test"), "Фонд «Тёплая рука»")
  const context = await site.open({ viewport: { width: 1280, height: 900 } })
  const { token } = await signedIn(site.services, "coordinator")
  await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  office = await context.newPage()
  phone = await (await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })).newPage()
  // The site of a town, at another address: whatever stands in `snippet` is its page.
  town = { server: createServer(), origin: "", snippet: "" }
  town.server.on("request", (_, res) =>
    res.setHeader("Content-Type", "text/html; charset=utf-8").end(`<!doctype html><h1>Город</h1>${town.snippet}`),
  )
  await new Promise<void>((done) => town.server.listen(0, "127.0.0.1", done))
  town.origin = `http://localhost:${(town.server.address() as { port: number }).port}`
})
afterAll(() => town.server.close())

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name })
const main = (page: Page) => page.locator("main").innerText()

describe("a list of services and who provides them", () => {
  test("is composed, approved and never changed", async () => {
    await office.goto("/services")
    await link(office, "Версии и черновик перечня").click()
    await button(office, "Составить перечень").click()
    await link(office, "Документ и день вступления в силу").click()
    await office.getByLabel("Документ", { exact: false }).first().fill("Постановление «О перечне услуг»")
    await office.getByLabel("Действует с").fill("01.02.2024")
    await button(office, "Сохранить").click()
    await link(office, "Добавить услугу").click()
    await office.getByLabel("Номер", { exact: false }).first().fill("1")
    await office.getByLabel("Название услуги").fill("Помощь на дому")
    await office.getByLabel("Критерий", { exact: true }).first().fill("Приходят вовремя")
    await office.getByLabel("Сколько достаточно").first().fill("90 %")
    await button(office, "Сохранить").click()
    await link(office, "Утвердить версию").click()
    await button(office, "Утвердить версию").click()
    await office.getByText("Версия утверждена.").waitFor()
    expect(await main(office)).not.toContain("Исключить из перечня")
  })

  test("a provider is entered and found by a neighbour on a telephone without a script", async () => {
    await office.goto("/services/providers/new")
    await office.getByLabel("Организация", { exact: false }).first().fill("фонд тёплая рука")
    await office.getByLabel("Услуга", { exact: false }).first().selectOption({ label: "1. Помощь на дому" })
    await office.getByLabel("пожилые люди").check()
    await office.getByLabel("бесплатно", { exact: true }).check()
    await office.getByLabel("Оказывает с").fill("01.02.2025")
    await office.getByLabel("По какому решению").fill("Соглашение № 11")
    await button(office, "Добавить поставщика").click()
    await office.getByText("Услуга появилась на карточке").waitFor()

    await phone.goto("/services?target=older")
    expect(await main(phone)).toContain("1 поставщик")
    await link(phone, /Помощь на дому/).click()
    expect(await main(phone)).toContain("Приходят вовремя")
    expect(await main(phone)).toContain("Соглашение № 11")
    expect(await phone.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)).toBe(true)
  })
})

describe("a frame on the site of a town", () => {
  const framed = async (page: Page) => {
    await page.goto(town.origin, { waitUntil: "load" })
    const inside = page.frames().find((frame) => frame !== page.mainFrame())
    return inside
      ? inside
          .locator("body")
          .innerText()
          .catch(() => "")
      : ""
  }

  test("stays empty until the town is allowed, filters inside, and leads out into a new tab", async () => {
    await office.goto("/settings/embedding?what=services&height=600")
    town.snippet = await office.locator("pre code").innerText()
    const stranger = await (await site.open({ bypassCSP: false })).newPage()
    expect(await framed(stranger)).not.toContain("Помощь на дому")
    expect(site.complaints.some((line) => line.includes("frame-ancestors"))).toBe(true)
    site.complaints.length = 0

    await office.getByLabel("Адрес сайта").fill(town.origin)
    await button(office, "Разрешить сайту").click()
    await office.getByText("Сайт может показывать реестры").waitFor()

    await expect.poll(() => framed(stranger), { timeout: 10_000 }).toContain("Помощь на дому")
    const frame = stranger.frameLocator("iframe")
    await frame.getByLabel("Для кого").selectOption("older")
    await frame.getByRole("button", { name: "Показать" }).click()
    await frame.getByRole("link", { name: /Помощь на дому/ }).click()
    const [card] = await Promise.all([
      stranger.waitForEvent("popup"),
      frame.getByRole("link", { name: /Фонд «Тёплая рука»/ }).click(),
    ])
    await card.waitForLoadState()
    expect(card.url()).toMatch(/\/organisations\/\d+$/)
    expect(stranger.url()).toContain(town.origin)
    expect(await stranger.context().cookies(site.base)).toEqual([])
  })

  test("no other page stands in a frame of an allowed site", async () => {
    town.snippet = `<iframe src="${site.base}/services" title="Услуги"></iframe>`
    const stranger = await (await site.open()).newPage()
    expect(await framed(stranger)).not.toContain("Помощь на дому")
    site.complaints.length = 0
  })
})

test("the browser had nothing to complain about", () => {
  expect(site.complaints).toEqual([])
})

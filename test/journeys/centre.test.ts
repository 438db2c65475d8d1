import type { Page } from "playwright-core"
import PostalMime from "postal-mime"
import { afterAll, beforeAll, expect, test } from "vitest"
import { addCentre } from "#modules/network/centre/add-centre.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { mailServer } from "#platform/delivery/testing/mail-server.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"
import { goodPassword } from "../by-password.ts"
import { aTerritory } from "../registry.ts"

const site = withSite()
let post: Awaited<ReturnType<typeof mailServer>>
let neighbour: number
const root = system("test")

beforeAll(async () => {
  post = await mailServer()
  Object.assign(site.services.config, { SMTP_URL: post.url })
  const region = await aTerritory(site.services, root, "Приозёрская область", null, "region")
  neighbour = await aTerritory(site.services, root, "Соседний район", region)
  const { db, clock, listeners } = site.services
  const flagship = { name: "Областной центр", kind: "flagship", territoryId: region, today: "2026-01-01" }
  await perform(addCentre, { db, clock, listeners, actor: root }, flagship)
})
afterAll(() => post.close())

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name })
const main = (page: Page) => page.locator("main").innerText()
const fits = (page: Page) => page.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)
const lettersTo = async (mailbox: string) =>
  (await Promise.all(post.letters.map((letter) => PostalMime.parse(letter)))).filter((letter) =>
    letter.to?.some(({ address }) => address === mailbox),
  )
/** Each page that the head sees fits the telephone. */
const seen = async (page: Page, text: string) => {
  expect(await main(page)).toContain(text)
  expect(await fits(page), page.url()).toBe(true)
}

test("an administrator invites a centre; its head is at work on a telephone without a script", async () => {
  const office = await site.open({ viewport: { width: 1280, height: 900 } })
  const { token } = await signedIn(site.services, "administrator")
  await office.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  const desk = await office.newPage()
  await desk.goto("/centres")
  await link(desk, "Пригласить центр").click()
  await desk.getByLabel("Название центра").fill("Ресурсный центр Лугового района")
  await desk.getByLabel("Или новая территория").fill("Луговой район")
  await desk.getByLabel("Почта руководителя").fill("head@lugovoy.example")
  await button(desk, "Создать центр и отправить приглашение").click()
  await desk.getByText("приглашение отправлено на head@lugovoy.example").waitFor()
  await expect.poll(() => lettersTo("head@lugovoy.example"), { timeout: 20_000 }).toHaveLength(1)
  const [letter] = await lettersTo("head@lugovoy.example")

  const phone = await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  const page = await phone.newPage()
  await page.goto(/http\S+\/welcome\/\S+/.exec(letter!.text!)![0])
  await page.getByLabel("Имя и фамилия").fill("Вера Лугова")
  await page.getByLabel("Пароль", { exact: false }).first().fill(goodPassword)
  await button(page, "Создать учётную запись").click()
  await page.goto("/desk")
  await seen(page, "Ваш центр: 5 шагов")
  await link(page, "Продолжить").click()
  await seen(page, "Пока ничего не сделано.")

  await link(page, "Расскажите о центре").click()
  await page.getByLabel("О центре").fill("Помогаем организациям района.")
  await page.getByLabel("Как связаться").fill("посёлок Луговой, улица Школьная, дом 1")
  await button(page, "Сохранить").click()
  await seen(page, "Помогаем организациям района.")
  await link(page, "С чего начать").click()

  await link(page, "Заполните бланк писем").click()
  await page.locator('[name="organisation"]').fill("Ресурсный центр Лугового района")
  await page.locator('[name="signatory"]').fill("В. С. Лугова")
  await page.locator('[name="numberPattern"]').fill("ЛУГ-{nnn}/{yy}")
  await button(page, "Сохранить").click()
  expect(await page.locator("h1").innerText()).toBe("Бланк писем: Луговой район")
  expect(await fits(page)).toBe(true)

  await page.goto("/centres/lugovoy-rayon/staff")
  await page.getByLabel("Почта").fill("second@lugovoy.example")
  await button(page, "Отправить приглашение").click()
  await seen(page, "second@lugovoy.example")

  await page.goto("/centres/lugovoy-rayon/start")
  await link(page, "Вставьте список организаций").click()
  await page.locator("main textarea").first().fill("АНО «Тропа»\nФонд «Ручей»")
  await button(page, "Проверить список").click()
  await button(page, /Добавить/)
    .first()
    .click()
  await page.goto("/organisations")
  await seen(page, "АНО «Тропа»")
  expect(await main(page)).toContain("Луговой район")
  expect(new URL(page.url()).search).toMatch(/^\?territory=\d+$/)

  await page.goto("/centres/lugovoy-rayon/start")
  await link(page, "Загрузите первую резолюцию").click()
  await page
    .locator("main textarea")
    .first()
    .fill(
      "РЕЗОЛЮЦИЯ круглого стола «Тёплый двор»\nг. Луговой, 2 марта 2026 года\nУчастники решили:\n1. Фонду «Ручей» поставить скамьи.\n",
    )
  await page.locator("main form button").first().click()
  await page.waitForURL(/\/resolutions\/\d+\/draft/)
  await page.goto("/centres/lugovoy-rayon/start")
  await seen(page, "Сделано 5 из 5.")

  const stranger = await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  const { token: other } = await signedIn(site.services, "coordinator", { kind: "territory", id: neighbour })
  await stranger.addCookies([{ name: sessionCookie, value: other, url: site.base }])
  const foreign = await stranger.newPage()
  for (const path of ["edit", "staff", "start", "curators", "closing"])
    expect((await foreign.goto(`/centres/lugovoy-rayon/${path}`))!.status(), path).toBe(403)
  await foreign.goto("/centres/lugovoy-rayon")
  await seen(foreign, "Помогаем организациям района.")
  expect(await main(foreign)).not.toContain("Вера Лугова")
  expect(site.complaints.filter((text) => !/403/.test(text))).toEqual([])
  await office.close()
  await phone.close()
  await stranger.close()
})

import type { Page } from "playwright-core"
import { expect, test } from "vitest"
import { receiptToken } from "#modules/commitments/execution/receipt-link.ts"
import { answerRequest } from "#modules/commitments/request/answer-request.ts"
import { asked, doer } from "#modules/commitments/testing/asked.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"

const site = withSite()
const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name })
const main = (page: Page) => page.locator("main").innerText()

/** How much wider than the window the page is. */
const overflow = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth - innerWidth")

test("a coordinator sends the report, a recipient without an account and without a script confirms it on a telephone", async () => {
  const { services } = site
  const { id, requests } = await asked(services)
  const told = { channel: "phone", evidence: "Сказала по телефону", name: "Ольга Ветрова" }
  await doer(services)(answerRequest, { id: requests[0]!.id, kind: "accept", term: "постоянно", ...told })
  const office = await site.open({ viewport: { width: 1280, height: 900 } })
  const { token } = await signedIn(services, "coordinator")
  await office.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  const desk = await office.newPage()
  await desk.goto(`/resolutions/${id}`)
  await link(desk, "Отчёт об исполнении").first().click()
  await desk.locator("h1", { hasText: "Отчёт об исполнении" }).waitFor()
  expect(await main(desk)).toContain("В работе: 1.")
  expect(await main(desk)).not.toContain("Ветрова")
  await link(desk, "Отправить этот отчёт").click()
  await desk.getByLabel("Кому", { exact: false }).fill("Газета «Наш край», kray@press.example\nСовет ветеранов")
  await button(desk, "Проверить список").click()
  await button(desk, "Отправить 2 письма").click()
  await desk.locator(".state", { hasText: "Получение подтвердили 0 из 2" }).waitFor()
  const address = desk.url()

  const recipient = await services.db
    .selectFrom("commitments.report_recipient")
    .select("id")
    .where("email", "=", "kray@press.example")
    .executeTakeFirstOrThrow()
  const phone = await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  const page = await phone.newPage()
  await page.goto(`/received/${receiptToken(services.secret, recipient.id)}`)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  expect(await main(page)).toContain("Взято в работу, срок: постоянно.")
  await page.getByLabel("Кто получил").fill("Анна Белова")
  await button(page, "Получили").click()
  expect(await main(page)).toContain("получение подтверждено")
  expect(await button(page, "Получили").count()).toBe(0)

  await desk.goto(address)
  expect(await main(desk)).toContain("Получение подтвердили 1 из 2")
  expect(await main(desk)).toContain("Анна Белова")
  await link(desk, /Отметить получение/).click()
  await desk.getByLabel("по телефону").check()
  await button(desk, "Сохранить отметку").click()
  await desk.locator(".state", { hasText: "Получение подтвердили 2 из 2" }).waitFor()
  expect(site.complaints).toEqual([])
  await office.close()
  await phone.close()
})

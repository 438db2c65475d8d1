import type { BrowserContext, Page } from "playwright-core"
import { beforeAll, describe, expect, test } from "vitest"
import { answerRequest } from "#modules/commitments/request/answer-request.ts"
import { requestById } from "#modules/commitments/request/request.store.ts"
import { asked, doer, holderOf } from "#modules/commitments/testing/asked.ts"
import { system } from "#platform/actor.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { buildApp } from "../../src/app.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"
import { goodPassword, signedInAs } from "../by-password.ts"
import { aTerritory } from "../registry.ts"

const site = withSite()
const official = { name: "Ольга Ветрова", post: "заместитель главы" }
let territory: number
let requests: Awaited<ReturnType<typeof asked>>["requests"]
let coordinator: BrowserContext
let controller: BrowserContext

/** A browser of somebody with a role over the territory. */
async function browserOf(role: "coordinator" | "controller", name: string) {
  const { token } = await signedIn(site.services, role, { kind: "territory", id: territory }, name)
  const context = await site.open({ viewport: { width: 1280, height: 900 } })
  await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  return context
}

beforeAll(async () => {
  territory = await aTerritory(site.services, system("test"), "Луговой")
  requests = (await asked(site.services, { territoryId: territory })).requests
  coordinator = await browserOf("coordinator", "Лидия Осипова")
  controller = await browserOf("controller", "Зоя Речная")
})

/** What an addressee says by its link. */
const say = (i: number, kind: string, more: object) => {
  const request = requests[i]!
  return doer(site.services, holderOf(request))(answerRequest, { id: request.id, kind, ...official, ...more })
}
const main = (page: Page) => page.locator("main").innerText()
const press = (page: Page, name: string | RegExp) => page.locator("main").getByRole("button", { name }).click()
const follow = (page: Page, name: string | RegExp) => page.locator("main").getByRole("link", { name }).first().click()
const heading = (page: Page, text: string) => page.locator("h1", { hasText: text }).waitFor()
const standing = async (i: number) => (await requestById(site.services.db, requests[i]!.id))!

describe("a controller", () => {
  test("returns a report, confirms a part of the next, releases the last; everybody sees it without names", async () => {
    const page = await controller.newPage()
    await say(0, "report", { text: "Скамьи заказаны", share: 100 })
    await page.goto("/desk")
    expect(await page.locator(".state").innerText()).toContain("1 отчёт ждёт вашего слова")
    await follow(page, requests[0]!.addressee)
    await follow(page, "Вернуть отчёт")
    await page.getByLabel("Чего не хватает в отчёте").fill("Скамей ещё нет, нужны фотографии")
    await page.getByLabel("Новый срок").fill("1 июня 2027")
    await press(page, "Вернуть отчёт")
    await heading(page, requests[0]!.addressee)
    expect(await main(page)).toContain("Адресату отправлено письмо")
    expect(await standing(0)).toMatchObject({ stage: "accepted", termOn: "2027-06-01" })

    await say(0, "report", { text: "Две скамьи стоят", share: 100 })
    await page.goto("/desk")
    await follow(page, "Подтвердить")
    await heading(page, "Подтвердить исполнение")
    await page.goBack()
    await follow(page, requests[0]!.addressee)
    await follow(page, "Подтвердить частично")
    await page.getByLabel("Что именно исполнено").fill("Две скамьи из трёх")
    await page.getByLabel("Подтверждённая доля").fill("0")
    await press(page, "Подтвердить часть")
    await page.locator(".summary").waitFor()
    expect(await page.getByLabel("Что именно исполнено").inputValue()).toBe("Две скамьи из трёх")
    await page.getByLabel("Подтверждённая доля").fill("60")
    await press(page, "Подтвердить часть")
    await heading(page, requests[0]!.addressee)
    expect(await standing(0)).toMatchObject({ stage: "accepted", share: 60 })

    await say(0, "report", { text: "Все скамьи стоят у поликлиники", share: 100 })
    await page.goto("/desk")
    await follow(page, "Подтвердить")
    await press(page, "Исполнение подтверждено")
    await heading(page, requests[0]!.addressee)
    expect(await page.locator(".state").innerText()).toContain("Исполнение подтверждено")

    const phone = await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
    const open = await phone.newPage()
    await open.goto(new URL(page.url()).pathname)
    const told = await main(open)
    expect(told).toContain("Все скамьи стоят у поликлиники")
    expect(told).not.toContain("Скамьи заказаны")
    expect(await open.content()).not.toMatch(/Ветрова|Речная/)
    expect(await open.locator("html").evaluate((html) => html.scrollWidth)).toBeLessThanOrEqual(360)
    await phone.close()
    await page.close()
  })

  test("and another one press at once: the second is told, and nothing typed is lost", async () => {
    const { id } = await say(1, "report", { text: "Праздник прошёл", share: 100 })
    const address = `/requests/${requests[1]!.id}/decision`
    const [first, second] = [await controller.newPage(), await (await browserOf("controller", "Ия Зимина")).newPage()]
    await first.goto(`${address}/release?act=${id}`)
    await second.goto(`${address}/return?act=${id}`)
    await second.getByLabel("Чего не хватает в отчёте").fill("Нет числа гостей")
    await press(first, "Исполнение подтверждено")
    await heading(first, requests[1]!.addressee)
    await press(second, "Вернуть отчёт")
    await second.locator(".summary").waitFor()
    expect(await second.locator(".summary").innerText()).toMatch(/уже|состояние запроса изменилось/)
    expect(await second.getByLabel("Чего не хватает в отчёте").inputValue()).toBe("Нет числа гостей")
    expect(await standing(1)).toMatchObject({ stage: "released" })
    await first.close()
    await second.close()
  })
})

describe("a coordinator", () => {
  test("lands on the desk after signing in, unless on the way elsewhere", async () => {
    await signedInAs(site.services, buildApp(site.services), "coordinator", { origin: site.base })
    const context = await site.open()
    const page = await context.newPage()
    const enter = async (path: string) => {
      await page.goto(path)
      await page.locator("[name=email]").fill("coordinator@example.ru")
      await page.locator("[name=password]").fill(goodPassword)
      await press(page, "Войти")
    }
    await enter("/sign-in")
    await page.waitForURL("**/desk")
    await heading(page, "Мои дела")
    await context.clearCookies()
    await enter("/sign-in?next=/resolutions")
    await page.waitForURL("**/resolutions")
    await context.close()
  })

  test("records a call, grants more time, refuses it the next time", async () => {
    const page = await coordinator.newPage()
    await page.goto(`/requests/${requests[2]!.id}`)
    await follow(page, "Записать звонок")
    await page.getByRole("radio", { name: "Взяли в работу" }).check()
    await page.getByLabel("К какому дню").fill("1 марта 2027")
    await page.getByLabel("С кем говорили").fill("Ольга Ветрова, заместитель главы")
    await press(page, "Записать звонок")
    await heading(page, requests[2]!.addressee)
    expect(await main(page)).toContain("по телефону")
    expect(await standing(2)).toMatchObject({ stage: "accepted", termOn: "2027-03-01" })

    await say(2, "extend", { termOn: "2027-05-01", text: "Земля промёрзла" })
    await page.goto("/desk")
    await follow(page, "Решить")
    await follow(page, "Согласиться")
    const change = await page.locator(".change").innerText()
    expect(change).toContain("1 марта 2027")
    expect(change).toContain("1 мая 2027")
    await press(page, "Согласиться")
    await heading(page, requests[2]!.addressee)
    expect(await main(page)).toContain("Как менялся срок")
    expect(await standing(2)).toMatchObject({ termOn: "2027-05-01" })

    await say(2, "extend", { termOn: "2027-12-01", text: "Нет людей" })
    await page.goto(`/requests/${requests[2]!.id}`)
    await follow(page, "Не согласиться")
    await press(page, "Отправить отказ")
    await page.locator(".summary").waitFor()
    await page.getByLabel("Почему не согласны").fill("Праздник двора в мае")
    await press(page, "Отправить отказ")
    await heading(page, requests[2]!.addressee)
    expect(await standing(2)).toMatchObject({ stage: "accepted", termOn: "2027-05-01" })
    await page.close()
  })

  test("looks a decline through and shows it to everybody", async () => {
    await say(3, "decline", { text: "Переходы не в нашем ведении" })
    const page = await coordinator.newPage()
    await page.goto("/desk")
    await follow(page, "Просмотреть")
    await heading(page, "Просмотреть отказ")
    expect(await main(page)).toContain("Так это увидят все")
    await press(page, "Показать всем")
    await heading(page, requests[3]!.addressee)
    expect(await main(page)).toContain("нет электронной почты")
    const open = await (await site.open()).newPage()
    await open.goto(new URL(page.url()).pathname)
    expect(await main(open)).toContain("Переходы не в нашем ведении")
    await page.close()
    expect(site.complaints).toEqual([])
  })
})

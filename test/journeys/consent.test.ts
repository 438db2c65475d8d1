import axe from "axe-core"
import type { Page } from "playwright-core"
import PostalMime from "postal-mime"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { addAffiliation } from "#modules/people/affiliation/add-affiliation.ts"
import { changeOperator } from "#modules/people/consent/keep-texts.ts"
import { system } from "#platform/actor.ts"
import { type Command, perform } from "#platform/command.ts"
import { mailServer } from "#platform/delivery/testing/mail-server.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"
import { aPerson } from "../people.ts"
import { aParty } from "../registry.ts"

const site = withSite()
let post: Awaited<ReturnType<typeof mailServer>>
let phone: Page
let office: Page
let child: string
let club: number

const root = system("test")
const doing = (cmd: Command, input: object) => {
  const { db, clock, listeners } = site.services
  return perform(cmd, { db, clock, listeners, actor: root }, input)
}
/** So many years and some months ago, whatever day it is. */
const bornAgo = (years: number) => `${new Date().getUTCFullYear() - years - 1}-12-31`

beforeAll(async () => {
  post = await mailServer()
  Object.assign(site.services.config, { SMTP_URL: post.url })
  const operator = { name: "Центр «Маяк»", address: "г. Луговой", requisites: "", contact: "8 (000) 123-45-67" }
  await doing(changeOperator, operator)
  club = await aParty(site.services, root, "Отряд «Чайка»")
  child = await aPerson(site.services, "Чайкина", { givenName: "Ася", birthOn: bornAgo(12) })
  await doing(addAffiliation, { id: child, partyId: club, role: "volunteer" })
  phone = await (await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })).newPage()
  const context = await site.open({ viewport: { width: 1280, height: 900 } })
  const { token } = await signedIn(site.services, "coordinator")
  await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  office = await context.newPage()
})
afterAll(() => post.close())

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name })
const main = (page: Page) => page.locator("main").innerText()
const fits = (page: Page) => page.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)
const letters = async (mailbox: string) =>
  (await Promise.all(post.letters.map((letter) => PostalMime.parse(letter)))).filter((letter) =>
    letter.to?.some(({ address }) => address === mailbox),
  )

describe("a mother on a telephone without a script", () => {
  test("gets a letter, reads, consents; the squad counts one more", async () => {
    const mailbox = "mother@example.ru"
    await office.goto(`/people/${child}/consents`)
    await link(office, "Добавить родителя").click()
    await office.getByLabel("Фамилия, имя, отчество").fill("Чайкина Мария Львовна")
    await office.getByLabel("Кем приходится").selectOption({ label: "мать" })
    await office.getByLabel("Электронная почта").fill(mailbox)
    await button(office, "Сохранить").click()
    await button(office, "Отправить ссылку на почту").click()
    await office.getByText("Письмо со ссылкой отправляется").waitFor()
    await expect.poll(() => letters(mailbox), { timeout: 20_000 }).toHaveLength(1)
    const [letter] = await letters(mailbox)
    expect(letter!.subject).not.toContain("Чайкина")

    await phone.goto(/http\S+\/consent\/\S+/.exec(letter!.text!)![0])
    expect(await main(phone)).toContain("Чайкина Ася")
    expect(await fits(phone)).toBe(true)
    await link(phone, "Прочитать текст и решить").click()
    expect(await main(phone)).toContain("как законный представитель")
    expect(await fits(phone)).toBe(true)
    expect(await phone.getByRole("checkbox").isChecked()).toBe(false)
    await button(phone, "Дать согласие").click()
    expect(await main(phone)).toContain("поставьте отметку")
    await phone.getByRole("checkbox").check()
    await button(phone, "Дать согласие").click()
    expect(await main(phone)).toContain("Согласие записано")
    expect(await fits(phone)).toBe(true)

    await office.goto(`/organisations/${club}/consents`)
    expect(await main(office)).toContain("Отряд: 1 человек, согласий 1")
  })

  test("takes it back by the same link; the centre sees that the data are to be erased", async () => {
    await link(phone, /Отозвать/).click()
    expect(await fits(phone)).toBe(true)
    await button(phone, "Отозвать согласие").click()
    expect(await main(phone)).toContain("Согласие отозвано")
    await office.goto("/people?consent=withdrawn")
    expect(await main(office)).toContain("Чайкина Ася")
  })
})

test("what a person showed to everybody vanishes from page, list, organisation, search and API once it says so", async () => {
  const contacts = { phone: "+7 000 000-11-22", email: "yarkova@example.ru" }
  const id = await aPerson(site.services, "Яркова", { givenName: "Вера", birthOn: "1970-01-02", ...contacts })
  await doing(addAffiliation, { id, partyId: club, role: "head" })
  const context = await site.open({ viewport: { width: 360, height: 640 } })
  const { actor, token } = await signedIn(site.services, "member")
  const userId = actor.kind === "user" ? actor.userId : ""
  await site.services.db.updateTable("people.person").set({ user_id: userId }).where("id", "=", id).execute()
  await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  const own = await context.newPage()
  await own.goto(`/people/${id}/consents`)
  await link(own, "Показать что-то всем").click()
  await own.getByRole("checkbox", { name: "фамилия" }).check()
  await own.getByRole("checkbox", { name: "организации" }).check()
  await own.getByRole("checkbox", { name: "Я прочитал" }).check()
  await button(own, "Разрешить показ").click()
  await own.getByText("Согласие записано").waitFor()

  const places = ["/people", `/people/${id}`, `/organisations/${club}`, "/search?q=Яркова", "/api/v1/people"]
  const shownAt = async () => {
    const found: string[] = []
    for (const address of places) {
      const answer = await phone.context().request.get(site.base + encodeURI(address))
      if ((await answer.text()).replace(/value="Яркова"|«Яркова»/g, "").includes("Яркова")) found.push(address)
    }
    return found
  }
  expect(await shownAt()).toEqual(places)
  await own.goto(`/people/${id}/consents`)
  await link(own, /Отозвать.*фамилия/).click()
  await button(own, "Отозвать согласие").click()
  await own.getByText("Согласие отозвано").waitFor()
  expect((await shownAt()).filter((address) => !address.startsWith("/search"))).toEqual([])
  await phone.goto(encodeURI("/search?q=Яркова"))
  expect(await main(phone)).not.toContain("Яркова Вера")
  await context.close()
})

test("the pages are accessible and fit 320 px with letters of 200 %", async () => {
  const faults: string[] = []
  const pages = ["/consent", `/people/${child}/consents`, `/people/${child}/consents/record`, "/settings/consents"]
  for (const address of pages) {
    await office.setViewportSize({ width: 1280, height: 900 })
    await office.goto(address)
    await office.evaluate(axe.source)
    const { violations } = await office.evaluate<axe.AxeResults>(`axe.run({ resultTypes: ["violations"] })`)
    faults.push(...violations.map(({ id, nodes }) => `${address} ${id}: ${nodes[0]!.html.slice(0, 160)}`))
    await office.setViewportSize({ width: 320, height: 640 })
    await office.evaluate(`document.documentElement.dataset.size = "200"`)
    if (!(await fits(office))) faults.push(`${address}: too wide`)
  }
  expect(faults).toEqual([])
  expect(site.complaints.filter((said) => !said.includes("status of 404"))).toEqual([])
})

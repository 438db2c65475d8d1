import axe from "axe-core"
import { sql } from "kysely"
import type { Page } from "playwright-core"
import PostalMime from "postal-mime"
import { afterAll, beforeAll, expect, test } from "vitest"
import { confirmationRound } from "#modules/registry/confirmation/confirmation-round.ts"
import { system } from "#platform/actor.ts"
import { mailServer } from "#platform/delivery/testing/mail-server.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"
import { aParty } from "../registry.ts"

const site = withSite()
let post: Awaited<ReturnType<typeof mailServer>>
let phone: Page
let office: Page
let club: number

beforeAll(async () => {
  post = await mailServer()
  Object.assign(site.services.config, { SMTP_URL: post.url })
  club = await aParty(site.services, system("test"), "АНО «Причал»", { email: "prichal@example.ru" })
  await sql`UPDATE registry.party SET created_at = created_at - interval '2 years'`.execute(site.services.db)
  await sql`DELETE FROM platform.quiet_day`.execute(site.services.db)
  phone = await (await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })).newPage()
  const context = await site.open({ viewport: { width: 1280, height: 900 } })
  const { token } = await signedIn(site.services, "coordinator")
  await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  office = await context.newPage()
})
afterAll(() => post.close())

const fits = (page: Page) => page.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)

test("a letter asks; on a telephone without a script the card is changed; a coordinator accepts and everybody sees the day", async () => {
  // Letters go on working days: the round is of the next Wednesday, whatever day it is.
  const day = new Date()
  day.setUTCDate(day.getUTCDate() + ((10 - day.getUTCDay()) % 7))
  while (/-01-0[1-8]$/.test(day.toISOString().slice(4, 10))) day.setUTCDate(day.getUTCDate() + 7)
  await confirmationRound({ ...site.services, clock: { now: () => day } })
  await expect.poll(() => post.letters.length, { timeout: 20_000 }).toBe(1)
  const letter = await PostalMime.parse(post.letters[0]!)
  expect(letter.subject).toContain("Проверьте карточку")
  await phone.goto(/https?:\S+\/card\/\S+/.exec(letter.text!)![0].replace(/^https?:\/\/[^/]+/, site.base))
  expect(await phone.locator("main").innerText()).toContain("prichal@example.ru")
  expect(await fits(phone)).toBe(true)
  await phone.getByRole("link", { name: "Изменить" }).click()
  expect(await fits(phone)).toBe(true)
  await phone.locator('[name="mission"]').fill("Учим ходить под парусом")
  await phone.getByRole("button", { name: "Отправить изменения" }).click()
  await phone.getByText("изменения получены").waitFor()

  await office.goto("/suggestions")
  await office.getByRole("link", { name: "АНО «Причал»" }).click()
  await office.getByRole("button", { name: "Принять всё" }).click()
  await office.locator(".notice.done").waitFor()
  await office.goto(`/organisations/${club}`)
  await office.getByText(/Сведения подтверждены \d/).waitFor()
  await office.getByRole("link", { name: "Отметить, что сведения верны" }).click()
  await office.getByText("По телефону", { exact: true }).waitFor()
  await office.evaluate(axe.source)
  const { violations } = await office.evaluate<axe.AxeResults>(`axe.run({ resultTypes: ["violations"] })`)
  expect(violations.map(({ id }) => id)).toEqual([])
})

import { sql } from "kysely"
import type { BrowserContext, Page } from "playwright-core"
import { beforeAll, expect, test } from "vitest"
import { answerRequest } from "#modules/commitments/request/answer-request.ts"
import { asked, doer, holderOf } from "#modules/commitments/testing/asked.ts"
import { addAffiliation } from "#modules/people/affiliation/add-affiliation.ts"
import { system } from "#platform/actor.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"
import { aPerson } from "../people.ts"
import { aParty, aTerritory } from "../registry.ts"

const site = withSite()
let coordinator: BrowserContext
let territory: number

beforeAll(async () => {
  territory = await aTerritory(site.services, system("test"), "Луговой")
  const { token } = await signedIn(site.services, "coordinator", { kind: "territory", id: territory })
  coordinator = await site.open({ viewport: { width: 1280, height: 900 } })
  await coordinator.addCookies([{ name: sessionCookie, value: token, url: site.base }])
})

const main = (page: Page) => page.locator("main").innerText()
const press = (page: Page, name: string | RegExp) => page.locator("main").getByRole("button", { name }).click()
const flash = (page: Page, text: string) => page.getByText(text).first().waitFor()

/** A council that was asked and answered, with a person and a document; and a second card of it. */
async function twoCouncils() {
  const { services } = site
  const { requests } = await asked(services, { territoryId: territory })
  const request = requests.find(({ addressee }) => addressee.startsWith("Совет ветеранов"))!
  const said = { name: "Пётр Ильин", post: "председатель", kind: "accept", termOn: "2027-05-01" }
  await doer(services, holderOf(request))(answerRequest, { id: request.id, ...said })
  const old = request.partyId!
  const next = await aParty(services, system("test"), "Совет ветеранов Лугового городского округа", {
    ...{ nature: "body", kind: "council", territoryId: territory },
  })
  const person = await aPerson(services, "Ильин", { givenName: "Пётр", territoryId: territory })
  const at = { post: "", from: null, until: null }
  await doer(services)(addAffiliation, { id: person, partyId: old, role: "head", ...at })
  await sql`INSERT INTO registry.party_document (party_id, kind, title, audience, file, created_at)
    VALUES (${old}, 'other', 'Положение о совете', 'public', gen_random_uuid(), now())`.execute(services.db)
  return { old, next }
}

test("two cards of one council become one with all that belongs to them, and two again", async () => {
  const { old, next } = await twoCouncils()
  const page = await coordinator.newPage()
  const belongs = async () => {
    const text = await main(page)
    return ["Положение о совете", "провести праздник двора", "Ильин"].filter((word) => text.includes(word)).length
  }
  await page.goto(`/bodies/${old}`)
  expect(await belongs()).toBe(3)
  await page.goto(`/bodies/${next}`)
  expect(await belongs()).toBe(0)
  await page.locator("main summary", { hasText: "Ещё" }).click()
  await page.locator("main").getByRole("link", { name: "Объединить", exact: true }).first().click()
  await page.getByLabel("Вторая карточка").fill("совет ветеранов города лугового")
  await press(page, "Сравнить")
  await page.getByRole("heading", { name: "Что перейдёт" }).waitFor()
  const shown = await main(page)
  for (const said of ["1 документ", "1 запрос", "1 письмо", "1 запись о человеке в организации"])
    expect(shown).toContain(said)
  await page.getByRole("group", { name: "Название", exact: true }).getByText("на второй карточке").click()
  await press(page, "Объединить")
  await flash(page, "Карточки объединены.")
  expect(await page.locator("h1").innerText()).toBe("Совет ветеранов города Лугового")
  expect(await belongs()).toBe(3)

  await page.goto(`/bodies?q=${encodeURIComponent("ветеранов")}`)
  expect(await page.locator("main .rows a").count()).toBe(1)
  await page.goto(`/bodies/${old}`)
  expect(new URL(page.url()).pathname).toBe(`/bodies/${next}`)

  await page.getByRole("link", { name: /^Разъединить с/ }).click()
  await press(page, "Разъединить")
  await flash(page, "всё вернулось на свои места")
  expect(await page.locator("h1").innerText()).toBe("Совет ветеранов Лугового городского округа")
  expect(await belongs()).toBe(0)
  await page.goto(`/bodies/${old}`)
  expect(new URL(page.url()).pathname).toBe(`/bodies/${old}`)
  expect(await belongs()).toBe(3)
})

test("two cards of one person become one, and two again", async () => {
  const { services } = site
  const add = (name: string, more = {}) => aPerson(services, name, { territoryId: territory, ...more })
  const stays = await add("Орлова", { givenName: "Вера", birthOn: "1960-02-03" })
  const goes = await add("Орлова", { givenName: "Вера", patronymic: "Павловна", phone: "+7 912 345-67-89" })
  const page = await coordinator.newPage()
  await page.goto(`/people/${stays}`)
  await page.getByRole("link", { name: "Объединить с другой карточкой" }).click()
  await page.getByLabel("Вторая карточка").fill("8 912 345-67-89")
  await press(page, "Найти")
  await page.locator("main").getByRole("link", { name: "Орлова Вера Павловна" }).click()
  await page.getByRole("heading", { name: "Какое значение верно" }).waitFor()
  await press(page, "Объединить")
  await flash(page, "Карточки объединены.")
  expect(await page.locator("h1").innerText()).toBe("Орлова Вера Павловна")
  expect(await main(page)).toContain("912")
  await page.goto(`/people/${goes}`)
  expect(new URL(page.url()).pathname).toBe(`/people/${stays}`)

  await page.getByRole("link", { name: /^Разъединить с/ }).click()
  await press(page, "Разъединить")
  await flash(page, "всё вернулось на свои места")
  expect(await page.locator("h1").innerText()).toBe("Орлова Вера")
  await page.goto(`/people/${goes}`)
  expect(await page.locator("h1").innerText()).toBe("Орлова Вера Павловна")
})

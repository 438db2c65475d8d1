import { existsSync, readdirSync, readFileSync } from "node:fs"
import type { BrowserContext, Page } from "playwright-core"
import { beforeAll, describe, expect, test } from "vitest"
import { firstAdministratorPath } from "#platform/session/first-administrator.ts"
import { withSite } from "../browser.ts"

const site = withSite()
const corpus = new URL("../../../shared/corpus/", import.meta.url)
const password = "лодка и чайник у причала"
let office: BrowserContext

const sample = `РЕЗОЛЮЦИЯ
круглого стола «Парки и дворы нашего города»

г. Луговой	3 сентября 2026 г.

В работе круглого стола приняли участие:
начальник отдела благоустройства А.П. Вешняков, руководитель клуба «Росток» О.И. Ракитина.

Участники круглого стола решили:
1. Администрации города Лугового открыть питомник и провести день посадки до 1 мая 2027 года.
2. Поддержать начинание клуба «Росток».
3. Составить карту старых деревьев.
`

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const link = (page: Page, name: string | RegExp) => page.getByRole("link", { name })
const state = (page: Page) => page.locator(".state").innerText()

beforeAll(async () => {
  office = await site.open({ viewport: { width: 1280, height: 900 } })
  const page = await office.newPage()
  await page.goto((await firstAdministratorPath(site.services))!)
  await page.getByLabel("Имя").first().fill("Лидия Осипова")
  await page.locator("[name=email]").fill("osipova@example.ru")
  await page.locator("[name=password]").fill(password)
  await page.locator("main .btn.primary").click()
  await page.waitForURL(`${site.base}/`)
  await page.close()
})

async function upload(page: Page, text: string) {
  await page.goto("/resolutions/new")
  await page.locator("textarea").fill(text)
  await button(page, "Прочитать").click()
  await page.locator(".bench").waitFor()
}

/** Saves the open form of a piece; the next click must not fall between the old page and the new one. */
async function save(page: Page) {
  await button(page, "Сохранить").click()
  await page.locator(".piece.on").waitFor({ state: "detached" })
}

async function toAdoption(page: Page) {
  await link(page, "К принятию").click()
  await page.locator("h1", { hasText: "Принятие резолюции" }).waitFor()
}

async function adopt(page: Page) {
  await toAdoption(page)
  const date = page.getByLabel("Дата принятия")
  if (!(await date.inputValue())) await date.fill("3 сентября 2026")
  await button(page, /^Принять/).click()
  await page.locator(".fairway").waitFor()
}

describe("a coordinator", () => {
  test("corrects what was read, undoes, adopts, and a visitor reads it on a telephone", async () => {
    const page = await office.newPage()
    await upload(page, sample)
    expect(await state(page)).toContain("3 пункта")
    await expect.poll(() => page.locator(".source li").count()).toBe(sample.trimEnd().split("\n").length)

    await page.locator("#p1").getByRole("link", { name: "Исправить" }).click()
    const text = page.getByLabel("Текст", { exact: true })
    await text.fill("Администрации города Лугового открыть питомник\n\nпровести день посадки")
    await save(page)
    await expect.poll(() => state(page)).toContain("4 пункта")
    await button(page, "Отменить").click()
    await expect.poll(() => state(page)).toContain("3 пункта")
    await button(page, "Вернуть").click()
    await expect.poll(() => state(page)).toContain("4 пункта")

    await link(page, "К принятию").click()
    await expect.poll(() => page.locator("main").innerText()).toContain("ответьте, что должно появиться")
    await link(page, "Исправить").first().click()
    await page.getByRole("combobox", { name: "Что должно появиться?" }).selectOption("none")
    await save(page)
    await adopt(page)
    expect(await state(page)).toContain("4 пункта приняты 3 сентября 2026 г.")
    expect(await page.locator("main").innerText()).toContain("Закрыт: итога не ждут")
    expect(await page.locator("main").textContent()).toContain("А.П. Вешняков")

    const visitor = await site.open({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
    const phone = await visitor.newPage()
    await phone.goto(new URL(page.url()).pathname)
    expect(await phone.locator("h1").innerText()).toContain("Парки и дворы нашего города")
    expect(await phone.locator("main").innerText()).not.toMatch(/Вешняков|Ракитина/)
    expect(await phone.content()).not.toMatch(/Вешняков|Ракитина/)
    await phone.goto("/search?q=деревом")
    expect(await phone.locator("main").innerText()).toContain("Составить карту старых деревьев")
    await phone
      .locator("main")
      .getByRole("link", { name: /карту старых деревьев/ })
      .click()
    expect(await phone.locator("h1").innerText()).toContain("Составить карту")
    await visitor.close()
    await page.close()
  })

  test("gives an addressee later, amends, and takes the letters", async () => {
    const page = await office.newPage()
    await page.goto("/search?q=карта деревьев")
    await page
      .locator("main")
      .getByRole("link", { name: /карту старых деревьев/ })
      .click()
    await link(page, "Кому направить пункт?").click()
    await page.getByLabel("Другие адресаты").fill("Городской совет садоводов")
    await button(page, "Направить").click()
    await expect.poll(() => page.locator("main").innerText()).toContain("пункт направлен: Городской совет садоводов")
    await link(page, "Городской совет садоводов").first().click()
    await expect.poll(() => page.locator("main").innerText()).toContain("Составить карту старых деревьев")

    await page.goto("/resolutions")
    await link(page, /Парки и дворы/).click()
    await link(page, "Внести поправку").click()
    await page.getByLabel("Основание").fill("Решение совета садоводов")
    await page.getByText("3. Составить карту").click()
    await page.getByLabel("Текст пункта 3").fill("Составить карту старых и редких деревьев.")
    await button(page, "Внести поправку").click()
    await page.locator(".fairway").waitFor()
    const body = await page.locator("main").innerText()
    expect(body).toContain("Составить карту старых и редких деревьев.")
    expect(body).toContain("Составить карту старых деревьев.")

    await link(page, "Спросить 2 адресатов").click()
    await button(page, "Отправить 2 письма").click()
    const download = page.waitForEvent("download")
    await link(page, /Скачать 2 письма/).click()
    expect((await download).suggestedFilename()).toMatch(/\.zip$/)
    await page.close()
  })

  test("is told when somebody else has edited, and keeps what was typed", async () => {
    const first = await office.newPage()
    await upload(first, sample.replace("Парки", "Скверы"))
    const second = await office.newPage()
    await second.goto(first.url())
    await first.locator("#p3").getByRole("link", { name: "Исправить" }).click()
    await second.locator("#p3").getByRole("link", { name: "Исправить" }).click()
    await first.getByLabel("Текст", { exact: true }).fill("Составить карту лип.")
    await button(first, "Сохранить").click()
    await expect.poll(() => first.locator("#p3").innerText()).toContain("карту лип")
    await second.getByLabel("Текст", { exact: true }).fill("Составить карту дубов.")
    await button(second, "Сохранить").click()
    await expect.poll(() => second.locator("main").innerText()).toContain("черновик изменили")
    expect(await second.getByLabel("Текст", { exact: true }).inputValue()).toBe("Составить карту дубов.")
    await second.close()
    await first.close()
  })

  test("hears what is wrong with a file, and loses nothing that was typed", async () => {
    const page = await office.newPage()
    await page.goto("/resolutions/new")
    await page.locator("textarea").fill("Набранный текст")
    await page.locator("input[type=file]").setInputFiles({
      name: "foto.png",
      mimeType: "image/png",
      buffer: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
    })
    await button(page, "Прочитать").click()
    await expect.poll(() => page.locator(".summary").innerText()).toMatch(/картин|изображен/i)
    expect(await page.locator("textarea").inputValue()).toBe("Набранный текст")
    await page.close()
  })
})

test("without a script a draft is corrected and adopted by plain forms", async () => {
  const plain = await site.open({ javaScriptEnabled: false, storageState: await office.storageState() })
  const page = await plain.newPage()
  await upload(page, sample.replace("Парки", "Аллеи").replace("2. Поддержать начинание клуба «Росток».\n", ""))
  await page.locator("#p2").getByRole("link", { name: "Исправить" }).click()
  await page.getByLabel("Адресат 1").fill("Клуб «Росток»")
  await save(page)
  expect(await page.locator("#p2").innerText()).toContain("Клуб «Росток»")
  await adopt(page)
  expect(await page.locator("main").innerText()).toContain("Клуб «Росток»")
  await plain.close()
})

test.skipIf(!existsSync(corpus))("the real documents become public resolutions", { timeout: 120_000 }, async () => {
  const page = await office.newPage()
  for (const name of readdirSync(corpus).filter((n) => n.endsWith(".txt"))) {
    await page.goto("/resolutions/new")
    await page.locator("input[type=file]").setInputFiles({
      name,
      mimeType: "text/plain",
      buffer: readFileSync(new URL(name, corpus)),
    })
    await button(page, "Прочитать").click()
    await page.locator(".bench").waitFor()
    for (;;) {
      await toAdoption(page)
      const stop = link(page, "Исправить")
      if (!(await page.locator(".notice.error").count())) break
      await stop.first().click()
      await page.getByRole("combobox", { name: "Что должно появиться?" }).selectOption("none")
      await save(page)
    }
    const date = page.getByLabel("Дата принятия")
    if (!(await date.inputValue())) await date.fill("01.12.2021")
    await button(page, /^Принять/).click()
    await page.locator(".fairway").waitFor()
    expect(await state(page)).toMatch(/пункт/)
  }
  await page.close()
})

test("nothing in these journeys made a browser complain", () => {
  expect(site.complaints).toEqual([])
})

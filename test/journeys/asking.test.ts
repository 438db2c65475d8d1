import type { BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { adopted } from "#modules/commitments/testing/asked.ts"
import { mailServer } from "#platform/delivery/testing/mail-server.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"

const site = withSite()
let post: Awaited<ReturnType<typeof mailServer>>

beforeAll(async () => {
  post = await mailServer()
  Object.assign(site.services.config, { SMTP_URL: post.url })
})
afterAll(() => post?.close())

/** A window of a coordinator. */
async function office(options: Parameters<typeof site.open>[0]): Promise<BrowserContext> {
  const { token } = await signedIn(site.services, "coordinator")
  const context = await site.open(options)
  await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  return context
}

const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name })
const group = (page: Page, name: string) => page.getByRole("group", { name, exact: true })
/** The text of a letter as it came, its lines joined again. */
const words = (letter: string) => {
  const at = letter.indexOf("\r\n\r\n")
  const body = letter.slice(at + 4)
  return /base64/i.test(letter.slice(0, at))
    ? Buffer.from(body, "base64").toString()
    : Buffer.from(
        body
          .replace(/=\r\n/g, "")
          .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
        "latin1",
      ).toString()
}
const fits = (page: Page) => page.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)

describe.each([
  ["with a script at 1280 px", { viewport: { width: 1280, height: 900 } }],
  ["without a script at 360 px", { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }],
] as const)("a coordinator %s", (_, options) => {
  test("looks at a letter, sends, and sees what became of each", async () => {
    const { id } = await adopted(site.services)
    const before = post.letters.length
    const context = await office(options)
    const page = await context.newPage()
    await page.goto(`/resolutions/${id}`)
    await page.getByRole("link", { name: "Спросить 3 адресатов" }).click()
    await page.locator("h1", { hasText: "Кого и о чём спросить" }).waitFor()
    expect(await fits(page)).toBe(true)

    const town = group(page, "Администрация города Лугового")
    await town.getByLabel("E-mail", { exact: true }).fill("office.lugovoy")
    await town.getByText("по e-mail", { exact: true }).click()
    await town.getByText("Запомнить в карточке").click()
    await group(page, "Общество слепых города Лугового").getByText("Спросить", { exact: true }).click()
    await button(page, "Пересчитать").first().click()
    await button(page, "Отправить 2 письма").click()
    await page.locator(".summary").waitFor()
    expect(await town.getByLabel("E-mail", { exact: true }).inputValue()).toBe("office.lugovoy")
    await town.getByLabel("E-mail", { exact: true }).fill("office@lugovoy.example")

    const opened = context.waitForEvent("page")
    await town.getByRole("link", { name: "Посмотреть письмо" }).click()
    const preview = await opened
    await preview.locator("pre").waitFor()
    const promised = await preview.locator("pre").innerText()
    expect(promised).toContain("поставить скамьи")
    await preview.close()

    await button(page, "Отправить 2 письма").click()
    await page.waitForURL(/\/letters$/)
    expect(await page.locator("main").innerText()).toContain("Администрация города Лугового")
    await expect.poll(() => post.letters.length, { timeout: 20_000 }).toBe(before + 1)
    const came = words(post.letters.at(-1)!)
    expect(came.match(/\/answer\/([\w-]+)/)?.[1]).toMatch(/^\w+-[\w-]{24}$/)
    const plain = (text: string) =>
      text
        .replace(/\/answer\/\S+/g, "")
        .replace(/код \S+/g, "")
        .replace(/\s+/g, " ")
        .trim()
    expect(plain(came)).toBe(plain(promised))
    await expect
      .poll(async () => {
        await page.reload()
        return page.locator("main").innerText()
      })
      .toMatch(/отправлено[\s\S]*на бумаге/)
    await page.goto(`/resolutions/${id}/asking`)
    expect(await page.locator("main").innerText()).toContain("Отправить 1 письмо")
    expect(await fits(page)).toBe(true)
    await context.close()
  })
})

test("a letter that was refused is sent again to a mended address", async () => {
  const { id } = await adopted(site.services)
  const deaf = await mailServer({ refuse: 550 })
  Object.assign(site.services.config, { SMTP_URL: deaf.url })
  const context = await office({ viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  await page.goto(`/resolutions/${id}/asking`)
  const town = group(page, "Администрация города Лугового")
  await town.getByLabel("E-mail", { exact: true }).fill("nobody@lugovoy.example")
  await town.getByText("по e-mail", { exact: true }).click()
  await button(page, /^Отправить/).click()
  await page.waitForURL(/\/letters$/)
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.locator("main").innerText()
      },
      { timeout: 20_000 },
    )
    .toContain("не доставлено")
  await deaf.close()
  Object.assign(site.services.config, { SMTP_URL: post.url })
  const before = post.letters.length
  await page.getByRole("link", { name: /: Администрация города Лугового/ }).click()
  await page.getByLabel("E-mail адресата").fill("office@lugovoy.example")
  await button(page, "Отправить ещё раз").click()
  await page.getByText("Письмо снова поставлено в очередь.").waitFor()
  await expect.poll(() => post.letters.length, { timeout: 20_000 }).toBe(before + 1)
  expect(post.letters.at(-1)).toContain("office@lugovoy.example")
  expect(words(post.letters.at(-1)!)).toContain("поставить скамьи")
  await context.close()
  expect(site.complaints).toEqual([])
})

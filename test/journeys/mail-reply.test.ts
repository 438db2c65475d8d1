import type { Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest"
import { waitingReplies } from "#modules/commitments/mail-reply/reply.store.ts"
import { asked } from "#modules/commitments/testing/asked.ts"
import { receiveMail } from "#platform/delivery/incoming/receive-mail.ts"
import { replyAddress } from "#platform/delivery/incoming/reply-address.ts"
import { imapServer } from "#platform/delivery/testing/imap-server.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"

const site = withSite()
let imap: Awaited<ReturnType<typeof imapServer>>

beforeAll(async () => {
  imap = await imapServer()
  Object.assign(site.services.config, { IMAP_URL: imap.url, MAIL_FROM: "Центр <centre@example.ru>" })
  await receiveMail(site.services)
})
afterAll(() => imap.close())

let number = 0
/** Somebody writes to the address of one recipient; the jobs of the site read it. */
async function comes(recipientId: number, from: string, text: string) {
  const { services } = site
  const before = (await waitingReplies(services.db, "everywhere", 50)).length
  const to = replyAddress(services.config, services.secret, `answer-${recipientId}`)
  const head = `Message-ID: <journey-${++number}@example.ru>\nFrom: ${from}\nTo: ${to}\nSubject: Answer\n`
  const file = `--b\nContent-Type: application/pdf\nContent-Disposition: attachment; filename="order.pdf"\nContent-Transfer-Encoding: base64\n\n${Buffer.from("%PDF-1.7\n").toString("base64")}\n--b--\n`
  const body = `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(text).toString("base64")}\n`
  imap.deliver(`${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n${body}${file}`)
  await receiveMail(services)
  await vi.waitFor(
    async () => expect(await waitingReplies(services.db, "everywhere", 50)).toHaveLength(before + 1),
    10_000,
  )
}

const fits = (page: Page) => page.locator("html").evaluate((html) => html.scrollWidth <= html.clientWidth)
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true })

describe.each([
  ["with a script at 1280 px", { viewport: { width: 1280, height: 900 } }],
  ["without a script at 360 px", { viewport: { width: 360, height: 740 }, javaScriptEnabled: false }],
] as const)("a coordinator %s", (_, options) => {
  test("writes down what a letter says, and puts aside what is no answer", async () => {
    const { requests } = await asked(site.services)
    const [bench] = requests
    await comes(
      bench!.recipientId,
      "office0@lugovoy.example",
      "Здравствуйте!\n\nПункт 1 принят к исполнению, срок — до конца года.\n\nС уважением,\nначальник отдела\nП. И. Рябинин\n\n02.03.2026, 10:00, Центр <centre@example.ru>:\n> Просим ответить.",
    )
    const context = await site.open(options)
    const { token } = await signedIn(site.services, "coordinator")
    await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
    const page = await context.newPage()
    await page.goto("/desk")
    expect(await fits(page)).toBe(true)
    await page.getByRole("link", { name: "Администрация города Лугового: Answer" }).first().click()
    await page.locator("h1", { hasText: "Ответ письмом" }).waitFor()
    expect(await fits(page)).toBe(true)
    expect(await page.getByText("похоже на").count()).toBe(0)
    expect(await page.getByLabel("Срок").inputValue()).toMatch(/^31\.12\.\d{4}$/)
    expect(await page.getByLabel("Должность", { exact: true }).inputValue()).toBe("начальник отдела")
    expect(await page.getByText("Просим ответить.").isVisible()).toBe(false)
    await page.getByText("Письмо целиком, с цитатами").click()
    expect(await page.getByText("Просим ответить.").isVisible()).toBe(true)
    await page.getByLabel("Срок").fill("никогда")
    await button(page, "Записать ответ").click()
    await page.getByRole("alert").waitFor()
    await page.getByLabel("Срок").fill("до 1 июня 2030")
    await button(page, "Записать ответ").click()
    await page.getByText("Ответ записан по 1 запросу.", { exact: true }).waitFor()
    expect(await page.getByRole("heading", { name: "Ответы письмом" }).count()).toBe(1)
    expect(await fits(page)).toBe(true)

    await comes(bench!.recipientId, "someone@mail.ru", "Спасибо за письмо.")
    await page.goto("/replies")
    expect(await fits(page)).toBe(true)
    await page.getByRole("link", { name: "Администрация города Лугового: Answer" }).first().click()
    await page.getByText("Письмо пришло с другого адреса: someone@mail.ru").waitFor()
    await page.getByLabel("Почему это не ответ").fill("Благодарят за письмо")
    await button(page, "Отметить: не ответ").click()
    await page.getByText("Отмечено как «не ответ».", { exact: true }).waitFor()
    await page.getByRole("link", { name: "Не ответы" }).click()
    await page.getByRole("link", { name: "Администрация города Лугового: Answer" }).first().click()
    await button(page, "Вернуть в ожидающие").click()
    await page.getByText("Письмо снова ждёт.", { exact: true }).waitFor()
    await context.close()
    expect(site.complaints).toEqual([])
  })
})

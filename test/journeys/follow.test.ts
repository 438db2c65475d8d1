import { sql } from "kysely"
import type { Page } from "playwright-core"
import PostalMime from "postal-mime"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { answerRequest } from "#modules/commitments/request/answer-request.ts"
import { asked, doer, holderOf } from "#modules/commitments/testing/asked.ts"
import { mailServer } from "#platform/delivery/testing/mail-server.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { withSite } from "../browser.ts"

const site = withSite()
let post: Awaited<ReturnType<typeof mailServer>>
let world: Awaited<ReturnType<typeof asked>>
let phone: Page
let office: Page

beforeAll(async () => {
  post = await mailServer()
  Object.assign(site.services.config, { SMTP_URL: post.url })
  world = await asked(site.services)
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
const item = () => `/items/${world.items[0]!.id}`
const lettersTo = async (mailbox: string) =>
  (await Promise.all(post.letters.map((letter) => PostalMime.parse(letter)))).filter((letter) =>
    letter.to?.some(({ address }) => address === mailbox),
  )
/** What waits for its ten minutes goes now. */
const hurry = () =>
  sql`SELECT graphile_worker.reschedule_jobs(ARRAY(SELECT id FROM graphile_worker.jobs WHERE run_at > now()
    AND task_identifier = 'commitments.tell_followers'), run_at => now())`.execute(site.services.db)

describe("a neighbour on a telephone without a script", () => {
  test("writes under an item; somebody of the centre reads it first; then it stands there", async () => {
    await phone.goto(item())
    await link(phone, "Написать комментарий").click()
    expect(await fits(phone)).toBe(true)
    await phone.getByLabel("Как подписать").fill("Нина")
    await phone.getByLabel("Комментарий").fill("У поликлиники зимой и летом негде присесть.")
    await phone.waitForTimeout(3100)
    await button(phone, "Отправить на проверку").click()
    expect(await main(phone)).toContain("когда его прочитает сотрудник центра")
    expect(await main(phone)).not.toContain("негде присесть")

    await office.goto("/comments")
    await button(office, "Опубликовать").click()
    await office.getByText("Ни один комментарий не ждёт").waitFor()

    await phone.goto(item())
    expect(await main(phone)).toContain("негде присесть")
    expect(await fits(phone)).toBe(true)
  })

  test("follows it by e-mail, is told of what changed, and leaves by the letter", async () => {
    const mailbox = "nina@example.ru"
    await link(phone, "Следить за изменениями").click()
    await phone.getByLabel("Ваша электронная почта").fill(mailbox)
    await button(phone, "Прислать ссылку").click()
    expect(await main(phone)).toContain(mailbox)
    await expect.poll(() => lettersTo(mailbox), { timeout: 10_000 }).toHaveLength(1)
    const [confirmation] = await lettersTo(mailbox)
    await phone.goto(/http\S+\/follow\/\S+/.exec(confirmation!.text!)![0])
    await button(phone, "Начать подписку").click()
    expect(await main(phone)).toContain("Подписка начата")

    const [bench] = world.requests
    const said = { name: "Ольга Ветрова", post: "заместитель главы", kind: "accept", termOn: "2999-04-10" }
    await doer(site.services, holderOf(bench!))(answerRequest, { id: bench!.id, ...said })
    await expect
      .poll(async () => hurry().then(() => lettersTo(mailbox)), { timeout: 15_000, interval: 300 })
      .toHaveLength(2)
    const told = (await lettersTo(mailbox))[1]!
    expect(told.text).toContain("Взято в работу, срок: до 10 апреля 2999")
    expect(told.text).not.toContain("Ветрова")
    expect(told.headers.find(({ key }) => key === "list-unsubscribe")!.value).toContain("/unfollow/")

    await phone.goto(/http\S+\/unfollow\/\S+/.exec(told.text!)![0])
    const rows = () => site.services.db.selectFrom("commitments.subscription").select("email").execute()
    expect(await rows()).toEqual([{ email: mailbox }])
    await button(phone, "Больше не присылать").click()
    expect(await main(phone)).toContain("адрес стёрт")
    expect(await rows()).toEqual([])
  })

  test("reads on the front page and in figures what came of it", async () => {
    await phone.goto("/")
    expect(await main(phone)).toContain("Взято в работу, срок: до 10 апреля 2999")
    await link(phone, "В цифрах").first().click()
    expect(await main(phone)).toContain("Отправлено 4 запроса")
    expect(await fits(phone)).toBe(true)
    await link(phone, "По адресатам").click()
    expect(await main(phone)).toContain("только по решению совета")
  })
})

test("the browser had nothing to complain about", () => {
  expect(site.complaints).toEqual([])
})

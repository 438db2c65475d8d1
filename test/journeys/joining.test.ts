import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { system } from "#platform/actor.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "../actors.ts"
import { goodPassword } from "../by-password.ts"
import { aTerritory } from "../registry.ts"
import { chromiumPath, openSite, type Site } from "./open-site.ts"

let site: Site

/** The link of this kind in the last letter to an address. */
async function linkTo(email: string, kind: "application" | "claim"): Promise<string> {
  const letters = await site.services.db
    .selectFrom("platform.outgoing_mail")
    .select("body_text as text")
    .where("to_address", "=", email)
    .orderBy("id")
    .execute()
  return new RegExp(`https?://\\S+/${kind}/\\S+`).exec(
    letters.findLast(({ text }) => text.includes(`/${kind}/`))!.text,
  )![0]
}

describe.skipIf(!chromiumPath)("joining, in a browser", () => {
  beforeAll(async () => {
    site = await openSite()
    await aTerritory(site.services, system("test"), "Заречный")
  })
  afterAll(() => site?.close())

  /** Somebody on a telephone without a script. */
  const telephone = async () => {
    const context = await site.context.browser()!.newContext({
      javaScriptEnabled: false,
      baseURL: site.url,
      locale: "ru-RU",
      viewport: { width: 360, height: 740 },
    })
    context.setDefaultTimeout(10_000)
    return context
  }

  async function apply(name: string, email: string) {
    const context = await telephone()
    const page = await context.newPage()
    await page.goto("/join")
    await page.getByRole("link", { name: "Добавить организацию в реестр" }).click()
    const shown = await page.evaluate("document.documentElement.scrollWidth")
    expect(shown).toBeLessThanOrEqual(360)
    await page.getByLabel("Название организации").fill(name)
    await page.getByLabel("Вид организации").selectOption({ index: 1 })
    await page.getByLabel("Территория").selectOption({ label: "Заречный" })
    await page.getByLabel("Чем занимается организация").fill("Сажаем деревья")
    await page.getByLabel("Фамилия").fill("Ветрова")
    await page.getByLabel("Имя", { exact: false }).first().fill("Ольга")
    await page.getByLabel("Электронная почта").fill(email)
    // Nobody fills in a form faster than in three seconds.
    await page.waitForTimeout(3_500)
    await page.getByRole("button", { name: "Получить ссылку на почту" }).click()
    await page.getByRole("heading", { name: "Проверьте почту" }).waitFor()
    const link = await linkTo(email, "application")
    await page.goto(link)
    await page.getByRole("button", { name: "Подать заявку" }).click()
    await page.getByText("Принято.").waitFor()
    return { context, page, link }
  }

  async function staff(role: "coordinator" | "administrator") {
    const { token } = await signedIn(site.services, role)
    const context = await site.context.browser()!.newContext({ baseURL: site.url, locale: "ru-RU" })
    context.setDefaultTimeout(10_000)
    await context.addCookies([{ name: sessionCookie, value: token, url: site.url }])
    return context.newPage()
  }

  it("the head of an organisation joins from a telephone, answers a question and speaks for the organisation", async () => {
    const email = "vetrova@example.ru"
    const { context, page, link } = await apply("Фонд «Ветер»", email)
    const clerk = await staff("coordinator")
    await clerk.goto("/applications")
    await clerk.getByRole("link", { name: "Фонд «Ветер»" }).click()
    await clerk.getByLabel("Вопрос заявителю").fill("Где вы работаете?")
    await clerk.getByRole("button", { name: "Задать вопрос" }).click()
    await clerk.getByText("Вопрос отправлен").waitFor()
    await page.goto(link)
    await page.getByLabel("Ваш ответ").fill("В городском парке")
    await page.getByRole("button", { name: "Ответить" }).click()
    await page.getByText("Принято.").waitFor()
    await clerk.reload()
    await clerk.getByText("В городском парке").waitFor()
    await clerk.getByRole("button", { name: "Одобрить" }).click()
    await clerk.getByText("Заявка одобрена, письмо отправлено.").waitFor()
    await page.goto(await linkTo(email, "claim"))
    await page.getByLabel("Пароль").fill(goodPassword)
    await page.getByRole("button", { name: "Это я: создать учётную запись" }).click()
    await page.getByText("Теперь это ваша карточка").waitFor()
    await page.getByRole("main").getByRole("link", { name: "Фонд «Ветер»" }).first().click()
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Фонд «Ветер»")
    await context.close()
  })

  it("one that is declined appeals, and somebody else confirms", async () => {
    const { context, page, link } = await apply("Клуб «Восход»", "voshod@example.ru")
    const [first, second] = [await staff("administrator"), await staff("administrator")]
    await first.goto("/applications")
    await first.getByRole("link", { name: "Клуб «Восход»" }).click()
    await first.getByLabel("Причина отказа").fill("Мало сведений")
    await first.getByRole("button", { name: "Отказать" }).click()
    await first.getByText("Отказ отправлен").waitFor()
    await page.goto(link)
    await page.getByText("Мало сведений").waitFor()
    await page.getByLabel("Почему вы не согласны").fill("Устав приложен")
    await page.getByRole("button", { name: "Возразить" }).click()
    await page.getByText("Принято.").waitFor()
    await first.reload()
    expect(await first.getByRole("button", { name: "Одобрить" }).isVisible()).toBe(false)
    await second.goto(first.url())
    await second.getByRole("button", { name: "Одобрить" }).click()
    await second.getByText("Заявка одобрена, письмо отправлено.").waitFor()
    await context.close()
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { addUser } from "#platform/session/cli.ts"
import { callbackOf } from "#platform/session/outside/provider.ts"
import { oidcServer, person } from "#platform/session/outside/testing/oidc-server.ts"
import { vkServer } from "#platform/session/outside/testing/russian-servers.ts"
import { outsideOf } from "../../src/setup.ts"
import { goodPassword } from "../by-password.ts"
import { testServices } from "../services.ts"
import { chromiumPath, openSite, type Site } from "./open-site.ts"

let site: Site
let oidc: Awaited<ReturnType<typeof oidcServer>>
let vk: Awaited<ReturnType<typeof vkServer>>

describe.skipIf(!chromiumPath)("signing in with other services, in a browser", () => {
  beforeAll(async () => {
    site = await openSite()
    oidc = await oidcServer(callbackOf(site.url, "oidc"))
    vk = await vkServer(callbackOf(site.url, "vk"))
    const { config } = testServices("postgres://unused", { ...oidc.settings, ...vk.settings })
    site.services.outside.push(...outsideOf(config))
    await addUser(site.services, { email: "anna@example.ru", role: "member", name: "Анна П.", password: goodPassword })
  })
  afterAll(async () => {
    await site?.close()
    await oidc?.close()
    await vk?.close()
  })

  it.each([true, false])("links and comes back through both (with a script: %s)", async (javaScriptEnabled) => {
    const context = await site.context.browser()!.newContext({ javaScriptEnabled, baseURL: site.url, locale: "ru-RU" })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on("console", (line) => line.type() === "error" && complaints.push(line.text()))
    const asked: string[] = []
    page.on("request", (request) => request.isNavigationRequest() || asked.push(new URL(request.url()).origin))
    const login = javaScriptEnabled ? person.login : "olga"
    vk.state.person = javaScriptEnabled ? "501" : "502"
    const atServer = async () => {
      await page.getByLabel("Логин").fill(login)
      await page.getByRole("button", { name: "Подтвердить" }).click()
    }

    await page.goto("/sign-in")
    await page.getByRole("button", { name: "Войти через Единый вход" }).click()
    await atServer()
    await page.getByText("не привязана ни одна открытая учётная запись").waitFor()

    await page.goto("/sign-in?next=/settings/security")
    await page.getByLabel("Электронная почта").fill("anna@example.ru")
    await page.getByLabel("Пароль").fill(goodPassword)
    await page.getByRole("main").getByRole("button", { name: "Войти", exact: true }).click()
    await page.getByRole("button", { name: "Привязать VK ID" }).click()
    await page.getByText("Готово: теперь можно входить через VK ID").waitFor()
    await page.getByRole("button", { name: "Привязать Единый вход" }).click()
    // The server remembers who has just signed in there.
    await page.getByText("Готово: теперь можно входить через Единый вход").waitFor()

    for (const name of ["VK ID", "Единый вход"]) {
      await context.clearCookies({ domain: "localhost" })
      await page.goto("/sign-in?next=/settings/security")
      await page.getByRole("button", { name: `Войти через ${name}` }).click()
      await page.getByRole("heading", { name: "Вход и безопасность" }).waitFor()
    }
    await page.getByRole("button", { name: "Отвязать" }).first().click()
    await page.getByText("Отвязано").waitFor()
    expect([...new Set(asked)].filter((origin) => origin !== site.url && origin !== oidc.url)).toEqual([])
    expect(complaints.filter((said) => !/status of 40[34]/.test(said))).toEqual([])
    await context.close()
  })
})

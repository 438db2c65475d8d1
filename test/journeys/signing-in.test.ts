import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { firstAdministratorPath } from "#platform/session/first-administrator.ts"
import { goodPassword } from "../by-password.ts"
import { chromiumPath, openSite, type Site } from "./open-site.ts"

let site: Site

describe.skipIf(!chromiumPath)("signing in, in a browser", () => {
  beforeAll(async () => {
    site = await openSite()
  })
  afterAll(() => site?.close())

  it("the first administrator makes a password with the meter, a passkey, signs out and comes back by the passkey", async () => {
    const page = await site.context.newPage()
    const faults: string[] = []
    page.on("pageerror", (err) => faults.push(err.message))
    page.on("console", (line) => line.type() === "error" && faults.push(line.text()))
    const device = await site.context.newCDPSession(page)
    await device.send("WebAuthn.enable")
    await device.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })

    await page.goto((await firstAdministratorPath(site.services))!)
    await page.getByLabel("Имя и фамилия").fill("Ульяна Мещерякова")
    await page.getByLabel("Электронная почта").fill("ulyana@example.ru")
    const password = page.getByLabel("Пароль", { exact: false }).first()
    await password.pressSequentially("ulyana2026")
    await page.getByText("Пароль составлен из вашего имени или почты").waitFor()
    await password.fill("")
    await password.pressSequentially(goodPassword)
    await page.getByText("Отличный пароль").waitFor()
    await page.getByRole("button", { name: "Создать учётную запись" }).click()
    await page.getByText("Учётная запись готова").waitFor()

    await page.goto("/settings/security")
    await page.getByRole("button", { name: "Создать ключ" }).click()
    await page.getByText("Ключ создан").waitFor()

    await page.getByText("Ульяна Мещерякова", { exact: true }).first().click()
    await page.getByRole("button", { name: "Выйти" }).click()
    await page.getByText("Вы вышли").waitFor()
    await page.goto("/settings/people")
    expect(new URL(page.url()).pathname).toBe("/sign-in")
    await page.getByRole("button", { name: "Войти ключом доступа" }).click()
    await page.waitForURL("**/settings/people")
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Люди и права")
    expect(faults).toEqual([])
  })

  it("works without a script: password and code, no passkey button", async () => {
    const context = await site.context.browser()!.newContext({ javaScriptEnabled: false, baseURL: site.url })
    const page = await context.newPage()
    await page.goto("/sign-in")
    expect(await page.getByRole("button", { name: "Войти ключом доступа" }).isVisible()).toBe(false)
    await page.getByLabel("Электронная почта").fill("ulyana@example.ru")
    await page.getByLabel("Пароль").fill(goodPassword)
    await page.getByRole("main").getByRole("button", { name: "Войти" }).click()
    await page.goto("/settings/security")
    expect(await page.getByText("Вы вошли на 2 устройствах").isVisible()).toBe(true)
    await context.close()
  })
})

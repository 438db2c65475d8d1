import { afterAll, beforeAll, expect, it } from "vitest"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Answer, visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../app.ts"
import { firstAdministratorPath } from "./first-administrator.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

/** A page is valid HTML, and every word of it was found in the catalogues. */
async function expectGoodPage(answer: Answer, status = 200) {
  expect(answer.status).toBe(status)
  expect(answer.text).not.toMatch(/>\s*(session|delivery|ui|event)\.[a-z_.]+\s*</)
  await expectValidHtml(answer.text)
}

it.each(["ru", "en"])("pages in %s are valid and wholly translated", async (lang) => {
  const services = testServices(database.url, { BASE_URL: "http://localhost:3000" })
  const app = buildApp(services)
  const from = { origin: "http://localhost:3000", address: lang === "ru" ? "203.0.113.1" : "203.0.113.2" }
  const guest = visitor(app, from)
  const first = await firstAdministratorPath(services)
  if (first) await expectGoodPage(await guest.get(`/${lang}${first}`))
  const admin = await signedInAs(services, app, "administrator", { email: `${lang}@example.ru`, ...from })

  for (const path of ["/sign-in", "/sign-in/code", "/sign-in/code/check", "/sign-in/second", "/password/forgotten"])
    await expectGoodPage(await guest.get(`/${lang}${path}`))
  await expectGoodPage(await guest.post(`/${lang}/sign-in`, { email: "a", password: "" }), 422)
  await expectGoodPage(await guest.post(`/${lang}/sign-in`, { email: "a@example.ru", password: "b" }), 422)
  await expectGoodPage(await guest.get(`/${lang}/welcome/none`), 410)

  const made = await admin.post(`/${lang}/settings/people/invitation`, {
    role: "member",
    scope: "installation",
    email: "",
  })
  await expectGoodPage(made)
  await expectGoodPage(await guest.get(/\/(ru|en)\/welcome\/[\w-]+/.exec(made.text)![0]))
  await expectGoodPage(await admin.get(/\/(ru|en)\/welcome\/[\w-]+/.exec(made.text)![0]))
  const now = new Date()
  const id = await services.db
    .transaction()
    .execute((tx) => queueMail(tx, { to: "a@example.ru", subject: "Тема", text: "Текст", purpose: "notice" }, now))
  await workOff(services, database.url)
  const settings = ["", "/security", "/security/name", "/security/password", "/security/totp", "/security/tokens"]
  const people = ["/people", "/people/invitation", `/people/${admin.userId}`, "/outbox", `/outbox/${id}`]
  for (const path of [...settings, ...people]) await expectGoodPage(await admin.get(`/${lang}/settings${path}`))
  await expectGoodPage(await admin.post(`/${lang}/settings/security/tokens`, { name: "one" }))
  await expectGoodPage(await admin.get(`/${lang}/settings/security/tokens`))
  await admin.post(`/${lang}/settings/security/totp`)
  await expectGoodPage(await admin.get(`/${lang}/settings/security/totp`))
  await expectGoodPage(await admin.post(`/${lang}/settings/security/totp/confirmation`, { code: "1" }), 422)
})

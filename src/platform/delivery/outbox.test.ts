import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import { signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../app.ts"
import { queueMail } from "./queue-mail.ts"
import { tidyJob } from "./tidy.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

describe("the outbox page", () => {
  it("shows letters newest first, page by page, and by state", async () => {
    const services = testServices(database.url)
    const app = buildApp(services)
    const admin = await signedInAs(services, app, "administrator")
    await services.db.transaction().execute(async (tx) => {
      for (let n = 1; n <= 60; n++)
        await queueMail(
          tx,
          { to: `a${n}@example.ru`, subject: `Письмо ${n}.`, text: "…", purpose: "notice" },
          new Date(),
        )
    })
    const first = (await admin.get("/settings/outbox")).text
    expect(first.indexOf("Письмо 60.")).toBeLessThan(first.indexOf("Письмо 59."))
    expect(first).not.toContain("Письмо 10.")
    const more = /href="(\/settings\/outbox\?after=\d+)"/.exec(first)![1]!
    expect((await admin.get(more)).text).toContain("Письмо 10.")
    expect((await admin.get("/settings/outbox?state=kept")).text).toContain("Таких писем нет")
    await workOff(services, database.url)
    expect((await admin.get("/settings/outbox?state=kept")).text).toContain("Письмо 60.")
  })

  it("tries a letter again where there is a mail server now", async () => {
    const services = testServices(database.url, { SMTP_URL: "smtp://127.0.0.1:1" })
    const app = buildApp(services)
    const admin = await signedInAs(services, app, "administrator", { email: "again@example.ru" })
    const mail = { to: "b@example.ru", subject: "Снова", text: "…", purpose: "notice" }
    const id = await services.db.transaction().execute((tx) => queueMail(tx, mail, new Date()))
    await services.db.updateTable("platform.outgoing_mail").set({ state: "kept" }).where("id", "=", id).execute()
    expect((await admin.get(`/settings/outbox/${id}`)).text).toContain("Отправить ещё раз")
    expect((await admin.post(`/settings/outbox/${id}/sending`)).status).toBe(303)
    const row = () =>
      services.db.selectFrom("platform.outgoing_mail").selectAll().where("id", "=", id).executeTakeFirst()
    expect(await row()).toMatchObject({ state: "queued", attempts: 0 })
    expect((await admin.post(`/settings/outbox/${id}/sending`)).status).toBe(409)
    const past = { state: "failed" as const, expires_at: new Date(0) }
    await services.db.updateTable("platform.outgoing_mail").set(past).where("id", "=", id).execute()
    expect((await admin.get(`/settings/outbox/${id}`)).text).not.toContain("Отправить ещё раз")
    expect((await admin.post(`/settings/outbox/${id}/sending`)).status).toBe(409)
  })

  it("explains a letter whose fate nobody knows, in both languages", async () => {
    const services = testServices(database.url, { SMTP_URL: "smtp://127.0.0.1:1" })
    const app = buildApp(services)
    const admin = await signedInAs(services, app, "administrator", { email: "unsure@example.ru" })
    const mail = { to: "b@example.ru", subject: "Один раз", text: "…", purpose: "notice", once: true as const }
    const id = await services.db.transaction().execute((tx) => queueMail(tx, mail, new Date()))
    const set = (values: { state: "sending" | "failed"; error: string | null }) =>
      services.db.updateTable("platform.outgoing_mail").set(values).where("id", "=", id).execute()
    await set({ state: "sending", error: null })
    expect((await admin.get(`/settings/outbox/${id}`)).text).toContain("отправляется")
    expect((await admin.post(`/settings/outbox/${id}/sending`)).status).toBe(409)
    await set({ state: "failed", error: "unsure" })
    expect((await admin.get(`/settings/outbox/${id}`)).text).toContain("Неизвестно, дошло ли письмо")
    expect((await admin.get(`/en/settings/outbox/${id}`)).text).toContain("Nobody knows whether the letter arrived")
    expect((await admin.post(`/settings/outbox/${id}/sending`)).status).toBe(303)
  })

  it("forgets letters after 90 days", async () => {
    const services = testServices(database.url, {}, { clock: fixedClock("2099-01-01T00:00:00Z") })
    await services.db.updateTable("platform.outgoing_mail").set({ state: "sent" }).execute()
    await tidyJob.run(services, {})
    expect(await services.db.selectFrom("platform.outgoing_mail").select("id").execute()).toEqual([])
  })
})

import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Config } from "#platform/config.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { workOff } from "#test/work-off.ts"
import { type Mail, queueMail } from "./queue-mail.ts"
import { mailServer } from "./testing/mail-server.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const letter: Mail = {
  to: "adresat@example.ru",
  subject: "Письмо «от центра»",
  text: "Здравствуйте!\nКод: 123456",
  purpose: "code",
}

async function sendOne(mail: Mail, settings: Partial<Record<keyof Config, string>>) {
  const services = testServices(database.url, settings)
  const id = await services.db.transaction().execute((tx) => queueMail(tx, mail, services.clock.now()))
  await workOff(services, database.url)
  return services.db.selectFrom("platform.outgoing_mail").selectAll().where("id", "=", id).executeTakeFirstOrThrow()
}

describe("the outbox", () => {
  it("sends over SMTP and keeps the text of an ordinary letter", async () => {
    const server = await mailServer()
    const row = await sendOne(letter, { SMTP_URL: server.url, MAIL_FROM: "Центр <centre@example.ru>" })
    await server.close()
    expect(row).toMatchObject({ state: "sent", attempts: 1, body_text: letter.text, error: null })
    expect(row.sent_at).toBeInstanceOf(Date)
    expect(server.letters).toHaveLength(1)
    expect(server.letters[0]).toMatch(/^To: adresat@example\.ru\r$/m)
    expect(server.letters[0]).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(server.letters[0]).toContain("centre@example.ru")
  })

  it("erases a secret once it is sent", async () => {
    const server = await mailServer()
    const row = await sendOne({ ...letter, secret: true }, { SMTP_URL: server.url })
    await server.close()
    expect(row).toMatchObject({ state: "sent", body_text: "" })
  })

  it("keeps letters where there is no mail server", async () => {
    expect(await sendOne({ ...letter, secret: true }, {})).toMatchObject({
      state: "kept",
      body_text: letter.text,
      attempts: 0,
    })
  })

  it("gives up at once when the server refuses for good", async () => {
    const server = await mailServer({ refuse: 550 })
    const row = await sendOne(letter, { SMTP_URL: server.url })
    await server.close()
    expect(row).toMatchObject({ state: "failed", attempts: 1 })
    expect(row.error).toContain("550")
  })

  it("tries again when the server is busy or away", async () => {
    const server = await mailServer({ refuse: 451 })
    expect(await sendOne(letter, { SMTP_URL: server.url })).toMatchObject({ state: "queued", attempts: 1 })
    await server.close()
    expect(await sendOne(letter, { SMTP_URL: server.url })).toMatchObject({ state: "queued", attempts: 1 })
  })

  it("does not send what is worth nothing any more", async () => {
    const server = await mailServer()
    const row = await sendOne({ ...letter, until: new Date(Date.now() - 1000) }, { SMTP_URL: server.url })
    await server.close()
    expect(row).toMatchObject({ state: "failed", error: "expired" })
    expect(server.letters).toHaveLength(0)
  })

  it("queues nothing when the transaction fails", async () => {
    const services = testServices(database.url)
    const failing = services.db.transaction().execute(async (tx) => {
      await queueMail(tx, { ...letter, subject: "never" }, new Date())
      throw new Error("no")
    })
    await expect(failing).rejects.toThrow("no")
    const rows = await services.db
      .selectFrom("platform.outgoing_mail")
      .where("subject", "=", "never")
      .select("id")
      .execute()
    expect(rows).toEqual([])
  })
})

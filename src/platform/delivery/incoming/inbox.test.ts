import { afterAll, beforeAll, expect, it } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import { storeFile } from "#platform/files/store-file.ts"
import type { Services } from "#platform/services.ts"
import { signedInAs } from "#test/by-password.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { buildApp } from "../../../app.ts"
import { tidyJob } from "../tidy.ts"
import { insertMail } from "./incoming.store.ts"
import { beginAfter, noteTrouble } from "./mailbox.store.ts"
import { mailboxName } from "./mailbox.ts"

const IMAP_URL = "imaps://box%40example.ru:secret@mail.example.ru/INBOX"
let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

let number = 0
const put = ({ db, clock, filesDir }: Services, subject: string, route: string | null, file?: string) =>
  db.transaction().execute(async (tx) => {
    const now = clock.now()
    const id = (await insertMail(tx, {
      ...{ message_id: `<${++number}@example.ru>`, from_address: "a@example.ru", from_name: "Анна", subject, route },
      ...{ body_text: "Согласны.", full_text: "Согласны.\n> Просим.", received_at: now, taken_at: now, trouble: null },
      not_kept: file ? ["run.exe"] : [],
    }))!
    if (file)
      await storeFile({ tx, actor: system("test"), now }, filesDir, {
        ...{ bytes: Buffer.from(file), name: "ответ.txt", use: "document", audience: "staff" },
        subject: { kind: "incoming_mail", id },
      })
    return id
  })

it("the inbox shows what came, page by page, what nobody could place, and what is in the way", async () => {
  const services = testServices(database.url, { IMAP_URL })
  const app = buildApp(services)
  const admin = await signedInAs(services, app, "administrator")
  await beginAfter(services.db, mailboxName(IMAP_URL), 1, 0)
  expect((await admin.get("/settings")).text).toContain('href="/settings/inbox"')
  expect((await admin.get("/settings/inbox")).text).toContain("Таких писем нет")
  for (let n = 1; n <= 60; n++) await put(services, `Письмо ${n}.`, n % 2 ? `answer-${n}` : null)
  const first = (await admin.get("/settings/inbox")).text
  expect(first.indexOf("Письмо 60.")).toBeLessThan(first.indexOf("Письмо 59."))
  expect(first).not.toContain("Письмо 10.")
  expect(first).not.toContain("не читается")
  const more = /href="(\/settings\/inbox\?after=\d+)"/.exec(first)![1]!
  expect((await admin.get(more)).text).toContain("Письмо 10.")
  const unplaced = (await admin.get("/settings/inbox?route=none")).text
  expect(unplaced).toContain("Письмо 60.")
  expect(unplaced).not.toContain("Письмо 59.")
  await noteTrouble(services.db, mailboxName(IMAP_URL), "getaddrinfo ENOTFOUND", new Date())
  expect((await admin.get("/settings/inbox")).text).toContain("getaddrinfo ENOTFOUND")
})

it("a message shows its text, the whole of it, its files and what was not kept", async () => {
  const services = testServices(database.url)
  const app = buildApp(services)
  const admin = await signedInAs(services, app, "administrator", { email: "one@example.ru" })
  const coordinator = await signedInAs(services, app, "coordinator", { email: "two@example.ru" })
  const id = await put(services, "", "answer-7", "Ответ")
  const page = (await admin.get(`/settings/inbox/${id}`)).text
  for (const words of ["Без темы", "Анна &lt;a@example.ru&gt;", "answer-7", "&gt; Просим.", "ответ.txt", "run.exe"])
    expect(page).toContain(words)
  expect((await admin.get(/href="(\/files\/[0-9a-f-]+)"/.exec(page)![1]!)).text).toBe("Ответ")
  expect((await admin.get("/settings/inbox/999999")).status).toBe(404)
  expect((await coordinator.get("/settings/inbox")).status).toBe(403)
  expect((await coordinator.get(`/settings/inbox/${id}`)).status).toBe(403)
})

it("messages are forgotten after 90 days with their files, and none before", async () => {
  const early = testServices(database.url, {}, { clock: fixedClock("2098-10-01T00:00:00Z") })
  const late = testServices(database.url, {}, { clock: fixedClock("2099-01-01T00:00:00Z") })
  await late.db.deleteFrom("platform.incoming_mail").execute()
  const gone = await put(early, "старое", null, "старый файл")
  const kept = await put(late, "новое", null, "новый файл")
  await tidyJob.run(late, {})
  const left = await late.db.selectFrom("platform.incoming_mail").select("id").execute()
  expect(left).toEqual([{ id: kept }])
  expect(await attachmentsOf(late.db, { kind: "incoming_mail", id: gone })).toEqual([])
  expect(await attachmentsOf(late.db, { kind: "incoming_mail", id: kept })).toHaveLength(1)
})

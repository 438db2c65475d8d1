import { rm } from "node:fs/promises"
import { sql } from "kysely"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { system } from "#platform/actor.ts"
import { blobPath } from "#platform/files/blob-store.ts"
import { storeFile } from "#platform/files/store-file.ts"
import { freshDatabase } from "#test/database.ts"
import { sentBy } from "#test/sent-queries.ts"
import { testServices } from "#test/services.ts"
import { messageIdOf } from "./compose-message.ts"
import { oneClickUnsubscribe } from "./one-click-unsubscribe.ts"
import { mailStates } from "./outbox.store.ts"
import { type Mail, queueMail, queueMails } from "./queue-mail.ts"
import { sendMail } from "./send-mail.ts"
import { mailServer } from "./testing/mail-server.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const letter: Mail = { to: "adresat@example.ru", subject: "Запрос", text: "Просим ответить.", purpose: "notice" }

async function given(manners?: Parameters<typeof mailServer>[0], settings: Record<string, string> = {}) {
  const server = await mailServer(manners)
  onTestFinished(server.close)
  const services = testServices(database.url, { SMTP_URL: server.url, ...settings })
  const queue = (mail: Mail) => services.db.transaction().execute((tx) => queueMail(tx, mail, new Date()))
  const row = (id: number) =>
    services.db.selectFrom("platform.outgoing_mail").selectAll().where("id", "=", id).executeTakeFirstOrThrow()
  return { server, services, queue, row }
}

describe("many letters", () => {
  it("are queued by few statements, in their order, each with its job", async () => {
    const { services, row } = await given()
    const { db } = services
    const mails = Array.from({ length: 5000 }, (_, n) => ({
      ...letter,
      subject: `Письмо ${n}`,
      to: `a${n}@example.ru`,
    }))
    let ids: number[] = []
    const statements = await sentBy(async () => {
      ids = await db.transaction().execute((tx) => queueMails(tx, mails, new Date()))
    })
    expect(statements.length).toBeLessThan(30)
    expect(new Set(ids).size).toBe(5000)
    for (const n of [0, 499, 500, 4999])
      expect(await row(ids[n]!)).toMatchObject({ subject: `Письмо ${n}`, to_address: `a${n}@example.ru` })
    const { rows } = await sql<{ id: number }>`
      SELECT (payload->>'id')::int AS id FROM graphile_worker._private_jobs ORDER BY 1`.execute(db)
    expect(rows.map(({ id }) => id)).toEqual(ids)
    expect((await mailStates(db, ids)).size).toBe(5000)
    await sql`DELETE FROM graphile_worker._private_jobs`.execute(db)
  })

  it("may be none", async () => {
    const { services } = await given()
    expect(await services.db.transaction().execute((tx) => queueMails(tx, [], new Date()))).toEqual([])
    expect(await mailStates(services.db, [])).toEqual(new Map())
  })
})

describe("a letter that goes at most once", () => {
  it("is sent", async () => {
    const { server, services, queue } = await given()
    const id = await queue({ ...letter, once: true })
    await sendMail(services, id)
    await sendMail(services, id)
    expect(server.letters).toHaveLength(1)
    expect(await mailStates(services.db, [id])).toEqual(
      new Map([[id, { state: "sent", sentAt: expect.any(Date), error: null }]]),
    )
  })

  it("is not sent again when the program dies between the server's yes and our row", async () => {
    const holder = new pg.Client({ connectionString: database.url })
    await holder.connect()
    onTestFinished(() => holder.end())
    const { server, services, queue } = await given({
      // Held by another connection, the row waits with its «sent»; there the program loses its own.
      async taken() {
        await holder.query("BEGIN")
        const { rows } = await holder.query("SELECT state FROM platform.outgoing_mail WHERE id = $1 FOR UPDATE", [id])
        expect(rows).toEqual([{ state: "sending" }])
      },
    })
    const id = await queue({ ...letter, once: true })
    const dying = expect(sendMail(services, id)).rejects.toThrow(/terminat/)
    const waiting = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE 'update%outgoing_mail%'`
    await expect.poll(async () => (await holder.query(waiting)).rowCount).toBe(1)
    await dying
    await holder.query("COMMIT")

    const restarted = { ...services, db: testServices(database.url).db }
    const states = async () => (await mailStates(restarted.db, [id])).get(id)
    expect(await states()).toEqual({ state: "sending", sentAt: null, error: null })
    await sendMail(restarted, id)
    expect(await states()).toMatchObject({ state: "failed", error: "unsure" })
    await sendMail(restarted, id)
    expect(server.letters).toHaveLength(1)
  })

  it("is not sent again when the connection breaks after the letter went out", async () => {
    const { server, services, queue, row } = await given({ breaks: "after" })
    const id = await queue({ ...letter, once: true })
    await sendMail(services, id)
    expect(await row(id)).toMatchObject({ state: "failed", error: "unsure", attempts: 1 })
    await sendMail(services, id)
    expect(server.letters).toHaveLength(1)
  })

  it("is tried again when it certainly did not arrive", async () => {
    const { server, services, queue, row } = await given({ breaks: "before" })
    const id = await queue({ ...letter, once: true })
    await expect(sendMail(services, id)).rejects.toThrow()
    expect(await row(id)).toMatchObject({ state: "queued", attempts: 1 })
    expect(server.letters).toHaveLength(0)
    const kind = await mailServer()
    onTestFinished(kind.close)
    await sendMail({ ...services, config: { ...services.config, SMTP_URL: kind.url } }, id)
    expect(await row(id)).toMatchObject({ state: "sent", attempts: 2, error: null })
    expect(kind.letters).toHaveLength(1)
  })

  it("is tried again when the server has no time, and given up when it refuses", async () => {
    const busy = await given({ refuse: 451 })
    const id = await busy.queue({ ...letter, once: true })
    await expect(sendMail(busy.services, id)).rejects.toThrow("451")
    expect(await busy.row(id)).toMatchObject({ state: "queued" })
    const strict = await given({ refuse: 550 })
    await sendMail(strict.services, id)
    expect(await busy.row(id)).toMatchObject({ state: "failed", attempts: 2, error: expect.stringContaining("550") })
  })

  it("differs from an ordinary one, which rather goes twice than not at all", async () => {
    const { services, queue, row } = await given({ breaks: "after" })
    const id = await queue(letter)
    await expect(sendMail(services, id)).rejects.toThrow()
    expect(await row(id)).toMatchObject({ state: "queued" })
  })
})

describe("what goes with a letter", () => {
  const stored = (services: ReturnType<typeof testServices>) =>
    services.db.transaction().execute((tx) =>
      storeFile({ tx, actor: system("test"), now: new Date() }, services.filesDir, {
        bytes: Buffer.from("Жалоба первая.\nЖалоба вторая.\n"),
        name: "Перечень жалоб.txt",
        use: "document",
        audience: "staff",
        subject: { kind: "letter", id: 1 },
      }),
    )

  it("are lines of the head, files and what it answers", async () => {
    const { server, services, queue } = await given()
    const file = await stored(services)
    const id = await queue({
      ...letter,
      headers: { "List-Id": "requests.centre.example.ru" },
      files: [file],
      inReplyTo: "<answer@example.org>",
    })
    await sendMail(services, id)
    const [sent = ""] = server.letters
    expect(sent).toMatch(/^List-ID: requests\.centre\.example\.ru\r$/m)
    expect(sent).toMatch(/^Auto-Submitted: auto-generated\r$/m)
    expect(sent).toMatch(/^In-Reply-To: <answer@example\.org>\r$/m)
    expect(sent).toMatch(/^References: <answer@example\.org>\r$/m)
    expect(sent).toContain(`Message-ID: ${messageIdOf(id, services.baseUrl)}`)
    expect(sent).toContain(Buffer.from("Жалоба первая.\n").toString("base64").slice(0, 30))
    expect(sent).toMatch(/filename\*\d?\*?=/)
  })

  it("offers to unsubscribe by one click, in lines that nothing is cut out of", async () => {
    const { server, services, queue } = await given()
    const url = `https://farvater.example.ru/unsubscribe/${"a1B2".repeat(40)}`
    await sendMail(services, await queue({ ...letter, headers: oneClickUnsubscribe(url) }))
    expect(server.letters[0]?.replaceAll("\r\n ", " ")).toContain(`List-Unsubscribe: <${url}>\r\n`)
    expect(server.letters[0]).toContain("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")
    expect(oneClickUnsubscribe("http://127.0.0.1:3000/u/1")).toEqual({
      "List-Unsubscribe": "<http://127.0.0.1:3000/u/1>",
    })
    expect(() => oneClickUnsubscribe("/u/1\r\nBcc: x@example.ru")).toThrow()
  })

  it("keeps a letter back when it is lost, and says so", async () => {
    const { server, services, queue, row } = await given()
    const file = await stored(services)
    const id = await queue({ ...letter, once: true, files: [file] })
    const { sha256 } = await services.db
      .selectFrom("platform.attachment")
      .select("sha256")
      .where("id", "=", file)
      .executeTakeFirstOrThrow()
    await rm(blobPath(services.filesDir, sha256))
    await sendMail(services, id)
    expect(await row(id)).toMatchObject({ state: "failed", error: "file_missing" })
    expect(server.letters).toHaveLength(0)
  })
})

import { readFile } from "node:fs/promises"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import type { Config } from "#platform/config.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import { blobPath } from "#platform/files/blob-store.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { workOff } from "#test/work-off.ts"
import { messageIdOf } from "../compose-message.ts"
import { type Mail, queueMail } from "../queue-mail.ts"
import { imapServer } from "../testing/imap-server.ts"
import { mailServer } from "../testing/mail-server.ts"
import { mailboxName } from "./mailbox.ts"
import { receiveJob, receiveMail } from "./receive-mail.ts"
import { replyAddress } from "./reply-address.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const MAIL_FROM = "Центр <centre@example.ru>"

/** A mailbox that has been looked at once, so that what comes next is new. */
async function given(settings: Partial<Record<keyof Config, string>> = {}, replaced: Partial<Services> = {}) {
  const imap = await imapServer()
  onTestFinished(() => imap.close().catch(() => {}))
  const services = testServices(database.url, { IMAP_URL: imap.url, MAIL_FROM, ...settings }, replaced)
  const { db, config } = services
  await db.deleteFrom("platform.mailbox").execute()
  await db.deleteFrom("platform.incoming_mail").execute()
  await receiveMail(services)
  return {
    ...{ imap, services },
    receive: () => receiveMail(services),
    taken: () => db.selectFrom("platform.incoming_mail").selectAll().orderBy("id").execute(),
    mailbox: () =>
      db
        .selectFrom("platform.mailbox")
        .selectAll()
        .where("address", "=", mailboxName(config.IMAP_URL!))
        .executeTakeFirstOrThrow(),
    to: (route: string) => replyAddress(config, services.secret, route),
    queue: (mail: Partial<Mail> = {}) =>
      db
        .transaction()
        .execute((tx) =>
          queueMail(tx, { to: "b@example.ru", subject: "Запрос", text: "…", purpose: "notice", ...mail }, new Date()),
        ),
    letter: (id: number) =>
      db.selectFrom("platform.outgoing_mail").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  }
}

let number = 0
const message = (head: Record<string, string>, body = "Согласны.") =>
  Object.entries({ "Message-ID": `<${++number}@example.ru>`, From: "b@example.ru", Subject: "Re", ...head })
    .map(([name, value]) => `${name}: ${value}\n`)
    .join("") +
  `Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${Buffer.from(body).toString("base64")}`

describe("an answer by e-mail", () => {
  it("goes the whole way: out by SMTP with an address for answers, back by IMAP to where it belongs", async () => {
    const smtp = await mailServer()
    onTestFinished(smtp.close)
    const { services, queue, imap, taken } = await given({ SMTP_URL: smtp.url })
    await queue({ replyRoute: "answer-123" })
    await workOff(services, database.url)
    const to = /^Reply-To: (\S+)\r$/m.exec(smtp.letters[0]!)![1]!
    expect(to).toMatch(/^centre\+answer-123-[0-9a-f]{16}@example\.ru$/)

    imap.deliver(
      message(
        {
          From: "=?utf-8?Q?=D0=90=D0=BD=D0=BD=D0=B0?= <anna@example.ru>",
          To: to,
          Subject: "Re: =?utf-8?Q?=D0=94=D0=B0?=",
        },
        "Согласны.\n\n02.11.2026, 10:00, Центр <centre@example.ru>:\n> Просим ответить.",
      ),
      new Date("2026-11-20T10:00:00Z"),
    )
    await receiveJob.run(services, {})
    const [mail, ...others] = await taken()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      ...{ from_address: "anna@example.ru", from_name: "Анна", subject: "Re: Да", route: "answer-123", trouble: null },
      ...{ body_text: "Согласны.", received_at: new Date("2026-11-20T10:00:00Z"), not_kept: [] },
    })
    expect(mail!.full_text).toContain("> Просим ответить.")
    const event = await services.db
      .selectFrom("platform.event")
      .select(["name", "subject_kind", "subject_id", "payload", "actor_kind"])
      .where("name", "=", "mail.received")
      .execute()
    expect(event).toEqual([
      {
        ...{ name: "mail.received", subject_kind: "incoming_mail", subject_id: String(mail!.id) },
        ...{ payload: { route: "answer-123" }, actor_kind: "system" },
      },
    ])
  })

  it("has no address for answers where no mailbox is read", async () => {
    const smtp = await mailServer()
    onTestFinished(smtp.close)
    const services = testServices(database.url, { SMTP_URL: smtp.url, MAIL_FROM })
    await services.db
      .transaction()
      .execute((tx) =>
        queueMail(
          tx,
          { to: "b@example.ru", subject: "x", text: "y", purpose: "notice", replyRoute: "a-1" },
          new Date(),
        ),
      )
    await workOff(services, database.url)
    expect(smtp.letters[0]).not.toContain("Reply-To")
  })

  it("is placed by the address, wherever the head names it", async () => {
    const { imap, receive, taken, to } = await given()
    for (const name of ["To", "Cc", "Delivered-To", "X-Original-To"])
      imap.deliver(message({ [name]: `"Центр" <${to("answer-5").toUpperCase()}>` }))
    await receive()
    expect((await taken()).map(({ route }) => route)).toEqual(Array(4).fill("answer-5"))
  })

  it("is placed by what it answers where the address says nothing, and kept without a place otherwise", async () => {
    const { imap, services, receive, taken, to, queue } = await given()
    const sent = messageIdOf(await queue({ replyRoute: "answer-9" }), services.baseUrl)
    const other = messageIdOf(await queue(), services.baseUrl)
    imap.deliver(message({ "In-Reply-To": sent }))
    imap.deliver(
      message({ "In-Reply-To": "<between@example.ru>", References: `${sent} ${other} <between@example.ru>` }),
    )
    imap.deliver(message({ "In-Reply-To": sent, To: to("answer-10") }))
    imap.deliver(message({ "In-Reply-To": sent.replace("127.0.0.1", "example.org"), To: "centre+answer-9@example.ru" }))
    await receive()
    expect((await taken()).map(({ route }) => route)).toEqual(["answer-9", "answer-9", "answer-10", null])
  })

  it("brings files; what is not a document or a picture is named and not kept", async () => {
    const { imap, services, receive, taken, to } = await given()
    const part = (name: string, bytes: Buffer) =>
      `--b\nContent-Type: application/octet-stream; name="${name}"\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${bytes.toString("base64")}\n`
    const pdf = Buffer.from("%PDF-1.7\nПриказ")
    const png = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex")
    const head = `Message-ID: <files@example.ru>\nFrom: b@example.ru\nTo: ${to("answer-1")}\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nsee files\n`
    imap.deliver(
      `${head}${part("order.pdf", pdf)}${part("../photo.png", png)}${part("run.exe", Buffer.from("4d5a90000300000004000000ffff0000", "hex"))}${part("none.pdf", Buffer.alloc(0))}--b--\n`,
    )
    await receive()
    const [mail] = await taken()
    expect(mail).toMatchObject({ body_text: "see files", not_kept: ["run.exe", "none.pdf"] })
    const files = await attachmentsOf(services.db, { kind: "incoming_mail", id: mail!.id })
    expect(files.map(({ name, mediaType, audience }) => [name, mediaType, audience]).sort()).toEqual([
      ["order.pdf", "application/pdf", "staff"],
      ["photo.png", "image/png", "staff"],
    ])
    const stored = files.find(({ name }) => name === "order.pdf")!
    expect(await readFile(blobPath(services.filesDir, stored.sha256))).toEqual(pdf)
  })
})

describe("a mailbox", () => {
  it("that is new to us begins now", async () => {
    const imap = await imapServer()
    onTestFinished(imap.close)
    imap.deliver(message({ Subject: "private, from before" }))
    const services = testServices(database.url, { IMAP_URL: imap.url, MAIL_FROM })
    await services.db.deleteFrom("platform.incoming_mail").execute()
    await receiveMail(services)
    imap.deliver(message({ Subject: "new" }))
    await receiveMail(services)
    const taken = await services.db.selectFrom("platform.incoming_mail").select("subject").execute()
    expect(taken).toEqual([{ subject: "new" }])
    expect(imap.inbox.messages.map(({ flags }) => flags)).toEqual([[], ["\\Seen"]])
  })

  it("gives each message once, whoever asks how often, and keeps it", async () => {
    const { imap, receive, taken, services } = await given()
    for (let n = 0; n < 5; n++) imap.deliver(message({}))
    await Promise.all([receive(), receive(), receive()])
    await receive()
    imap.deliver(message({ "Message-ID": "<1-again@example.ru>" }))
    imap.deliver(message({ "Message-ID": "<1-again@example.ru>" }))
    const without = message({ "Message-ID": "" })
    imap.deliver(without)
    imap.deliver(without)
    await receive()
    expect(await taken()).toHaveLength(7)
    expect(imap.inbox.messages).toHaveLength(9)
    expect(imap.inbox.messages.every(({ flags }) => flags.includes("\\Seen"))).toBe(true)
    const events = await services.db
      .selectFrom("platform.event")
      .select("subject_id")
      .where("name", "=", "mail.received")
      .where(
        "subject_id",
        "in",
        (await taken()).map(({ id }) => String(id)),
      )
      .execute()
    expect(events).toHaveLength(7)
  })

  it("that gives out its numbers anew is read again, and what is known is not taken twice", async () => {
    const { imap, receive, taken, mailbox } = await given()
    imap.deliver(message({ Subject: "long ago" }), new Date("2020-01-01T00:00:00Z"))
    imap.deliver(message({ Subject: "first" }))
    await receive()
    expect(await mailbox()).toMatchObject({ uid_validity: 1, last_uid: 2, trouble: null })
    imap.inbox.uidvalidity = 7
    imap.deliver(message({ Subject: "second" }))
    await receive()
    imap.deliver(message({ Subject: "third" }))
    await receive()
    expect((await taken()).map(({ subject }) => subject)).toEqual(["long ago", "first", "second", "third"])
    expect(await mailbox()).toMatchObject({ uid_validity: 7, last_uid: 4 })
  })

  it("that does not answer is told once, shown, and read when it answers again", async () => {
    const said: string[] = []
    const log = { warn: (words: string) => said.push(words) } as never
    const { imap, receive, taken, mailbox } = await given({}, { log })
    await imap.close()
    await receive()
    await receive()
    expect(said).toHaveLength(1)
    expect(said[0]).toContain("ECONNREFUSED")
    expect(await mailbox()).toMatchObject({ trouble: expect.stringContaining("ECONNREFUSED"), last_uid: 0 })
    await imap.open()
    imap.deliver(message({}))
    await receive()
    expect(await mailbox()).toMatchObject({ trouble: null, trouble_since: null, last_uid: 1 })
    expect(await taken()).toHaveLength(1)
  })

  it("with a wrong password is told with the server's words", async () => {
    const { imap } = await given()
    const services = testServices(database.url, { IMAP_URL: imap.url.replace("testpass", "wrong"), MAIL_FROM })
    await services.db.deleteFrom("platform.mailbox").execute()
    await receiveMail(services)
    const { trouble } = await services.db.selectFrom("platform.mailbox").selectAll().executeTakeFirstOrThrow()
    expect(trouble).toMatch(/invalid|fail/i)
    expect(trouble).not.toContain("wrong")
  })

  it("with a message that is too large gives its head", async () => {
    const { imap, receive, taken, to } = await given()
    imap.deliver(`${message({ To: to("answer-2"), Subject: "scans" })}\n${`${"A".repeat(75)}\n`.repeat(360_000)}`)
    imap.deliver(message({ Subject: "next" }))
    await receive()
    expect(await taken()).toMatchObject([
      { subject: "scans", route: "answer-2", trouble: "too_large", body_text: "" },
      { subject: "next", trouble: null },
    ])
  })

  it("with a message that cannot be read gives what the mailbox knows of it", async () => {
    const { imap, receive, taken, to } = await given()
    const nested = Array.from(
      { length: 300 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
    ).join("")
    imap.deliver(`Message-ID: <nested@example.ru>\nFrom: b@example.ru\nTo: ${to("answer-3")}\nSubject: deep\n${nested}`)
    imap.deliver(message({ Subject: "next" }))
    await receive()
    expect(await taken()).toMatchObject([
      { subject: "deep", route: "answer-3", trouble: "unreadable", from_address: "b@example.ru" },
      { subject: "next", trouble: null },
    ])
  })
})

describe("what programs write", () => {
  it("is dropped: of an answering machine, a list, our own", async () => {
    const { imap, receive, taken } = await given()
    imap.deliver(message({ "Auto-Submitted": "auto-replied" }))
    imap.deliver(message({ Precedence: "list" }))
    imap.deliver(message({ Precedence: "junk" }))
    imap.deliver(message({ From: "Центр <CENTRE@example.ru>" }))
    imap.deliver(message({ "Message-ID": "<mail-1@127.0.0.1>" }))
    imap.deliver(message({ Subject: "kept", "Auto-Submitted": "no" }))
    await receive()
    expect(await taken()).toMatchObject([{ subject: "kept" }])
    expect(imap.inbox.messages.every(({ flags }) => flags.includes("\\Seen"))).toBe(true)
  })

  const report = (letter: string, fields: string) => `Message-ID: <${++number}@mx.example.ru>
From: MAILER-DAEMON@mx.example.ru
To: centre@example.ru
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain

This is the mail system.
--B
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.ru

${fields}

--B
Content-Type: message/rfc822

From: centre@example.ru
Message-ID: ${letter}
Subject: x

text
--B--
`
  const refused = (address: string) =>
    `Final-Recipient: rfc822; ${address}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such\n    user here`

  it("marks a letter that failed, with the reason", async () => {
    const { imap, services, receive, taken, queue, letter } = await given()
    const [gone, late, others] = [await queue({ to: "Nobody@example.ru" }), await queue(), await queue()]
    await services.db.updateTable("platform.outgoing_mail").set({ state: "sent", sent_at: new Date() }).execute()
    const idOf = (id: number) => messageIdOf(id, services.baseUrl)
    imap.deliver(report(idOf(gone), refused("nobody@example.ru")))
    imap.deliver(report(idOf(late), "Final-Recipient: rfc822; b@example.ru\nAction: delayed\nStatus: 4.4.1"))
    imap.deliver(report(idOf(others), refused("someone.else@example.ru")))
    imap.deliver(report("<foreign@example.org>", refused("b@example.ru")))
    await receive()
    expect(await letter(gone)).toMatchObject({ state: "failed", error: "550 5.1.1 no such user here" })
    expect(await letter(late)).toMatchObject({ state: "sent", error: null })
    expect(await letter(others)).toMatchObject({ state: "sent", error: null })
    expect(await taken()).toEqual([])
  })
})

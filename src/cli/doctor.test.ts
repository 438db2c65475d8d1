import { chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { SMTPServer } from "smtp-server"
import { expect, onTestFinished, test } from "vitest"
import { system } from "#platform/actor.ts"
import { readConfig } from "#platform/config.ts"
import { imapServer } from "#platform/delivery/testing/imap-server.ts"
import { judgeSpace } from "#platform/doctor/check-folder.ts"
import { checkIncoming } from "#platform/doctor/check-incoming.ts"
import { checkMail } from "#platform/doctor/check-mail.ts"
import { checkOutside } from "#platform/doctor/check-outside.ts"
import { checkAddress, checkNode } from "#platform/doctor/check-settings.ts"
import { announce } from "#platform/events.ts"
import { blobPath, hashOf } from "#platform/files/blob-store.ts"
import { storeFile } from "#platform/files/store-file.ts"
import { oidcServer } from "#platform/session/outside/testing/oidc-server.ts"
import { databaseUrl, execute, freshDatabase, testServer } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { trialFolder } from "#test/trial.ts"
import { outsideOf } from "../setup.ts"
import { examine } from "./doctor.ts"

type Settings = Record<string, string>

/** Lines as `level what`, those of trouble only. */
async function troubles(settings: Settings) {
  const folder = trialFolder()
  const lines: string[] = []
  for await (const { level, what, mend } of examine(() => readConfig({ DATA_DIR: folder, ...settings }, folder))) {
    if (level === "ok") continue
    expect(mend, what).toMatch(/^[A-Z]/)
    lines.push(`${level} ${what}`)
  }
  return lines.join("\n")
}

async function database() {
  const { url, drop } = await freshDatabase()
  onTestFinished(drop)
  return { url, settings: { DATABASE_URL: url, SECRET: "s".repeat(40) } }
}

test("before the first start it finds nothing wrong but the missing mail, and makes nothing", async () => {
  const folder = join(trialFolder(), "not", "yet")
  expect(await troubles({ DATA_DIR: folder })).toMatch(/^warn Mail: SMTP_URL is not set.*$/)
  expect(existsSync(folder)).toBe(false)
})

test("every wrong setting is told", async () => {
  const told = await troubles({ PORT: "many", TZ_DEFAULT: "Moscow" })
  expect(told.match(/fail Settings/g)).toHaveLength(2)
})

test("a folder that cannot be written to and a secret that others may read are told", async () => {
  const folder = trialFolder()
  mkdirSync(join(folder, "keys"))
  writeFileSync(join(folder, "keys", "secret"), "s".repeat(64), { mode: 0o644 })
  expect(await troubles({ DATA_DIR: folder })).toContain("warn SECRET: others may read")
  writeFileSync(join(folder, "keys", "secret"), "")
  expect(await troubles({ DATA_DIR: folder })).toMatch(/fail SECRET: .* is damaged/)
  if (process.getuid?.() !== 0) {
    chmodSync(folder, 0o500)
    expect(await troubles({ DATA_DIR: folder })).toContain("fail DATA_DIR cannot be written to")
  }
})

test.each([
  [{}, "ok"],
  [{ HOST: "0.0.0.0" }, "warn"],
  [{ BASE_URL: "http://centre.example.ru" }, "warn"],
  [{ BASE_URL: "https://centre.example.ru" }, "warn"],
  [{ BASE_URL: "https://centre.example.ru", TRUSTED_PROXIES: "127.0.0.1" }, "ok"],
  [{ BASE_URL: "https://centre.example.ru/farvater", TRUSTED_PROXIES: "127.0.0.1" }, "fail"],
  [{ BASE_URL: "http://localhost:3000" }, "ok"],
] as [Settings, string][])("an address such as %o is judged", (settings, level) => {
  expect(checkAddress(readConfig(settings, "/nowhere")).map((finding) => finding.level)).toEqual([level])
})

test("Node and the disk are judged", () => {
  expect(["20.20.2", "24.21.0", "26.0.0"].map((version) => checkNode(version).level)).toEqual(["fail", "ok", "warn"])
  expect([1e8, 1e9, 1e10].map((free) => judgeSpace(free, "/data").level)).toEqual(["fail", "warn", "ok"])
})

test("a mail server that is away or does not let us in is told, with what to check", async () => {
  const server = new SMTPServer({
    logger: false,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ password }, _, done) => done(password === "right" ? null : new Error("no"), { user: "u" }),
  })
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready))
  const { port } = server.server.address() as { port: number }
  const mail = (SMTP_URL: string) => checkMail(readConfig({ SMTP_URL, MAIL_FROM: "a@example.ru" }, "/nowhere"))
  expect(await mail(`smtp://u:right@127.0.0.1:${port}`)).toMatchObject([{ level: "ok" }])
  expect(await mail(`smtp://u:wrong@127.0.0.1:${port}`)).toMatchObject([
    { level: "fail", mend: expect.stringContaining("password") },
  ])
  await new Promise<void>((done) => server.close(done))
  expect(await mail(`smtp://u:right@127.0.0.1:${port}`)).toMatchObject([
    { level: "fail", mend: expect.stringContaining("port") },
  ])
})

test("a mailbox that opens, that does not and that nobody can reach is told, with what to check", async () => {
  const server = await imapServer()
  const check = (IMAP_URL: string, MAIL_FROM = "a@example.ru") =>
    checkIncoming(readConfig({ IMAP_URL, MAIL_FROM }, "/nowhere"))
  server.deliver("Subject: unseen\n\ntext")
  expect(await check(server.url)).toMatchObject([{ level: "ok" }])
  expect(server.inbox.messages[0]?.flags).toEqual([])
  expect(await check(server.url, "farvater@localhost")).toMatchObject([{ level: "ok" }, { level: "warn" }])
  expect(await check(server.url.replace("testpass", "wrong"))).toMatchObject([
    { level: "fail", mend: expect.stringContaining("password") },
  ])
  expect(await check(server.url.replace("/INBOX", "/Nowhere"))).toMatchObject([
    { level: "fail", mend: expect.stringContaining("folder") },
  ])
  await server.close()
  expect(await check(server.url)).toMatchObject([{ level: "fail", mend: expect.stringContaining("port") }])
  expect(await checkIncoming(readConfig({}, "/nowhere"))).toEqual([])
  expect(() => readConfig({ IMAP_URL: "imaps://mail.example.ru/INBOX" }, "/nowhere")).toThrow("IMAP_URL")
})

test("a server to sign in with that answers, and one that does not, are told", async () => {
  const BASE_URL = "https://centre.example.ru"
  const server = await oidcServer(`${BASE_URL}/sign-in/outside/oidc/callback`)
  const check = async (settings: Settings) => {
    const config = readConfig(settings, "/nowhere")
    return checkOutside(config, outsideOf(config))
  }
  const { OIDC_CLIENT_SECRET: _, ...settings } = server.settings
  expect(await check({ ...settings, BASE_URL })).toMatchObject([
    { level: "ok", what: expect.stringContaining(`${BASE_URL}/sign-in/outside/oidc/callback`) },
  ])
  expect(await check(settings)).toMatchObject([{ level: "warn" }])
  expect(await check({ VK_ID_CLIENT_ID: "51234567", BASE_URL })).toMatchObject([{ level: "ok" }])
  await server.close()
  expect(await check({ ...settings, BASE_URL })).toMatchObject([
    { level: "fail", mend: expect.stringContaining("OIDC_ISSUER") },
  ])
  expect(await check({})).toEqual([])
})

test("half of the settings of a server to sign in with, or a secret sent in the clear, stop the start", () => {
  const told = (settings: Settings) => () => readConfig(settings, "/nowhere")
  expect(told({ OIDC_ISSUER: "https://sso.example.ru" })).toThrow(
    /OIDC_CLIENT_ID is missing[\s\S]*OIDC_NAME is missing/,
  )
  expect(told({ YANDEX_ID_CLIENT_ID: "x" })).toThrow("YANDEX_ID_CLIENT_SECRET is missing")
  expect(told({ VK_ID_SERVICE_TOKEN: "x" })).toThrow("VK_ID_CLIENT_ID is missing")
  expect(told({ VK_ID_URL: "http://id.vk.ru" })).toThrow("VK_ID_URL is wrong")
  expect(told({ OIDC_ISSUER: "http://localhost.example.ru" })).toThrow("OIDC_ISSUER is wrong")
})

test("a database that is away, empty, older, newer or careless is told", async () => {
  const { url, settings } = await database()
  expect(await troubles({ ...settings, DATABASE_URL: "postgres://x:y@127.0.0.1:1/z" })).toMatch(
    /fail Database: .*ECONNREFUSED/,
  )
  expect(await troubles(settings)).toContain("fail fsync or full_page_writes is off")
  await execute(url, "DELETE FROM platform.migration WHERE name LIKE '%files_start'")
  expect(await troubles(settings)).toContain("warn 1 migrations are waiting")
  await execute(url, "INSERT INTO platform.migration VALUES ('29991231T0000_later', '')")
  expect(await troubles(settings)).toContain("fail The database belongs to a newer release (29991231T0000_later)")

  const server = (await testServer()).url
  const name = `bare_${crypto.randomUUID().slice(0, 8)}`
  await execute(server, `CREATE DATABASE ${name}`)
  onTestFinished(() => execute(server, `DROP DATABASE ${name} WITH (FORCE)`))
  expect(await troubles({ ...settings, DATABASE_URL: databaseUrl(server, name) })).toContain(
    "warn The database is empty",
  )
})

test("lost and spoilt files, stuck jobs and a clock set back are told", async () => {
  const { url, settings } = await database()
  const services = testServices(url)
  const DATA_DIR = services.config.DATA_DIR
  const actor = system("test")
  const put = (words: string) =>
    services.db.transaction().execute((tx) =>
      storeFile({ tx, actor, now: new Date() }, services.filesDir, {
        bytes: Buffer.from(words),
        name: "a.txt",
        use: "document",
        audience: "staff",
        subject: null,
      }),
    )
  for (const words of ["цел", "пропал", "испорчен"]) await put(words)
  expect(await troubles({ ...settings, DATA_DIR })).not.toMatch(/Files|Jobs|Clock/)

  rmSync(blobPath(services.filesDir, hashOf(Buffer.from("пропал"))))
  writeFileSync(blobPath(services.filesDir, hashOf(Buffer.from("испорчен"))), "испорчеН")
  await execute(url, "SELECT graphile_worker.add_job('mail', run_at => now() - interval '1 hour')")
  await execute(url, "SELECT graphile_worker.add_job('reaction', max_attempts => 1)")
  await execute(url, "UPDATE graphile_worker._private_jobs SET attempts = 1 WHERE max_attempts = 1")
  const later = new Date(Date.now() + 3_600_000)
  const event = { name: "x.y", subject: { kind: "x", id: 1 } }
  await services.db.transaction().execute((tx) => announce(tx, new Map(), { actor, at: later }, event))
  const told = await troubles({ ...settings, DATA_DIR })
  expect(told).toContain("fail Files: of 3, 1 are missing and 1 of 2 looked at are spoilt")
  expect(told).toContain("warn Jobs: 1 have waited for over 10 minutes")
  expect(told).toContain("warn Jobs: 1 were given up")
  expect(told).toContain("warn Clock: the journal holds entries from the future")
})

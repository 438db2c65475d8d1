import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Hono } from "hono"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { makeDocx } from "#platform/documents/testing/make-docx.ts"
import type { Env } from "#platform/http/env.ts"
import { pageFailure } from "#platform/http/failures.tsx"
import { prepare } from "#platform/http/middleware.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { attachmentsOf, claimAttachments, findAttachment, removeAttachmentsOf } from "./attachment.store.ts"
import { blobPath, hashOf } from "./blob-store.ts"
import { contentDisposition } from "./disposition.ts"
import { filesPages } from "./files.pages.ts"
import { cleanName, type NewFile, storeFile } from "./store-file.ts"
import { tidyBlobs } from "./tidy-blobs.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const text = (words: string) => new TextEncoder().encode(words)
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
)
const pdf = text("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF")

const store = (services: Services, file: Partial<NewFile>) =>
  services.db.transaction().execute((tx) =>
    storeFile({ tx, actor: system("test"), now: services.clock.now() }, services.filesDir, {
      bytes: text("Резолюция"),
      name: "резолюция.txt",
      use: "document",
      audience: "public",
      subject: { kind: "resolution", id: 1 },
      ...file,
    }),
  )

/** The pages of files alone, for an actor. */
function pagesFor(services: Services, actor: Actor) {
  const app = new Hono<Env>()
  app.use(prepare(services))
  app.use(async (c, next) => {
    c.set("actor", actor)
    await next()
  })
  filesPages(app)
  app.notFound((c) => c.text("no such page", 404))
  app.onError(pageFailure)
  return (path: string, init?: RequestInit) => app.request(`http://localhost${path}`, init)
}

const member: Actor = { kind: "user", userId: crypto.randomUUID(), name: "Зоя Лугова", grants: [] }
const coordinator: Actor = {
  ...member,
  grants: [{ role: "coordinator", scope: { kind: "installation" }, from: new Date(0), until: null }],
}
const visitor: Actor = { kind: "visitor" }

test("the same bytes are one blob under their hash, whoever sends them", async () => {
  const services = testServices(database.url)
  const [one, two] = await Promise.all([store(services, {}), store(services, { name: "копия.txt" })])
  expect(one).not.toBe(two)
  const path = blobPath(services.filesDir, hashOf(text("Резолюция")))
  expect(path).toMatch(/\/([0-9a-f]{2})\/([0-9a-f]{2})\/\1\2[0-9a-f]{60}$/)
  expect(readFileSync(path, "utf8")).toBe("Резолюция")
  expect(readdirSync(join(services.filesDir, "new"))).toEqual([])
  const rows = await services.db.selectFrom("platform.blob").selectAll().execute()
  expect(rows.filter((row) => row.sha256.equals(hashOf(text("Резолюция"))))).toHaveLength(1)
})

test("files of old Word and Excel are kept, which offices still send", async () => {
  const services = testServices(database.url)
  const bytes = Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)])
  const { name, mediaType } = (await findAttachment(services.db, await store(services, { bytes, name: "смета.xls" })))!
  expect({ name, mediaType }).toEqual({ name: "смета.xls", mediaType: "application/x-cfb" })
})

test("programs, empty files and files over 50 MB are refused, and nothing of them stays", async () => {
  const services = testServices(database.url)
  const exe = Buffer.concat([Buffer.from("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff"), Buffer.alloc(500)])
  const elf = Buffer.concat([Buffer.from("\x7fELF\x02\x01\x01\0", "latin1"), Buffer.alloc(500)])
  for (const bytes of [exe, elf, Buffer.alloc(300, 1)])
    await expect(store(services, { bytes, name: "резолюция.docx" })).rejects.toMatchObject({
      fields: { file: { key: "files.not_accepted.document" } },
    })
  await expect(store(services, { use: "picture" })).rejects.toMatchObject({
    fields: { file: { key: "files.not_accepted.picture" } },
  })
  const svg = text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  await expect(store(services, { use: "picture", bytes: svg })).rejects.toMatchObject({ fields: { file: {} } })
  await expect(store(services, { bytes: new Uint8Array() })).rejects.toMatchObject({ fields: { file: {} } })
  await expect(store(services, { bytes: new Uint8Array(50 * 1024 * 1024 + 1) })).rejects.toMatchObject({ status: 413 })
  expect(readdirSync(services.filesDir)).toEqual([])
})

test.each([
  ["резолюция.docx", () => makeDocx("<w:p><w:r><w:t>Текст</w:t></w:r></w:p>"), "wordprocessingml.document"],
  ["резолюция.rtf", () => text("{\\rtf1 Text}"), "application/rtf"],
  ["a.html", () => text("<!doctype html><p>Текст"), "text/html"],
  ["a.json", () => text('{"title":"Т"}'), "application/json"],
  ["1251.txt", () => Buffer.from([0xd0, 0xe5, 0xe7, 0xee, 0xeb, 0xfe, 0xf6, 0xe8, 0xff, 0x0d, 0x0a]), "text/plain"],
  ["utf16.txt", () => Buffer.from("Резолюция круглого стола", "utf16le"), "text/plain"],
])("%s is known by its content and only ever downloaded", async (name, bytes, type) => {
  const services = testServices(database.url)
  const id = await store(services, { name, bytes: new Uint8Array(await bytes()) })
  const answer = await pagesFor(services, visitor)(`/files/${id}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("Content-Type")).toContain(type)
  expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment;/)
  expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff")
  expect(answer.headers.get("Content-Security-Policy")).toMatch(/default-src 'none'.*sandbox$/)
})

test("pictures and PDF may be shown, locked in a sandbox; the bytes are the same", async () => {
  const services = testServices(database.url)
  const get = pagesFor(services, visitor)
  for (const [bytes, use, type] of [
    [png, "picture", "image/png"],
    [pdf, "document", "application/pdf"],
  ] as const) {
    const answer = await get(`/files/${await store(services, { bytes, use })}`)
    expect(answer.headers.get("Content-Type")).toBe(type)
    expect(answer.headers.get("Content-Disposition")).toMatch(/^inline;/)
    expect(answer.headers.get("Content-Security-Policy")).toMatch(/sandbox$/)
    expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true)
  }
})

test("who may not read an attachment is told that there is none", async () => {
  const services = testServices(database.url)
  const statuses = async (id: string) => {
    const asked = [visitor, member, coordinator].map((actor) => pagesFor(services, actor)(`/files/${id}`))
    return (await Promise.all(asked)).map((answer) => answer.status)
  }
  expect(await statuses(await store(services, { audience: "public" }))).toEqual([200, 200, 200])
  expect(await statuses(await store(services, { audience: "members" }))).toEqual([404, 200, 200])
  expect(await statuses(await store(services, { audience: "staff" }))).toEqual([404, 404, 200])
  expect(await statuses(crypto.randomUUID())).toEqual([404, 404, 404])
  const removed = await store(services, { subject: { kind: "resolution", id: "removed" } })
  await services.db
    .transaction()
    .execute((tx) => removeAttachmentsOf(tx, { kind: "resolution", id: "removed" }, services.clock.now()))
  expect(await statuses(removed)).toEqual([404, 404, 404])
})

test("an address cannot lead out of the store, and a name cannot lead anywhere", async () => {
  const services = testServices(database.url)
  const get = pagesFor(services, coordinator)
  for (const path of [
    "/files/../keys/secret",
    "/files/%2e%2e%2fkeys%2fsecret",
    "/files/------------------------------------",
  ])
    expect((await get(path)).status).toBe(404)
  expect(cleanName("../../etc/passwd")).toBe("passwd")
  expect(cleanName("C:\\Documents\\Резолюция.docx")).toBe("Резолюция.docx")
  expect(cleanName("a\r\nSet-Cookie: x\u202Ecod.exe")).toBe("aSet-Cookie: xcod.exe")
  expect(cleanName("..")).toBe("..")
  expect(cleanName(" \0 ")).toBe("file")
})

test("a Cyrillic name reaches the browser, quotes and line ends do not", () => {
  expect(contentDisposition("attachment", 'Итоги "14 марта".docx')).toBe(
    "attachment; filename=\"_____ _14 ______.docx\"; filename*=UTF-8''%D0%98%D1%82%D0%BE%D0%B3%D0%B8%20%2214%20%D0%BC%D0%B0%D1%80%D1%82%D0%B0%22.docx",
  )
})

test("a second visit with the known ETag takes no bytes", async () => {
  const services = testServices(database.url)
  const get = pagesFor(services, visitor)
  const path = `/files/${await store(services, {})}`
  const etag = (await get(path)).headers.get("ETag")!
  expect((await get(path, { headers: { "If-None-Match": etag } })).status).toBe(304)
})

test("the nightly job removes what nobody has held for a day, and nothing else", async () => {
  const own = await freshDatabase()
  const early = testServices(own.url, {}, { clock: fixedClock("2026-03-01T10:00:00Z") })
  const kept = await store(early, { bytes: text("остаётся"), subject: null })
  const claim = (id: number) =>
    early.db.transaction().execute((tx) => claimAttachments(tx, [kept], { kind: "resolution", id }))
  await claim(5)
  await expect(claim(6)).rejects.toMatchObject({ fields: { files: { key: "files.gone" } } })
  await store(early, { bytes: text("никому не нужно"), subject: null })
  await store(early, { bytes: text("убрано"), subject: { kind: "x", id: 1 } })
  await early.db.transaction().execute((tx) => removeAttachmentsOf(tx, { kind: "x", id: 1 }, early.clock.now()))
  const late = { ...early, clock: fixedClock("2026-03-02T11:00:00Z") }
  await store(late, { bytes: text("ждёт"), subject: null })
  const stray = join(early.filesDir, "new", "stray")
  writeFileSync(stray, "half")
  utimesSync(stray, 0, 0)
  const there = (words: string) => existsSync(blobPath(early.filesDir, hashOf(text(words))))

  await tidyBlobs(late)
  expect(["остаётся", "никому не нужно", "убрано", "ждёт"].map(there)).toEqual([true, false, false, true])
  expect(existsSync(stray)).toBe(false)
  expect(await attachmentsOf(early.db, { kind: "resolution", id: 5 })).toMatchObject([{ id: kept }])
  expect(await attachmentsOf(early.db, { kind: "resolution", id: 6 })).toEqual([])
  expect(await findAttachment(early.db, kept)).toMatchObject({ name: "резолюция.txt", mediaType: "text/plain" })
  await early.db.destroy()
  await own.drop()
})

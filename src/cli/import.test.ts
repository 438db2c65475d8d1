import { afterAll, beforeAll, expect, test } from "vitest"
import { findAttachment } from "#platform/files/attachment.store.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { importFile } from "./import.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const resolution = (items: string) => ({
  name: "Резолюция.txt",
  bytes: new TextEncoder().encode(`РЕЗОЛЮЦИЯ
круглого стола «Добровольчество в сельских библиотеках»
14 марта 2025 года, г. Солнечный

Участники круглого стола РЕШИЛИ:
${items}
`),
})
const plain = resolution("1. Администрации города Солнечного создать ресурсный центр до 1 июня 2025 года.")
const open = { visibility: "open", nothingExpected: false } as const

const rowOf = (services: ReturnType<typeof testServices>, path: string) =>
  services.db
    .selectFrom("deliberation.resolution as r")
    .leftJoin("deliberation.adoption as a", "a.resolution_id", "r.id")
    .select(["r.visibility", "r.source_attachment", "r.source_name", "a.adopted_on"])
    .where("r.id", "=", Number(/^\/resolutions\/(\d+)/.exec(path)![1]))
    .executeTakeFirstOrThrow()

test("a file becomes a draft, and its original is kept for the staff", async () => {
  const services = testServices(database.url)
  const { path, items } = await importFile(services, plain)
  expect(path).toMatch(/^\/resolutions\/\d+\/draft$/)
  expect(items).toBe(1)
  const row = await rowOf(services, path)
  expect(row).toMatchObject({ adopted_on: null, source_name: "Резолюция.txt" })
  expect(await findAttachment(services.db, row.source_attachment!)).toMatchObject({
    name: "Резолюция.txt",
    audience: "staff",
    size: plain.bytes.length,
    mediaType: "text/plain",
  })
})

test("with adoption it is a resolution of the day of the meeting, seen by whom it was said", async () => {
  const services = testServices(database.url)
  const { path, notAdopted } = await importFile(services, plain, open)
  expect(notAdopted).toBeUndefined()
  expect(path).toMatch(/^\/resolutions\/\d+$/)
  expect(await rowOf(services, path)).toMatchObject({ adopted_on: "2025-03-14", visibility: "open" })
})

test("an endorsement stops adoption until it is said that nothing should come of it", async () => {
  const services = testServices(database.url)
  const endorsing = resolution("1. Одобрить опыт работы библиотек города Солнечного.")
  const stopped = await importFile(services, endorsing, open)
  expect(stopped.path).toMatch(/\/draft$/)
  expect(stopped.notAdopted).toEqual(["Item 1: say what should come of it."])
  expect((await rowOf(services, stopped.path)).adopted_on).toBeNull()
  const { path, notAdopted } = await importFile(services, endorsing, { ...open, nothingExpected: true })
  expect(notAdopted).toBeUndefined()
  expect((await rowOf(services, path)).adopted_on).toBe("2025-03-14")
})

test("a file that cannot be read leaves no draft and no attachment", async () => {
  const services = testServices(database.url)
  const counts = async () =>
    Promise.all(
      (["deliberation.resolution", "platform.attachment"] as const).map(
        async (table) => (await services.db.selectFrom(table).select("id").execute()).length,
      ),
    )
  const before = await counts()
  const broken = { name: "a.docx", bytes: Buffer.from("PK\x03\x04broken") }
  await expect(importFile(services, broken)).rejects.toThrow("documents.refusal.broken")
  expect(await counts()).toEqual(before)
})

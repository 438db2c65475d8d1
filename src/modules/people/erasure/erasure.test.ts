import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { repeatErasures } from "#platform/backup/erasures.ts"
import { loadEvent } from "#platform/events.ts"
import { unzipFiles } from "#platform/office/zip.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { rememberErasure } from "./remember-erasure.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  staff = (await signedIn(services, "coordinator", undefined, "Галина Рощина")).browser
})

async function page(who: Visitor, path: string, status = 200) {
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}

test("reading by right leaves a line that the person and its keepers see; one's own reading leaves none", async () => {
  const id = await aPerson(services, "Тихая", { phone: "+7 900 000-00-01" })
  const path = `/people/${id}`
  expect(await page(staff, `${path}/readings`)).toContain("Пока никто не смотрел")
  await staff.get(path)
  await staff.get(path)
  await staff.get("/people.xlsx")
  const seen = await page(staff, `${path}/readings`)
  expect(seen.match(/открыл карточку/g)).toHaveLength(1)
  for (const shown of ["Галина Рощина", "выгрузил список"]) expect(seen).toContain(shown)
  const own = await signedIn(services, "member", undefined, "Сама Тихая")
  if (own.actor.kind !== "user") throw new Error("no user")
  await services.db.updateTable("people.person").set({ user_id: own.actor.userId }).where("id", "=", id).execute()
  expect(await page(own.browser, path)).toContain("Это ваша карточка")
  const told = await page(own.browser, `${path}/readings`)
  expect(told).toContain("Галина Рощина")
  expect(told).not.toMatch(/<p>Сама Тихая/)
  const other = (await signedIn(services, "member")).browser
  await page(other, `${path}/readings`, 404)
  expect((await visitor(buildApp(services)).get(`${path}/readings`)).status).toBe(404)
})

test("«всё, что записано» holds every row that names the person, for the person and its keepers", async () => {
  const id = await aPerson(services, "Полная", { note: "Заметка о человеке", birthOn: "1950-02-03" })
  const club = await aParty(services, system("test"), "Клуб «Полнота»")
  await staff.post(`/people/${id}/affiliations`, { partyId: "Клуб «Полнота»", role: "member" })
  const answer = await buildApp(services).request(`http://127.0.0.1:3000/people/${id}/archive.zip`, {
    headers: { Cookie: [...staff.jar].map(([name, value]) => `${name}=${value}`).join("; ") },
  })
  expect(answer.status).toBe(200)
  expect(answer.headers.get("Cache-Control")).toBe("no-store")
  const packed = await unzipFiles(new Uint8Array(await answer.arrayBuffer()), { files: 10, bytes: 10_000_000 })
  if (!packed.ok) throw new Error(packed.code)
  expect([...packed.files.keys()].sort()).toEqual(["Всё, что записано.json", "Карточка.xlsx"])
  const whole = JSON.parse(new TextDecoder().decode(packed.files.get("Всё, что записано.json")))
  expect(whole.person).toMatchObject([{ family_name: "Полная", note: "Заметка о человеке" }])
  expect(whole.affiliation).toMatchObject([{ party_id: club }])
  expect(whole.reading).toMatchObject([{ what: "archive" }])
  expect(JSON.stringify(whole.history)).toContain("Клуб «Полнота»")
  const stranger = (await signedIn(services, "member")).browser
  expect((await stranger.get(`/people/${id}/archive.zip`)).status).toBe(404)
})

test("erasing destroys every value everywhere and leaves an act without a name; a restored backup forgets again", async () => {
  const id = await aPerson(services, "Забытая", { email: "zabytaya@example.ru" })
  const path = `/people/${id}`
  await staff.post(path, { familyName: "Забытая", email: "drugaya@example.ru", version: "1" })
  await page(staff, `${path}/erasure`)
  expect((await staff.post(`${path}/erasure`, { basis: "" })).status).toBe(422)
  const elsewhere = await signedIn(services, "coordinator", { kind: "territory", id: 0 })
  expect((await elsewhere.browser.post(`${path}/erasure`, { basis: "demand" })).status).toBe(404)
  const done = await staff.post(`${path}/erasure`, { basis: "demand", reason: "Письмо от 1 ноября" })
  expect(done.location).toBe("/settings/erasures")
  await page(staff, path, 404)
  const list = await page(staff, "/settings/erasures")
  for (const shown of ["об уничтожении персональных данных", "требование человека", "Письмо от 1 ноября"])
    expect(list).toContain(shown)
  const values = await services.db.selectFrom("platform.event_value").selectAll().where("person_id", "=", id).execute()
  expect(values).toEqual([])
  for (const table of ["person", "affiliation", "reading"] as const)
    expect(
      await services.db
        .selectFrom(`people.${table}`)
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .where(table === "person" ? "id" : ("person_id" as never), "=", id as never)
        .executeTakeFirst(),
    ).toEqual({ n: 0 })
  const number = /erasures\/(\d+)\.docx/.exec(list)![1]!
  expect((await staff.get(`/settings/erasures/${number}.docx`)).status).toBe(200)
  expect((await elsewhere.browser.get("/settings/erasures")).status).toBe(403)

  const { id: event } = await services.db
    .selectFrom("platform.event")
    .select("id")
    .where("name", "=", "person.erased")
    .where("subject_id", "=", id)
    .executeTakeFirstOrThrow()
  const stored = (await loadEvent(services.db, event))!
  await services.db.transaction().execute((tx) => rememberErasure.run({ tx, services }, stored))
  const line = readFileSync(join(services.config.DATA_DIR, "erasures.jsonl"), "utf8")
  expect(JSON.parse(line)).toMatchObject({ person_id: id, kind: "demand" })
  // What an old backup brought back: another person under the same list.
  const back = await aPerson(services, "Вернувшаяся")
  const folder = mkdtempSync(join(tmpdir(), "farvater-erasures-"))
  writeFileSync(join(folder, "erasures.jsonl"), line.replace(id, back))
  expect(await services.db.transaction().execute((tx) => repeatErasures(tx, folder))).toBe(1)
  await page(staff, `/people/${back}`, 404)
})

test("the API erases, lists acts and readings, by the same rights", async () => {
  const { actor } = await signedIn(services, "coordinator")
  const call = apiCaller(services, await tokenOf(services, actor))
  const id = await aPerson(services, "Апишная")
  expect((await call("GET", `/people/${id}`)).status).toBe(200)
  expect((await call("GET", `/people/${id}/readings`)).body.items).toMatchObject([{ what: "api", reader: "staff" }])
  const erased = await call("POST", `/people/${id}/erasure`, { basis: "mistake" })
  expect(erased.status).toBe(200)
  expect((await call("GET", "/erasures")).body.items[0]).toMatchObject({ number: erased.body.number, basis: "mistake" })
  expect((await call("GET", `/people/${id}`)).status).toBe(404)
  const open = apiCaller(services)
  expect((await open("GET", "/erasures")).status).toBe(403)
})

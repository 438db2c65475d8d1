import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aPerson } from "#test/people.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import type { Visitor } from "#test/visitor.ts"
import { nameParts, readList } from "./read-list.ts"

describe("a pasted list", () => {
  test("is read from a table or by semicolons, without its heading", () => {
    const line = { name: "Орлова Вера", email: "vera@example.ru", role: "доброволец", organisation: "Клуб" }
    expect(readList("ФИО;Почта;Роль;Организация\nОрлова  Вера;vera@example.ru;доброволец;Клуб\n\n")).toEqual([line])
    expect(readList("Орлова Вера\tvera@example.ru\tдоброволец\tКлуб\r\n")).toEqual([line])
    expect(nameParts("Орлова Вера Павловна оглы")).toMatchObject({ givenName: "Вера", patronymic: "Павловна оглы" })
  })
})

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  staff = (await signedIn(services, "coordinator")).browser
})

test("a list is looked through, then sent once; cards that are there are used again", async () => {
  const club = await aParty(services, system("test"), "Клуб «Список»")
  const known = await aPerson(services, "Знакомова", { givenName: "Анна", email: "anna@example.ru" })
  const list = [
    "Новикова Ольга;olga@example.ru;доброволец;Клуб «Список»",
    "Знакомова Анна;anna@example.ru;;",
    "Однофамилец;anna2@example;;",
    "Повторова;olga@example.ru;;",
    "Неведомая;n@example.ru;волшебник;",
    "Чужая;c@example.ru;;Нет такой",
  ].join("\n")
  await expectValidHtml((await staff.get("/people/invitations/new")).text)
  const preview = await staff.post("/people/invitations/new", { list, do: "check" })
  await expectValidHtml(preview.text)
  for (const said of [
    "Уйдут 2 письма, не уйдут 4",
    "Проверьте адрес почты",
    "уже есть выше",
    "Такой роли нет",
    "карточка уже есть",
  ])
    expect(preview.text).toContain(said)
  const letters = () =>
    services.db.selectFrom("platform.outgoing_mail").select("to_address").where("purpose", "=", "invitation").execute()
  expect(await letters()).toEqual([])
  const form = { list, do: "send", key: "once" }
  const both = await Promise.all([1, 2].map(() => staff.post("/people/invitations/new", form)))
  expect(both.map(({ location }) => location)).toEqual(["/people/invitations", "/people/invitations"])
  expect((await letters()).map(({ to_address }) => to_address).sort()).toEqual(["anna@example.ru", "olga@example.ru"])
  const page = await staff.get("/people/invitations")
  await expectValidHtml(page.text)
  for (const said of ["Новикова Ольга", "отправлено", `/people/${known}`]) expect(page.text).toContain(said)
  const olga = await services.db
    .selectFrom("people.person")
    .select("id")
    .where("email", "=", "olga@example.ru")
    .execute()
  expect(olga).toHaveLength(1)
  expect((await staff.get(`/people/${olga[0]!.id}`)).text).toContain("Клуб «Список»")
  expect(club).toBeGreaterThan(0)
  const other = (await signedIn(services, "coordinator", { kind: "territory", id: 999 })).browser
  expect((await other.get("/people/invitations")).text).not.toContain("olga@example.ru")
  const member = (await signedIn(services, "member")).browser
  expect((await member.get("/people/invitations")).status).toBe(403)
  expect((await member.post("/people/invitations/new", form)).status).toBe(403)
})

import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { resumeJob } from "#platform/tabular/work-import.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { counted, delimited, importing } from "#test/importing.ts"
import { aPerson } from "#test/people.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { buildApp } from "../../../app.ts"
import { addAffiliation } from "../affiliation/add-affiliation.ts"
import { affiliationsOf } from "../affiliation/affiliation.store.ts"
import { changeOperator } from "../consent/keep-texts.ts"
import { erasePerson } from "../erasure/erase-person.ts"
import { editPerson } from "../person/edit-person.ts"
import { listPeople } from "../person/list-people.ts"
import { describePerson } from "../skill/describe-person.ts"
import { skillsOf } from "../skill/skill.store.ts"
import { personColumns } from "./import-columns.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Awaited<ReturnType<typeof signedIn>>
let work: ReturnType<typeof importing>
let party: number
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  const { actor } = await signedIn(services, "administrator")
  party = await aParty(services, actor, "Клуб «Тропа»")
  const operator = { name: "Центр", address: "г. Заречный", requisites: "", contact: "dom@example.ru" }
  await perform(changeOperator, { ...services, actor }, operator)
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  staff = await signedIn(services, "coordinator")
  work = importing(services, database.url, staff.browser, "person", "confident")
})

const today = "2026-11-21"
const found = (text: string) => listPeople(services.db, { reach: "all", today, text }, { limit: 10 })
const one = async (text: string) => (await found(text))[0]!

describe("people of a table", () => {
  test("get cards with all that rows say, and nothing of it is open to anybody", async () => {
    const { path, shown } = await work.imported(
      delimited(
        ["ФИО", "Дата рождения", "Телефон", "Почта", "Организация", "Роль", "Должность", "С какого дня", "Компетенции"],
        [
          "Рябова Инга Львовна",
          "14.03.1990",
          "+7 900 111-22-33",
          "ryabova@example.ru",
          "клуб «тропа»",
          "сотрудник",
          "юрист",
          "01.02.2024",
          "Перевод — экспертный; Водитель",
        ].map((cell) => `"${cell}"`),
        ["Рябов Глеб", "33970", "", "", "", "", "", "", ""],
        ["Без Рождения", "31.02.1990", "", "не почта", "Неизвестная", "царь", "", "", "Полёты"],
        ["", "", "8 900 1", "", "", "", "", "", ""],
      ),
    )
    expect(shown).toContain(counted(2, 0, 0, 0, 2))
    for (const why of [
      "Дата рождения:",
      "Это не похоже на адрес почты",
      "Такого значения нет: царь",
      "Такого значения нет: Полёты",
    ])
      expect(shown).toContain(why)
    const person = await one("рябова инга")
    expect(person).toMatchObject({ birthOn: "1990-03-14", phone: "+7 900 111-22-33", listed: false })
    expect((await one("рябов глеб")).birthOn).toBe("1993-01-01")
    expect((await affiliationsOf(services.db, [person.id])).get(person.id)).toMatchObject([
      { partyId: party, role: "employee", post: "юрист", from: "2024-02-01" },
    ])
    expect((await skillsOf(services.db, [person.id])).get(person.id)).toMatchObject([
      { nameRu: "Перевод", level: "expert", confirmedAt: null },
      { nameRu: "Водитель", level: "confident", confirmedAt: null },
    ])
    const card = await work.page(`/people/${person.id}`)
    for (const shown of ["юрист", "Перевод"]) expect(card).toContain(shown)
    const visitor = (await signedIn(services, "member")).browser
    expect((await visitor.get(`/people/${person.id}`)).status).toBe(404)
    expect((await visitor.get("/people?q=рябова")).text).not.toContain("Рябова")
    await work.undo(path)
    expect(await found("рябов")).toEqual([])
    const { rows } = await sql`SELECT FROM platform.event_value WHERE person_id = ${person.id}`.execute(services.db)
    expect(rows).toEqual([])
  })

  test("are known by name with telephone or e-mail, by name with day of birth, by card; never by name alone", async () => {
    const add = (more: object) => aPerson(services, "Ветрова", { givenName: "Нина", patronymic: "Олеговна", ...more })
    const phone = await add({ phone: "+7 900 000-01-01" })
    const born = await aPerson(services, "Ветров", { givenName: "Пётр", patronymic: "Ильич", birthOn: "1980-05-05" })
    const bare = await aPerson(services, "Ветрин", { givenName: "Олег" })
    const twins = await Promise.all(
      [1, 2].map(() => aPerson(services, "Двойник", { givenName: "Яна", email: "y@example.ru" })),
    )
    const { path, shown } = await work.imported(
      delimited(
        ["Фамилия", "Имя", "Отчество", "Дата рождения", "Телефон", "Почта", "Заметка", "Карточка"],
        ["ветрова", "Нина", "", "", "8 (900) 000 01 01", "new@example.ru", "по телефону", ""],
        ["Ветров", "Петр", "Ильич", "05.05.1980", "", "petr@example.ru", "по дню рождения", ""],
        ["Ветрин", "Олег", "", "", "", "", "по одному имени", ""],
        ["Ветрин", "Олег", "", "", "+7 900 000-01-02", "", "с телефоном, которого нет на карточке", ""],
        ["Ветрова", "Нина", "Олеговна", "", "+7 900 999-99-99", "", "тёзка", ""],
        ["Двойник", "Яна", "", "", "", "y@example.ru", "двое", ""],
        ["Ветрова", "Зоя", "", "", "+7 900 000-01-01", "", "дочь с телефоном матери", ""],
        ["Ветрин", "Олег", "Олегович", "", "", "", "по карточке", `https://a.example.ru/people/${bare}`],
        ["Чужой", "Павел", "", "", "", "", "не та карточка", phone],
      ),
      "overwrite",
    )
    expect(shown).toContain(counted(2, 3, 0, 0, 4))
    for (const why of ["Похож: человек с таким именем уже есть", "Так зовут нескольких", "В карточке другой человек"])
      expect(shown).toContain(why)
    const by = Object.fromEntries((await found("")).map((person) => [person.id, person]))
    expect(by[phone]).toMatchObject({
      familyName: "ветрова",
      patronymic: "Олеговна",
      email: "new@example.ru",
      phone: "+7 900 000-01-01",
    })
    expect(by[born]).toMatchObject({ email: "petr@example.ru", note: "по дню рождения" })
    expect(by[bare]).toMatchObject({ patronymic: "Олегович", note: "по карточке", phone: "" })
    expect(twins.map((id) => by[id]!.note)).toEqual(["", ""])
    await perform(editPerson, { ...services, actor: staff.actor }, { id: born, note: "тронуто" })
    const undone = await work.undo(path)
    expect(undone).toContain("Не отменено: 1")
    expect((await one("petr@example.ru"))?.note).toBeUndefined()
    expect((await found("")).find(({ id }) => id === born)).toMatchObject({ email: "", note: "тронуто" })
    expect((await found("")).find(({ id }) => id === phone)).toMatchObject({ familyName: "Ветрова", email: "" })
  })

  test("may be written into the template, whose columns are all known in both languages", async () => {
    const app = buildApp(services)
    const headers = { Cookie: `farvater_session=${staff.token}` }
    for (const language of ["", "/en"]) {
      const answer = await app.request(`${language}/imports/template.xlsx?kind=person`, { headers })
      const upload = await work.upload(new Uint8Array(await answer.arrayBuffer()), "Шаблон.xlsx")
      const mapping = await work.page(upload.location!)
      expect(mapping.match(/<select[^>]*name="column\.\d+"/g)).toHaveLength(
        personColumns.filter((one) => !one.spare).length,
      )
      expect(mapping).not.toMatch(/<select[^>]*name="column\.\d+"[^>]*><option value="" selected/)
      for (const { key, spare } of personColumns) if (!spare) expect(mapping).toContain(`value="${key}" selected`)
    }
  })

  test("of one file that may be the same are not added twice", async () => {
    const { shown } = await work.tried(
      delimited(
        ["ФИО", "Телефон"],
        ["Сосна Ева", "+7 900 000-02-01"],
        ["Сосна Ева", "8 900 000 02 01"],
        ["Сосна Ева", ""],
        ["Сосна Ева", "+7 900 000-02-02"],
        ["Ель Ада", ""],
        ["Ель Ада", "+7 900 000-02-03"],
      ),
    )
    expect(shown).toContain(counted(3, 0, 0, 0, 3))
    expect(shown).toContain("То же, что в строке 2 этого файла")
  })

  test("consent by what the law and the card ask for; who took it back is left alone", async () => {
    const gone = await aPerson(services, "Отозвавшая", { givenName: "Ия", email: "iya@example.ru" })
    await sql`UPDATE people.person SET consent_withdrawn_on = '2026-01-01' WHERE id = ${gone}`.execute(services.db)
    const { path, shown } = await work.imported(
      delimited(
        ["ФИО", "Почта", "Дата рождения", "Согласие на обработку", "Как дано согласие"],
        ["Согласная Мила", "mila@example.ru", "01.01.1990", "01.09.2026", "лично сотруднику"],
        ["Бумажная Мила", "m2@example.ru", "", "01.09.2026", "на бумаге"],
        ["Юная Мила", "m3@example.ru", "01.01.2016", "01.09.2026", "лично"],
        ["Ранняя Мила", "m4@example.ru", "", "01.09.2030", "лично"],
        ["Немая Мила", "m5@example.ru", "", "01.09.2026", ""],
        ["Отозвавшая Ия", "iya@example.ru", "01.01.1990", "", ""],
      ),
      "fill",
    )
    expect(shown).toContain(counted(1, 0, 0, 0, 5))
    for (const why of ["вносят на карточке вместе со сканом", "До 14 лет", "ещё не наступил", "отозвал согласие"])
      expect(shown).toContain(why)
    const { id } = await one("mila@example.ru")
    const marks = () =>
      sql<{ on: string }>`SELECT own_consent_on::text AS on FROM people.person WHERE id = ${id}`.execute(services.db)
    expect((await marks()).rows).toEqual([{ on: "2026-09-01" }])
    expect(await work.page(`/people/${id}/consents`)).toContain("лично сотруднику")
    await work.undo(path)
  })
})

describe("a list that was taken out", () => {
  test("comes back as it was, in both formats: nothing changes, and no text is a formula", async () => {
    const { actor } = await signedIn(services, "administrator")
    const place = await aTerritory(services, actor, "Выгрузной район")
    const other = await aParty(services, actor, "Союз «Борозда»; отделение", { inn: "7707083893" })
    const add = (givenName: string, more: object) => aPerson(services, "Выгрузкин", { givenName, ...more }, actor)
    const whole = await add("=HYPERLINK(1)", {
      birthOn: "1990-03-14",
      phone: "+7 900 555-00-01",
      email: "v1@example.ru",
      address: "ул. Садовая, 1;\nкв. 2",
      territoryId: place,
    })
    for (const more of [
      { partyId: party, role: "employee", post: "юрист; эксперт", from: "2024-02-01" },
      { partyId: other, role: "head" },
      { partyId: party, role: "volunteer", until: "2099-01-01" },
    ])
      await perform(addAffiliation, { ...services, actor }, { id: whole, ...more })
    const said = {
      languages: [
        { code: "en", fluency: "basic" },
        { code: "rsl", fluency: "native" },
      ],
      availability: "-",
    }
    await perform(describePerson, { ...services, actor }, { id: whole, ...said, experience: "+ опыт\n@дом" })
    await add("Безымянный", {})
    await add("Безымянный", {})
    const csv = await staff.browser.get("/people.csv?q=выгрузкин")
    expect(csv.text).toContain(`"'=HYPERLINK(1)"`)
    expect(csv.text).toContain(`"'+7 900 555-00-01"`)
    expect(csv.text).not.toMatch(/(?:^|\r\n|;)"?[=+@-]/)
    const app = buildApp(services)
    const headers = { Cookie: `farvater_session=${staff.token}` }
    for (const address of ["/people.csv", "/people.xlsx", "/en/people.csv"]) {
      const file = new Uint8Array(await (await app.request(`${address}?q=выгрузкин`, { headers })).arrayBuffer())
      const { shown } = await work.tried(file, "overwrite")
      expect(shown).toContain(counted(0, 0, 3, 0, 0))
    }
    const { rows } = await sql`SELECT FROM people.reading WHERE person_id = ${whole} AND what = 'file'`.execute(
      services.db,
    )
    expect(rows.length).toBeGreaterThan(0)
  })
})

describe("what an import keeps of people", () => {
  test("is seen by who brought it and by administrators, emptied with the erased, and forgotten after 30 days", async () => {
    const { path } = await work.imported(
      delimited(
        ["ФИО", "Почта"],
        ["Стёртая Уля", "ulya@example.ru"],
        ["Живая Уля", "u2@example.ru"],
        ["Стёртая Уля", ""],
      ),
    )
    const other = await signedIn(services, "coordinator")
    for (const address of [path, `${path}/refused.xlsx`, `${path}/undo`])
      expect((await other.browser.get(address)).status).toBe(404)
    expect((await other.browser.get("/imports")).text).not.toContain(`"${path}"`)
    const administrator = await signedIn(services, "administrator")
    expect((await administrator.browser.get(path)).text).toContain("Стёртая Уля")
    const { id } = await one("ulya@example.ru")
    await perform(erasePerson, { ...services, actor: staff.actor }, { id, basis: "demand" })
    const after = await work.page(path)
    expect(after).not.toContain("Стёртая")
    expect(after).toContain("данные стёрты")
    expect(after).toContain("Живая Уля")
    const kept = () =>
      sql`SELECT FROM platform.import_row WHERE cells::text LIKE '%u2@example.ru%'`.execute(services.db)
    await sql`UPDATE platform.import SET created_at = created_at - interval '29 days' WHERE id = ${path.split("/")[2]}`.execute(
      services.db,
    )
    await resumeJob.run(services, {})
    expect((await kept()).rows).toHaveLength(1)
    await sql`UPDATE platform.import SET created_at = created_at - interval '2 days' WHERE id = ${path.split("/")[2]}`.execute(
      services.db,
    )
    await resumeJob.run(services, {})
    expect((await kept()).rows).toHaveLength(0)
    expect(await one("u2@example.ru")).toBeDefined()
  })

  test("a coordinator brings people of its own territory, and learns nothing of others", async () => {
    const administrator = await signedIn(services, "administrator")
    const near = await aTerritory(services, administrator.actor, "Ближний район")
    await aPerson(services, "Дальняя", { givenName: "Рая", email: "raya@example.ru" }, administrator.actor)
    const local = await signedIn(services, "coordinator", { kind: "territory", id: near })
    const mine = importing(services, database.url, local.browser, "person", "beginner")
    const { shown } = await mine.imported(
      delimited(
        ["ФИО", "Почта", "Территория"],
        ["Близкая Рая", "r2@example.ru", "Ближний район"],
        ["Ничья Рая", "r3@example.ru", ""],
        ["Дальняя Рая", "raya@example.ru", "Ближний район"],
      ),
      "overwrite",
    )
    expect(shown).toContain(counted(2, 0, 0, 0, 1))
    expect((await found("raya@example.ru")).map(({ territoryId }) => territoryId).sort()).toEqual([near, null])
  })
})

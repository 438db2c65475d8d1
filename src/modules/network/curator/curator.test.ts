import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { allDirections, setDirections } from "#modules/registry/public.ts"
import { type Actor, system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../../app.ts"
import { addCentre } from "../centre/add-centre.ts"

// Whole ways through many pages: slow machines take their time.
vi.setConfig({ testTimeout: 180_000 })
const root: Actor = system("test")
const today = "2026-03-02"
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(() => {
  services = testServices(database.url)
})

const run = <T = unknown>(cmd: Parameters<typeof perform>[0], input: unknown) =>
  perform(cmd, { ...services, actor: root }, input) as Promise<T>
async function aCentre(name: string) {
  const territory = await aTerritory(services, root, name)
  const input = { name: `Центр: ${name}`, kind: "municipal", territoryId: territory, today }
  return { territory, ...(await run<{ id: number; slug: string }>(addCentre, input)) }
}

test("a direction has a page: curators of each centre, groups, organisations", async () => {
  const { id: centre, territory, slug } = await aCentre("Лесной")
  const [direction, other] = await allDirections(services.db)
  const { browser } = await signedIn(services, "coordinator", { kind: "territory", id: territory })
  const group = await aParty(services, root, "Рабочая группа «Тропа»", { nature: "body", kind: "working_group" })
  const office = await aParty(services, root, "Администрация Лесного", { nature: "body", kind: "authority" })
  const ngo = await aParty(services, root, "АНО «Роща»")
  for (const id of [group, office, ngo]) await run(setDirections, { id, directions: [direction!.id] })
  await expectValidHtml((await browser.get(`/centres/${slug}/curators`)).text)
  const name = (form: Record<string, string>) =>
    browser.post(`/centres/${slug}/curators`, { directionId: String(direction!.id), post: "", key: "k", ...form })
  expect((await name({ name: "", fromOn: "2026-01-10" })).status).toBe(422)
  const unknown = await name({ name: "Нина Боровая", fromOn: "2026-01-10", directionId: "99999" })
  expect([unknown.status, unknown.text.includes("Нина Боровая")]).toEqual([422, true])
  expect((await name({ name: "Нина Боровая", post: "методист", fromOn: "2026-01-10" })).status).toBe(303)
  expect((await name({ name: "Пётр Сосновый", fromOn: "2026-01-20" })).status).toBe(303)
  const rows = await services.db.selectFrom("network.curator").select(["name", "until_on"]).orderBy("id").execute()
  expect(rows).toEqual([
    { name: "Нина Боровая", until_on: "2026-01-19" },
    { name: "Пётр Сосновый", until_on: null },
  ])
  const reader = visitor(buildApp(services))
  const page = await reader.get(`/directions/${direction!.id}`)
  await expectValidHtml(page.text)
  for (const shown of ["Пётр Сосновый", "Центр: Лесной", "Рабочая группа «Тропа»", "АНО «Роща»"])
    expect(page.text).toContain(shown)
  for (const hidden of ["Нина Боровая", "Администрация Лесного"]) expect(page.text).not.toContain(hidden)
  expect((await reader.get(`/centres/${slug}`)).text).toContain("куратор: Пётр Сосновый")
  expect((await reader.get(`/directions/${other!.id}`)).text).not.toContain("Сосновый")
  expect((await reader.get("/directions/99999")).status).toBe(404)
  expect((await reader.get("/directions")).text).toContain(`/directions/${direction!.id}`)

  const { browser: admin } = await signedIn(services, "administrator")
  await admin.post(`/settings/directions/${direction!.id}/merger`, { into: String(other!.id), key: "m" })
  await workOff(services, database.url)
  expect((await reader.get(`/directions/${other!.id}`)).text).toContain("Сосновый")
  const { items } = (await apiCaller(services)("GET", `/centres/${centre}/curators`)).body
  expect(items).toHaveLength(1)
  expect((await browser.post(`/centres/${slug}/curators/${items[0].id}/end`, { key: "e" })).status).toBe(303)
})

test("the API keeps centres and curators under the same rights", async () => {
  const mine = await aCentre("Степной")
  const foreign = await aCentre("Горный")
  const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: mine.territory })
  const { actor: keeper } = await signedIn(services, "administrator")
  const call = apiCaller(services, await tokenOf(services, actor))
  const admin = apiCaller(services, await tokenOf(services, keeper))
  const open = apiCaller(services)
  const [direction] = await allDirections(services.db)
  expect((await open("GET", "/centres")).body.items.map((one: { slug: string }) => one.slug)).toContain(mine.slug)
  expect((await open("GET", `/centres/${mine.id}`)).body).toMatchObject({ kind: "municipal", staff: [] })
  expect((await open("GET", "/centres/99999")).status).toBe(404)
  expect((await call("PATCH", `/centres/${mine.id}`, { about: "О нас" })).body.about).toBe("О нас")
  expect((await call("PATCH", `/centres/${mine.id}`, { slug: foreign.slug })).status).toBe(422)
  expect((await call("PATCH", `/centres/${foreign.id}`, { about: "О них" })).status).toBe(403)
  const userId = actor.kind === "user" ? actor.userId : ""
  const named = await call("PUT", `/centres/${mine.id}/staff/${userId}`, { name: "Л. О.", post: "методист" })
  expect(named.body.staff).toEqual([{ name: "Л. О.", post: "методист" }])
  const curator = { directionId: direction!.id, name: "Лев Ковыльный", fromOn: today }
  expect((await call("POST", `/centres/${foreign.id}/curators`, curator)).status).toBe(403)
  const { id } = (await call("POST", `/centres/${mine.id}/curators`, curator)).body
  expect((await open("GET", `/directions/${direction!.id}/curators`)).body.items).toContainEqual(
    expect.objectContaining({ id, ...curator, centreId: mine.id }),
  )
  const other = apiCaller(
    services,
    await tokenOf(
      services,
      (await signedIn(services, "coordinator", { kind: "territory", id: foreign.territory })).actor,
    ),
  )
  expect((await other("POST", `/curators/${id}/end`)).status).toBe(403)
  expect((await call("POST", `/curators/${id}/end`)).status).toBe(200)
  // Neither invites: one was not invited as a head, the other is of another centre.
  expect((await call("POST", `/centres/${mine.id}/invitations`, { email: "a@steppe.example" })).status).toBe(403)
  expect((await other("POST", `/centres/${mine.id}/invitations`, { email: "a@steppe.example" })).status).toBe(403)
  expect((await admin("POST", `/centres/${mine.id}/invitations`, { email: "a@steppe.example" })).status).toBe(201)
  expect((await admin("POST", `/centres/${mine.id}/invitations`, { email: "нет" })).status).toBe(422)
  const letterhead = { organisation: "Центр Степного", numberPattern: "СТ-{n}" }
  expect((await call("GET", `/territories/${mine.territory}/letterhead`)).body.own).toBe(false)
  const put = await call("PUT", `/territories/${mine.territory}/letterhead`, letterhead)
  expect(put.body).toMatchObject({ ...letterhead, own: true })
  expect((await call("PUT", `/territories/${foreign.territory}/letterhead`, letterhead)).status).toBe(403)
  expect((await admin("GET", `/territories/${foreign.territory}/letterhead`)).body.organisation).toBe("")
  const added = { name: "Центр Речной", kind: "municipal", territoryName: "Речной", email: "head@river.example" }
  expect((await call("POST", "/centres", added)).status).toBe(403)
  expect((await admin("POST", "/centres", added)).body.slug).toBe("rechnoy")
  expect((await call("POST", `/centres/${mine.id}/closing`, { closedOn: today })).status).toBe(403)
  expect((await admin("POST", `/centres/${mine.id}/closing`, { closedOn: today })).body.closedOn).toBe(today)
  expect((await admin("POST", `/centres/${mine.id}/closing`, { closedOn: today })).status).toBe(409)
})

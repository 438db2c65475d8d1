import { beforeAll, beforeEach, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aPhotograph, formWith } from "#test/picture.ts"
import { aParty, aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../../app.ts"

const root = system("test")
let services: Services
let url: string
let town: number
let count = 0
let id: number
let card: string
let staff: Visitor
let head: { browser: Visitor; actor: Actor; token: string }
let reader: Visitor
beforeAll(async () => {
  url = (await freshDatabase()).url
  services = testServices(url)
  town = await aTerritory(services, root, "Заречный")
})
beforeEach(async () => {
  id = await aParty(services, root, `АНО «Причал ${++count}»`, { territoryId: town, email: "tajna@example.ru" })
  card = `/organisations/${id}`
  staff = (await signedIn(services, "coordinator", { kind: "territory", id: town }, "Лидия Осипова")).browser
  head = await signedIn(services, "representative", { kind: "organisation", id }, "Вера Лугова")
  reader = visitor(buildApp(services))
})

const page = async (who: Visitor, path: string, status = 200) => {
  services.cache.clear()
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}
const said = (more: Record<string, string> = {}) => ({
  name: `Автономная некоммерческая организация «Причал ${count}»`,
  mission: "Учим ходить под парусом",
  publicPhone: "+7 000 111-22-33",
  ...more,
})
const suggest = async (more: Record<string, string> = {}, who = head.browser) => {
  const { location, text } = await who.post(`${card}/suggestion`, said(more))
  expect(location, text).toMatch(/^\/suggestions\/\d+$/)
  return location!
}

test("what a head suggests is public only after a coordinator has accepted it, field by field, with a remark", async () => {
  expect(await page(head.browser, card)).toContain(`${card}/suggestion`)
  await page(head.browser, `${card}/suggestion`)
  const form = formWith(said(), { logo: ["x.jpg", await aPhotograph()] })
  const sent = await head.browser.post(`${card}/suggestion`, form)
  const address = sent.location!
  await workOff(services, url)
  expect(await page(reader, card)).not.toContain("Учим ходить")
  expect(await page(head.browser, address)).toContain("Ждёт решения")
  expect((await head.browser.get(`${address}/logo`)).headers.get("Content-Type")).toBe("image/png")
  const seen = await page(staff, address)
  for (const shown of ["Учим ходить под парусом", "Автономная некоммерческая", `${address}/logo`])
    expect(seen).toContain(shown)
  expect(await page(staff, "/suggestions")).toContain(address)
  expect(await page(staff, "/desk")).toContain("/suggestions")
  const stamp = /name="seen" value="([^"]+)"/.exec(seen)![1]!
  const part = new URLSearchParams({ do: "part", seen: stamp, remark: "" })
  for (const field of ["mission", "logo"]) part.append("accept", field)
  const silent = await staff.post(`${address}/decision`, part)
  expect(silent.status).toBe(422)
  expect(silent.text).toContain("Напишите, почему принято не всё")
  part.set("remark", "Название меняют по уставу")
  expect((await staff.post(`${address}/decision`, part)).location).toBe(address)
  const open = await page(reader, card)
  expect(open).toContain("Учим ходить под парусом")
  expect(open).toMatch(/\/files\/[0-9a-f-]{36}/)
  expect(open).not.toContain("Автономная некоммерческая")
  expect(open).not.toContain("111-22-33")
  const told = await page(head.browser, address)
  for (const shown of ["Принято частично", "Название меняют по уставу", "Не принято"]) expect(told).toContain(shown)
  expect((await staff.post(`${address}/decision`, { do: "whole", seen: stamp })).status).toBe(422)
  await workOff(services, url)
  const letters = await services.db.selectFrom("platform.outgoing_mail").select(["subject", "body_text"]).execute()
  const about = letters.filter(({ subject }) => subject.includes(`Причал ${count}`))
  expect(about.map(({ subject }) => subject.split(":")[0]).sort()).toEqual([
    "Правки карточки",
    "Решение по Вашим правкам",
  ])
})

test("a second form replaces what waits; its author may take it back", async () => {
  const address = await suggest()
  expect(await suggest({ mission: "Иначе" })).toBe(address)
  expect(await page(staff, address)).toContain("Иначе")
  expect(await page(head.browser, `${card}/suggestion`)).toContain("Иначе")
  expect((await staff.post(`${address}/withdrawal`)).status).toBe(403)
  expect((await head.browser.post(`${address}/withdrawal`)).location).toBe(address)
  expect(await page(head.browser, address)).toContain("Отозвано")
  expect((await staff.post(`${address}/decision`, { do: "whole" })).status).toBe(422)
})

test("of two suggestions the second is seen to be outdated; a card changed under the eyes is not overwritten", async () => {
  const other = (await signedIn(services, "representative", { kind: "organisation", id })).browser
  const first = await suggest({ mission: "Первое" })
  const second = await suggest({ mission: "Второе" }, other)
  expect(second).not.toBe(first)
  const seen = /name="seen" value="([^"]+)"/.exec(await page(staff, second))![1]!
  expect((await staff.post(`${first}/decision`, { do: "whole" })).status).toBe(422)
  const fresh = /name="seen" value="([^"]+)"/.exec(await page(staff, first))![1]!
  expect((await staff.post(`${first}/decision`, { do: "whole", seen: fresh })).location).toBe(first)
  const late = await staff.post(`${second}/decision`, { do: "whole", seen })
  expect(late.status).toBe(422)
  expect(late.text).toContain("карточку изменили")
  expect(late.text).toContain("поле изменили")
  expect(await page(reader, card)).toContain("Первое")
})

test("texts of a trusted one are public at once; its name still waits", async () => {
  await staff.post(`${card}/trust`, { trusted: "yes" })
  const address = await suggest()
  const open = await page(reader, card)
  expect(open).toContain("Учим ходить под парусом")
  expect(open).not.toContain("Автономная некоммерческая")
  expect(await page(staff, address)).not.toContain("Учим ходить под парусом</td>")
  const { location } = await head.browser.post(`${card}/suggestion`, {
    ...said(),
    name: `АНО «Причал ${count}»`,
    mission: "Ещё",
  })
  expect(location).toBe(card)
})

test("a representative of another, a member, a coordinator of elsewhere and a visitor reach nothing of it", async () => {
  const address = await suggest()
  const stranger = (await signedIn(services, "representative", { kind: "organisation", id: id + 500 })).browser
  const member = (await signedIn(services, "member")).browser
  const elsewhere = (await signedIn(services, "coordinator", { kind: "territory", id: town + 500 })).browser
  for (const who of [stranger, member, elsewhere]) {
    expect((await who.post(`${card}/suggestion`, said())).status).toBe(403)
    for (const path of [address, `${address}/logo`]) expect((await who.get(path)).status).toBe(404)
    expect([403, 404]).toContain((await who.post(`${address}/decision`, { do: "whole" })).status)
    expect((await who.get("/suggestions")).text).not.toContain(address)
  }
  expect((await reader.get(address)).location).toContain("/sign-in")
  expect((await head.browser.post(`${address}/decision`, { do: "whole" })).status).toBe(403)
  expect((await head.browser.post(`${card}/profile`, said())).status).toBe(403)
})

test("scripts in a suggestion are words, nothing typed is lost, and nothing changed is said", async () => {
  const evil = "<script>alert(1)</script>"
  const address = await suggest({ mission: evil, words: evil })
  expect(await page(staff, address)).not.toContain("<script>alert")
  const wrong = await head.browser.post(`${card}/suggestion`, said({ links: "просто слова", about: "Долго писали" }))
  expect(wrong.status).toBe(422)
  await expectValidHtml(wrong.text)
  expect(wrong.text).toContain("Долго писали")
  await head.browser.post(`${address}/withdrawal`)
  const none = await head.browser.post(`${card}/suggestion`, { name: `АНО «Причал ${count}»` })
  expect(none.text).toContain("Вы ничего не изменили")
})

test("anybody with an account tells of a mistake; the coordinator answers", async () => {
  const member = (await signedIn(services, "member")).browser
  expect(await page(member, card)).toContain(`${card}/mistake`)
  await page(member, `${card}/mistake`)
  expect((await member.post(`${card}/mistake`, { words: " " })).status).toBe(422)
  const address = (await member.post(`${card}/mistake`, { words: "Телефон другой" })).location!
  expect(await page(staff, address)).toContain("Телефон другой")
  const seen = /name="seen" value="([^"]+)"/.exec(await page(staff, address))![1]!
  expect((await staff.post(`${address}/decision`, { do: "whole", seen })).location).toBe(address)
  expect(await page(member, address)).toContain("Принято")
})

test("a visitor tells of a mistake without an account, not as a program would, and gets an answer by e-mail", async () => {
  expect(await page(reader, card)).toContain(`${card}/mistake`)
  const stampOf = (html: string) => /name="stamp" value="([^"]+)"/.exec(html)![1]!
  const quick = await reader.post(`${card}/mistake`, {
    stamp: stampOf(await page(reader, `${card}/mistake`)),
    words: "Телефон другой",
    email: "somebody@example.ru",
  })
  expect(quick.status).toBe(422)
  expect(quick.text).toContain("Телефон другой")
  const later = testServices(url, {}, { clock: { now: () => new Date(Date.now() + 60_000) } })
  const slow = visitor(buildApp(later))
  const said = { stamp: stampOf(quick.text), words: "Телефон другой", email: "somebody@example.ru" }
  expect((await slow.post(`${card}/mistake`, { ...said, website: "x" })).status).toBe(422)
  expect((await slow.post(`${card}/mistake`, { ...said, words: "" })).status).toBe(422)
  expect((await slow.post(`${card}/mistake`, said)).location).toBe(card)
  const list = await page(staff, "/suggestions")
  const address = /\/suggestions\/\d+/.exec(list.slice(list.lastIndexOf("/suggestions/")))![0]
  expect(await page(staff, address)).toContain("somebody@example.ru")
  const seen = /name="seen" value="([^"]+)"/.exec(await page(staff, address))![1]!
  expect((await staff.post(`${address}/decision`, { do: "whole", seen, remark: "" })).location).toBe(address)
  await workOff(services, url)
  const mails = await services.db.selectFrom("platform.outgoing_mail").select(["to_address", "body_text"]).execute()
  expect(mails.find(({ to_address }) => to_address === "somebody@example.ru")?.body_text).toContain("Исправлено")
  expect(await page(staff, address)).not.toContain("somebody@example.ru")
})

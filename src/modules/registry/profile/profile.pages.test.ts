import sharp from "sharp"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { findAttachment } from "#platform/files/attachment.store.ts"
import { blobPath } from "#platform/files/blob-store.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aPhotograph, formWith } from "#test/picture.ts"
import { aParty } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { type Visitor, visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"

const root = system("test")
let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: Visitor
let reader: Visitor
let count = 0
beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
})
afterAll(() => database.drop())
beforeEach(async () => {
  staff = (await signedIn(services, "coordinator")).browser
  reader = visitor(buildApp(services))
})

const page = async (who: Visitor, path: string, status = 200) => {
  services.cache.clear()
  const answer = await who.get(path)
  expect(answer.status, answer.text).toBe(status)
  await expectValidHtml(answer.text)
  return answer.text
}
const aCard = async (more: Record<string, unknown> = {}) => {
  count++
  const id = await aParty(services, root, `АНО «Причал ${count}»`, { email: "tajna@example.ru", ...more })
  return { id, card: `/organisations/${id}` }
}
const texts = {
  mission: "Учим подростков ходить под парусом",
  about: "Основана в 2012 году.\n\nЗаписаться: https://zapis.example.ru/parus.",
  publicEmail: "vse@example.ru",
  publicPhone: "+7 000 111-22-33",
  publicAddress: "Заречный, набережная, 3",
  openingHours: "по будням с 10 до 18",
  links: "vk.com/prichal\nНаш блог blog.example.ru",
  logoAlt: "Белый парус",
  version: "0",
}

test("a card shows what is said of it, to everybody and to search, and nothing of what letters are sent by", async () => {
  const { card } = await aCard()
  const before = await page(reader, card)
  for (const heading of ["Как связаться", "Документы", "profile-lead"]) expect(before).not.toContain(heading)
  const form = formWith(texts, { logo: ["парус.jpg", await aPhotograph()] })
  expect((await staff.post(`${card}/profile`, form)).location).toBe(card)
  const open = await page(reader, card)
  for (const shown of [
    texts.mission,
    '<a href="https://zapis.example.ru/parus" rel="nofollow ugc noopener">',
    'href="mailto:vse@example.ru"',
    "ВКонтакте",
    "Наш блог",
    'alt="Белый парус"',
    '<meta property="og:image"',
    `<meta property="og:description" content="${texts.mission}"`,
    "Изменено описание и логотип",
  ])
    expect(open).toContain(shown)
  for (const hidden of ["tajna@example.ru", "/profile"]) expect(open).not.toContain(`${hidden}"`)
  expect((await reader.get("/search?q=подросток+парус")).text).toContain(card)
  expect(await page(staff, `${card}/profile`)).toContain("Наш блог https://blog.example.ru")
})

test("a logo is decoded and written anew: small, without what the camera wrote", async () => {
  const { card } = await aCard()
  const photograph = await aPhotograph(3000, 1000)
  expect(photograph.includes("taken at home")).toBe(true)
  await staff.post(`${card}/profile`, formWith(texts, { logo: ["x.jpg", photograph] }))
  const address = /\/files\/([0-9a-f-]{36})/.exec(await page(reader, card))![1]!
  const answer = await reader.get(`/files/${address}`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("Content-Type")).toBe("image/png")
  const { sha256 } = (await findAttachment(services.db, address))!
  const made = await sharp(blobPath(services.filesDir, sha256)).metadata()
  expect([made.format, made.width, made.height, made.exif]).toEqual(["png", 480, 160, undefined])
  const again = { ...texts, version: "1", logoGone: "yes" }
  expect((await staff.post(`${card}/profile`, again)).location).toBe(card)
  expect(await page(reader, card)).not.toContain("/files/")
  expect((await reader.get(`/files/${address}`)).status).toBe(404)
})

test.each([
  ["a picture with a script", "logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ["a page", "logo.png", "<html><script>alert(1)</script></html>"],
  ["a broken picture", "logo.png", "\x89PNG\r\n\x1a\nне картинка"],
])("%s is no logo; nothing typed is lost", async (_, name, text) => {
  const { card } = await aCard()
  const bytes = Buffer.from(text, text.startsWith("\x89") ? "latin1" : "utf8")
  const refused = await staff.post(`${card}/profile`, formWith(texts, { logo: [name, bytes] }))
  expect(refused.status).toBe(422)
  await expectValidHtml(refused.text)
  expect(refused.text).toContain(texts.mission)
  expect(await page(reader, card)).not.toContain(texts.mission)
})

test("a logo that is too large in bytes or in pixels is refused", async () => {
  const { card } = await aCard()
  const heavy = formWith(texts, { logo: ["x.png", new Uint8Array(10 * 1024 * 1024 + 1)] })
  expect((await staff.post(`${card}/profile`, heavy)).text).toContain("Картинка больше 10 МБ")
  const { data, info } = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: "#fff" } })
    .png()
    .toBuffer({ resolveWithObject: true })
  expect(info.size).toBeLessThan(1024 * 1024)
  expect((await staff.post(`${card}/profile`, formWith(texts, { logo: ["x.png", data] }))).status).toBe(422)
})

test("a logo that came with a mistake elsewhere need not be chosen again", async () => {
  const { card } = await aCard()
  const wrong = formWith({ ...texts, links: "просто слова" }, { logo: ["x.jpg", await aPhotograph()] })
  const refused = await staff.post(`${card}/profile`, wrong)
  expect(refused.status).toBe(422)
  expect(refused.text).toContain("В одной из строк нет адреса")
  const kept = /name="logoFile" value="([0-9a-f-]{36})"/.exec(refused.text)![1]!
  expect((await staff.post(`${card}/profile`, { ...texts, logoFile: kept })).location).toBe(card)
  expect(await page(reader, card)).toContain(`/files/${kept}`)
})

test("scripts in texts are words", async () => {
  const { card } = await aCard()
  const evil = '<script>alert(1)</script> javascript:alert(1) https://a.example.ru/"onmouseover=alert(1)'
  await staff.post(`${card}/profile`, { ...texts, mission: evil, about: evil, openingHours: evil, publicPhone: evil })
  const open = await page(reader, card)
  expect(open).not.toContain("<script>alert")
  expect(open).not.toMatch(/href="[^"]*javascript:/)
  expect(open).not.toMatch(/<[^>]*\sonmouseover=/)
})

test("of two who change a description at once the second is told; others change nothing", async () => {
  const { id, card } = await aCard()
  await staff.post(`${card}/profile`, texts)
  const late = await staff.post(`${card}/profile`, { ...texts, mission: "Другое" })
  expect(late.status).toBe(422)
  expect(late.text).toContain("карточку изменил кто-то другой")
  const representative = (await signedIn(services, "representative", { kind: "organisation", id: id + 1000 })).browser
  const elsewhere = (await signedIn(services, "coordinator", { kind: "territory", id: 99 })).browser
  for (const who of [representative, elsewhere]) {
    expect((await who.get(`${card}/profile`)).status).toBe(403)
    expect((await who.post(`${card}/profile`, { ...texts, version: "1" })).status).toBe(403)
    expect((await who.post(`${card}/trust`, { trusted: "yes" })).status).toBe(403)
  }
})

test("units of a school show on its card", async () => {
  const school = await aParty(services, root, "Школа № 5", { kind: "education" })
  const unit = await aParty(services, root, "Отряд «Маяк»", { kind: "school_unit" })
  const status = { kind: "school_unit", proof: "Приказ № 7", institutionId: "Школа № 5", from: "01.09.2025" }
  expect((await staff.post(`/organisations/${unit}/statuses`, status)).location).toBe(`/organisations/${unit}`)
  expect(await page(reader, `/organisations/${school}`)).toContain(`href="/organisations/${unit}"`)
  expect(await page(reader, `/organisations/${unit}`)).toContain(`href="/organisations/${school}"`)
})

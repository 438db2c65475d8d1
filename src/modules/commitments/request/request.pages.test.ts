import sharp from "sharp"
import { afterAll, beforeAll, expect, test } from "vitest"
import { showResolution } from "#modules/deliberation/resolution/show-resolution.ts"
import { system } from "#platform/actor.ts"
import { attachmentsOf } from "#platform/files/attachment.store.ts"
import { type NewFile, storeFile } from "#platform/files/store-file.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { expectValidHtml } from "#test/valid-html.ts"
import { visitor } from "#test/visitor.ts"
import { workOff } from "#test/work-off.ts"
import { buildApp } from "../../../app.ts"
import { asked, doer, holderOf } from "../testing/asked.ts"
import { answerRequest } from "./answer-request.ts"
import { decideRequest } from "./decide-request.ts"
import { actsOf, requestById } from "./request.store.ts"

let database: Awaited<ReturnType<typeof freshDatabase>>
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())

const official = { name: "Ольга Ветрова", post: "заместитель главы" }

/** A world of its own: what one test asks is no other's. */
async function world() {
  const services = testServices(database.url)
  const territory = await aTerritory(services, system("test"), `Округ ${crypto.randomUUID().slice(0, 8)}`)
  const { requests, id } = await asked(services, { territoryId: territory })
  const scope = { kind: "territory", id: territory } as const
  return {
    services,
    territory,
    resolution: id,
    request: requests[0]!,
    paper: requests.at(-1)!,
    say: (kind: string, more: object = {}, request = requests[0]!) =>
      doer(services, holderOf(request))(answerRequest, { id: request.id, kind, ...official, ...more }),
    decide: (kind: string, more: object = {}) => doer(services)(decideRequest, { id: requests[0]!.id, kind, ...more }),
    coordinator: await signedIn(services, "coordinator", scope),
    controller: await signedIn(services, "controller", scope, "Зоя Речная"),
    stranger: await signedIn(services, "coordinator", {
      kind: "territory",
      id: await aTerritory(services, system("test"), `Дальний ${crypto.randomUUID().slice(0, 8)}`),
    }),
    anybody: visitor(buildApp(services)),
  }
}

/** Stores a photograph the way a form does. */
const photograph = (services: Awaited<ReturnType<typeof world>>["services"], file: Partial<NewFile> = {}) =>
  services.db.transaction().execute((tx) =>
    storeFile({ tx, actor: system("test"), now: services.clock.now() }, services.filesDir, {
      bytes: new TextEncoder().encode("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
      name: "акт.pdf",
      use: "document",
      audience: "staff",
      subject: null,
      ...file,
    }),
  )

test("the staff and the controller read the whole thread, others its open part without names", async () => {
  const w = await world()
  await w.say("ask", { text: "Какие скамьи нужны?" })
  await w.say("accept", { termOn: "2027-06-01", responsible: "Пётр Лугов" })
  await w.say("decline", { text: "Денег не дали" })
  const path = `/requests/${w.request.id}`
  for (const { browser } of [w.coordinator, w.controller]) {
    const { status, text } = await browser.get(path)
    expect(status).toBe(200)
    for (const told of ["Ольга Ветрова", "Пётр Лугов", "Какие скамьи", "Денег не дали"]) expect(text).toContain(told)
    await expectValidHtml(text, path)
  }
  for (const browser of [w.anybody, w.stranger.browser]) {
    const { status, text } = await browser.get(path)
    expect(status).toBe(200)
    expect(text).toContain("поставить скамьи у поликлиники")
    for (const hidden of ["Ольга", "Пётр Лугов", "Какие скамьи", "Денег не дали", "office0@"])
      expect(text).not.toContain(hidden)
    await expectValidHtml(text, path)
  }
  await w.decide("look", { settles: (await actsOf(w.services.db, [w.request.id])).at(-1)!.id })
  w.services.cache.clear()
  const { text } = await w.anybody.get(path)
  expect(text).toContain("Денег не дали")
  expect(text).not.toContain("Ольга")
})

test("a request of an internal resolution is nowhere for a visitor", async () => {
  const w = await world()
  await w.services.db
    .updateTable("deliberation.resolution")
    .set({ visibility: "internal" })
    .where("id", "=", w.resolution)
    .execute()
  expect((await w.anybody.get(`/requests/${w.request.id}`)).status).toBe(404)
  expect((await w.controller.browser.get(`/requests/${w.request.id}`)).status).toBe(200)
})

test("a controller releases and returns, and neither withdraws nor answers; a stranger does nothing", async () => {
  const w = await world()
  await w.say("report", { text: "Скамьи стоят", share: 100 })
  const page = (kind: string) => `/requests/${w.request.id}/decision/${kind}`
  for (const kind of ["release", "release_part", "return"])
    expect((await w.controller.browser.get(page(kind))).status, kind).toBe(200)
  expect((await w.controller.browser.get(page("withdraw"))).status).toBe(403)
  expect((await w.controller.browser.post(page("withdraw"), { key: "k", text: "Передумали" })).status).toBe(403)
  for (const path of ["call", "answer", "parts"])
    expect((await w.controller.browser.get(`/requests/${w.request.id}/${path}`)).status, path).toBe(403)
  for (const kind of ["release", "withdraw"])
    expect((await w.stranger.browser.post(page(kind), { key: "k", text: "Так" })).status, kind).toBe(403)
  expect((await requestById(w.services.db, w.request.id))?.stage).toBe("reported")
  const { text } = await w.controller.browser.get(`/requests/${w.request.id}`)
  expect(text).not.toContain("decision/withdraw")
  expect(text).toContain("decision/release?act=")
})

test("files of a report are the staff's until those that were chosen are shown with the release", async () => {
  const w = await world()
  const [shown, hidden] = [await photograph(w.services), await photograph(w.services)]
  const { id: act } = await w.say("report", { text: "Скамьи стоят", share: 100, files: [shown, hidden] })
  const own = (file: string) => `/requests/${w.request.id}/files/${file}`
  expect((await w.controller.browser.get(own(hidden))).status).toBe(200)
  expect((await w.anybody.get(own(shown))).status).toBe(404)
  expect((await w.anybody.get(`/files/${shown}`)).status).toBe(404)
  const form = await w.controller.browser.get(`/requests/${w.request.id}/decision/release?act=${act}`)
  expect(form.text).toContain(`value="${hidden}"`)
  await w.controller.browser.post(`/requests/${w.request.id}/decision/release`, { key: "k", act, open: shown })
  expect((await w.anybody.get(own(shown))).status).toBe(200)
  expect((await w.anybody.get(own(hidden))).status).toBe(404)
  expect((await w.anybody.get(`/files/${shown}`)).status).toBe(404)
  const { text } = await w.anybody.get(`/requests/${w.request.id}`)
  expect(text).toContain("Скамьи стоят")
  expect(text).toContain(own(shown))
  expect(text).not.toContain(hidden)
  const files = await attachmentsOf(w.services.db, { kind: "act", id: act })
  expect(files.map(({ audience }) => audience).sort()).toEqual(["staff", "subject"])
  await doer(w.services)(showResolution, { id: w.resolution, visibility: "internal" })
  await workOff(w.services, database.url)
  expect((await w.anybody.get(own(shown))).status).toBe(404)
  expect((await w.controller.browser.get(own(shown))).status).toBe(200)
})

test("a photograph that the staff attached is shown without the place where it was taken", async () => {
  const w = await world()
  const taken = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#336699" } })
    .withExif({ IFD3: { GPSLatitude: "55/1 45/1 0/1", GPSLatitudeRef: "N" } })
    .jpeg()
    .toBuffer()
  const photo = await photograph(w.services, { bytes: taken, name: "скамьи.jpg", use: "picture" })
  const { id: act } = await w.say("report", { text: "Скамьи стоят", share: 100, files: [photo] })
  await w.controller.browser.post(`/requests/${w.request.id}/decision/release`, { key: "k", act, open: photo })
  const shown = await buildApp(w.services).request(`/requests/${w.request.id}/files/${photo}`)
  const { exif, width } = await sharp(await shown.arrayBuffer()).metadata()
  expect({ exif, width }).toEqual({ exif: undefined, width: 40 })
})

test("what was typed stays when something is missing, and a decision that came too late is told", async () => {
  const w = await world()
  const { id: act } = await w.say("report", { text: "Скамьи стоят", share: 100 })
  const page = (kind: string) => `/requests/${w.request.id}/decision/${kind}`
  const again = await w.coordinator.browser.post(page("release_part"), {
    key: "a",
    act,
    text: "Две из трёх",
    share: "0",
  })
  expect(again.status).toBe(422)
  expect(again.text).toContain("Две из трёх")
  expect(again.text).toContain("от 1 до 99")
  const done = await w.coordinator.browser.post(page("return"), {
    key: "b",
    act,
    text: "Нет фотографий",
    term: "1 июня",
  })
  expect(done).toMatchObject({ status: 303, location: `/requests/${w.request.id}` })
  const late = await w.controller.browser.post(page("release"), { key: "c", act, text: "" })
  expect(late.status).toBe(422)
  expect(late.text).toContain("На это уже ответили")
  expect(await requestById(w.services.db, w.request.id)).toMatchObject({ stage: "accepted", share: 99 })
})

test("an answer on paper is recorded with its evidence, and a call in four fields", async () => {
  const w = await world()
  const base = `/requests/${w.request.id}`
  const paper = { key: "a", channel: "paper", onDay: "14 марта", until: "1 июня 2027", name: "Ольга Ветрова" }
  const bare = await w.coordinator.browser.post(`${base}/answer?kind=receive`, paper)
  expect(bare.status).toBe(422)
  expect(bare.text).toContain("1 июня 2027")
  await w.coordinator.browser.post(`${base}/answer?kind=receive`, { ...paper, evidence: "Письмо № 15" })
  expect(await requestById(w.services.db, w.request.id)).toMatchObject({
    stage: "received",
    consideredUntil: "2027-06-01",
  })
  const call = {
    key: "b",
    kind: "accept",
    when: "до конца 2027 года",
    name: "Ольга Ветрова, заместитель главы",
    text: "",
  }
  const nameless = await w.coordinator.browser.post(`${base}/call`, { ...call, name: "" })
  expect(nameless.status).toBe(422)
  expect((await w.coordinator.browser.post(`${base}/call`, call)).location).toBe(base)
  expect((await w.coordinator.browser.post(`${base}/call`, call)).location).toBe(base)
  const acts = await actsOf(w.services.db, [w.request.id])
  expect(acts.map((a) => [a.kind, a.channel, a.evidence])).toEqual([
    ["receive", "paper", "Письмо № 15"],
    ["accept", "phone", "Ольга Ветрова, заместитель главы"],
  ])
  expect(await requestById(w.services.db, w.request.id)).toMatchObject({ stage: "accepted", termOn: "2027-12-31" })
})

test("the addressee gets a letter about every decision; who has no e-mail gets none, and the page says so", async () => {
  const w = await world()
  const { id: settles } = await w.say("ask", { text: "Сколько скамей?" })
  await w.decide("reply", { settles, text: "Четыре" })
  await workOff(w.services, database.url)
  const letters = async (purpose: string) =>
    w.services.db
      .selectFrom("platform.outgoing_mail")
      .select(["to_address as to", "subject", "body_text as text"])
      .where("purpose", "=", purpose)
      .where("reply_route", "in", [`answer-${w.request.recipientId}`, `answer-${w.paper.recipientId}`])
      .orderBy("id")
      .execute()
  const [letter, ...more] = await letters("decision")
  expect(more).toEqual([])
  expect(letter).toMatchObject({ to: "office0@lugovoy.example", subject: "Ответ на Ваш вопрос: пункт 1" })
  expect(letter?.text).toMatch(/«Четыре»[\s\S]*\/answer\/[\w-]+/)
  const ended = { expires_at: new Date(0) }
  await w.services.db.updateTable("commitments.recipient").set(ended).where("id", "=", w.request.recipientId).execute()
  await w.decide("release", { text: "Приняли на месте" })
  await workOff(w.services, database.url)
  expect((await letters("decision")).map(({ text }) => text.includes("/answer/"))).toEqual([true, false])
  const withdraw = `/requests/${w.paper.id}/decision/withdraw`
  await w.coordinator.browser.post(withdraw, { key: "k", text: "Составили сами" })
  await workOff(w.services, database.url)
  expect(await letters("decision")).toHaveLength(2)
  expect((await w.coordinator.browser.get(`/requests/${w.paper.id}`)).text).toContain("нет электронной почты")
})

test("a request is split into parts with addressees and terms of their own; their share is offered", async () => {
  const w = await world()
  await w.say("accept", { termOn: "2027-06-01" })
  const base = `/requests/${w.request.id}`
  const wrong = await w.coordinator.browser.post(`${base}/parts`, {
    key: "a",
    "parts.0.text": "Купить скамьи",
    "parts.0.addressee": "Отдел закупок",
    "parts.2.text": "Установить скамьи",
  })
  expect(wrong.status).toBe(422)
  expect(wrong.text).toMatch(
    /id="f-parts-2-addressee"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*f-parts-2-addressee/,
  )
  await w.coordinator.browser.post(`${base}/parts`, {
    key: "b",
    "parts.0.text": "Купить скамьи",
    "parts.0.addressee": "Отдел закупок",
    "parts.0.email": "zakupki@lugovoy.example",
    "parts.0.termOn": "1 мая 2027",
    "parts.1.text": "Установить скамьи",
    "parts.1.addressee": "Служба благоустройства",
  })
  const parts = await w.services.db
    .selectFrom("commitments.request")
    .select(["id", "wording", "term_on as termOn", "recipient_id as recipientId"])
    .where("parent_id", "=", w.request.id)
    .orderBy("id")
    .execute()
  expect(parts.map(({ wording, termOn }) => [wording, termOn])).toEqual([
    ["Купить скамьи", "2027-05-01"],
    ["Установить скамьи", null],
  ])
  const reached = await w.services.db
    .selectFrom("commitments.recipient")
    .select("reached")
    .where(
      "id",
      "in",
      parts.map((part) => part.recipientId),
    )
    .orderBy("id")
    .execute()
  expect(reached).toEqual([{ reached: true }, { reached: false }])
  await w.say("report", { text: "Куплены", share: 100 }, { ...w.request, ...parts[0]! })
  await w.say("report", { text: "Готово", share: 100 })
  const { text } = await w.coordinator.browser.get(base)
  expect(text).toContain("По частям исполнено 50 %")
  const offer = await w.coordinator.browser.get(`${base}/decision/release_part`)
  expect(offer.text).toMatch(/name="share"[^>]*value="50"/)
  expect(await requestById(w.services.db, w.request.id)).toMatchObject({ stage: "reported", share: 100 })
})

test("a coordinator who was told plans the way to the term; the controller reads it, others of the staff may not", async () => {
  const w = await world()
  const path = `/requests/${w.request.id}`
  expect((await w.coordinator.browser.get(`${path}/steps`)).status).toBe(403)
  await w.say("accept", { termOn: "2099-06-01" })
  expect((await w.coordinator.browser.get(path)).text).toContain(`${path}/steps`)
  const lines = { text1: "Выбрать скамьи", due1: "1 мая 2099", text2: "", due2: "" }
  const refused = await w.coordinator.browser.post(`${path}/steps`, { ...lines, due1: "весной", key: "m" })
  expect([refused.status, refused.text.includes('value="весной"')]).toEqual([422, true])
  expect((await w.coordinator.browser.post(`${path}/steps`, { ...lines, key: "n" })).location).toBe(path)
  const { text } = await w.coordinator.browser.get(path)
  await expectValidHtml(text)
  const done = /action="([^"]+\/steps\/\d+)"/.exec(text)![1]!
  const controlled = (await w.controller.browser.get(path)).text
  expect([controlled.includes("до 1 мая 2099"), controlled.includes(done)]).toEqual([true, false])
  expect((await w.stranger.browser.post(done, { key: "o" })).status).toBe(403)
  expect((await w.coordinator.browser.post(done, { key: "p" })).location).toBe(path)
  expect((await w.coordinator.browser.get(path)).text).toContain("Готово ")
  expect((await w.anybody.get(path)).text).not.toContain("Выбрать скамьи")
})

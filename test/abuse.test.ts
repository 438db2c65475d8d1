import { unzipSync } from "fflate"
import { SaxesParser } from "saxes"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { buildApp } from "../src/app.ts"
import { signedIn } from "./actors.ts"
import { freshDatabase } from "./database.ts"
import { aParty, aTerritory } from "./registry.ts"
import { testServices } from "./services.ts"
import { type Visitor, visitor } from "./visitor.ts"

const text = `РЕЗОЛЮЦИЯ
круглого стола «Добрые дела»
14 марта 2026 года, город Заречный
Участники рекомендуют:
1. Администрации города Заречный:
1.1. Создать совет добровольцев до 1 июня 2026 года.
1.2. Провести сбор вещей.`

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let app: ReturnType<typeof buildApp>
let admin: Awaited<ReturnType<typeof signedIn>>
let staff: Visitor
let lake: number
let hill: number
let ofLake: Visitor
let ofHill: Visitor

beforeAll(async () => {
  database = await freshDatabase()
  services = testServices(database.url)
  app = buildApp(services)
  admin = await signedIn(services, "administrator")
  staff = admin.browser
  lake = await aTerritory(services, admin.actor, "Озёрный округ")
  hill = await aTerritory(services, admin.actor, "Нагорный округ")
  ofLake = (await signedIn(services, "coordinator", { kind: "territory", id: lake })).browser
  ofHill = (await signedIn(services, "coordinator", { kind: "territory", id: hill })).browser
})
afterAll(async () => {
  await services.db.destroy()
  await database.drop()
})

const json = (answer: { text: string }) => JSON.parse(answer.text)
const draft = async (body: string | object = text, by = staff) => {
  const made = await by.json("/api/v1/resolutions/drafts", typeof body === "string" ? { text: body } : body)
  expect(made.status, made.text).toBe(201)
  return json(made).id as number
}
const contentOf = async (id: number) => json(await staff.get(`/api/v1/resolutions/${id}/draft`))
const edit = async (id: number, what: object, by = staff) => {
  const { version } = await contentOf(id)
  return by.json(`/api/v1/resolutions/${id}/draft/edits`, { version, edit: what })
}
const adopt = async (id: number, more: object = {}, by = staff) => {
  const { version } = await contentOf(id)
  return by.json(`/api/v1/resolutions/${id}/adoption`, {
    version,
    adoptedOn: "2026-03-14",
    visibility: "open",
    territoryId: lake,
    ...more,
  })
}
const adopted = async (more: object = {}, body: string | object = text) => {
  const done = await adopt(await draft(body), more)
  expect(done.status, done.text).toBe(201)
  return json(done)
}
const firstItem = (r: { items: { type: string; id: number }[] }) => r.items.find((i) => i.type === "item")!

describe("somebody else's things", () => {
  test("a draft of another territory may be read and not changed", async () => {
    const id = await draft()
    await services.db.updateTable("deliberation.resolution").set({ territory_id: lake }).where("id", "=", id).execute()
    const before = await contentOf(id)
    const piece = before.content.pieces.at(-1).id
    expect((await ofHill.get(`/resolutions/${id}/draft`)).status).toBe(200)
    const tries = [
      await edit(id, { do: "text", piece, text: "Другое" }, ofHill),
      await ofHill.json(`/api/v1/resolutions/${id}/draft/undo`, { version: before.version }),
      await ofHill.post(`/resolutions/${id}/draft/pieces/${piece}`, { version: "1", do: "drop" }),
      await ofHill.post(`/resolutions/${id}/draft/removal`, { version: "1" }),
      await adopt(id, { territoryId: hill }, ofHill),
    ]
    expect(tries.map((t) => t.status)).toEqual([403, 403, 403, 403, 403])
    expect(await contentOf(id)).toEqual(before)
    expect((await edit(id, { do: "text", piece, text: "Своё" }, ofLake)).status).toBe(200)
  })

  test("forms of what one may not do are not shown", async () => {
    const { id, ...whole } = await adopted()
    const item = firstItem(whole as never).id
    const forms = [`/resolutions/${id}/amendments/new`, `/resolutions/${id}/visibility`, `/items/${item}/direction`]
    for (const path of forms) {
      expect((await ofHill.get(path)).status, path).toBe(403)
      expect((await ofLake.get(path)).status, path).toBe(200)
    }
  })

  test("an amendment changes items of its own resolution, each field once", async () => {
    const [one, other] = [await adopted(), await adopted()]
    const amend = (changes: object[]) =>
      staff.json(`/api/v1/resolutions/${one.id}/amendments`, { amendedOn: "2026-04-01", reason: "Уточнение", changes })
    const [own, foreign] = [firstItem(one).id, firstItem(other).id]
    expect((await amend([{ itemId: foreign, field: "text", after: "Чужое" }])).status).toBe(404)
    const twice = ["Одно", "Другое"].map((after) => ({ itemId: own, field: "text", after }))
    expect((await amend(twice)).status).toBe(422)
    const block = one.items.find((i: { type: string }) => i.type === "block").id
    expect((await amend([{ itemId: block, field: "removed" }])).status).toBe(422)
  })

  test("an addressee's number that nobody has is not believed, nor is a territory's", async () => {
    const id = await draft()
    const { pieces } = (await contentOf(id)).content
    const addressees = [{ name: "Совет при лодочной станции", role: "lead", partyId: 987_654_321 }]
    expect((await edit(id, { do: "addressees", piece: pieces.at(-1).id, addressees })).status).toBe(200)
    expect((await adopt(id, { territoryId: 987_654_321 })).status).toBe(422)
    const done = await adopt(id)
    expect(done.status, done.text).toBe(201)
    expect(json(done).items.at(-1).addressees[0].partyId).not.toBe(987_654_321)
  })

  test("a card is not pushed into a territory of others", async () => {
    const id = await aParty(services, admin.actor, "АНО «Парус»", { territoryId: lake })
    const moved = await ofLake.post(`/organisations/${id}`, {
      kind: "ngo",
      name: "АНО «Парус»",
      territoryId: String(hill),
      version: "1",
    })
    expect(moved.status).toBe(403)
  })

  test("a role that is over opens nothing", async () => {
    const gone = await signedIn(services, "coordinator")
    const { userId } = gone.actor as { userId: string }
    await services.db
      .updateTable("platform.app_grant")
      .set({ until_at: new Date() })
      .where("user_id", "=", userId)
      .execute()
    const id = await draft()
    for (const path of [`/resolutions/${id}/draft`, "/resolutions/new", "/settings/territories/new"])
      expect((await gone.browser.get(path)).status, path).toBe(403)
    expect((await gone.browser.get(`/api/v1/resolutions/${id}`)).status).toBe(404)
  })
})

/** @throws Error where the text is not XML */
const wellFormed = (xml: string) => {
  const parser = new SaxesParser()
  parser.on("error", (err) => {
    throw err
  })
  parser.write(xml).close()
}

describe("what is typed", () => {
  const evil = `"><script>alert(1)</script>'\`&lt;`

  test("never becomes markup", async () => {
    const id = await draft()
    const { pieces } = (await contentOf(id)).content
    await edit(id, {
      do: "head",
      title: evil,
      kind: "other",
      heldOn: null,
      heldUntil: null,
      place: evil,
      organiser: evil,
      participantsCount: 1,
    })
    await edit(id, { do: "text", piece: pieces.at(-1).id, text: evil })
    await edit(id, { do: "addressees", piece: pieces.at(-1).id, addressees: [{ name: evil, role: "lead" }] })
    const pages = [
      `/resolutions/${id}/draft?piece=${pieces.at(-1).id}`,
      `/resolutions/${id}/draft/head`,
      `/resolutions/${id}/adoption`,
      "/resolutions",
    ]
    const flash = Buffer.from(JSON.stringify({ said: "registry.territory.added", params: { name: evil } })).toString(
      "base64url",
    )
    for (const path of pages) {
      staff.jar.set("flash", flash)
      expect((await staff.get(path)).text, path).not.toContain("<script>alert")
    }
    const done = json(await adopt(id))
    const item = done.items.at(-1).id
    for (const path of [
      `/resolutions/${id}`,
      `/items/${item}`,
      "/resolutions.rss",
      "/",
      `/search?q=${encodeURIComponent(evil)}`,
      `/sign-in?next=${encodeURIComponent(evil)}`,
      `/${encodeURIComponent(evil)}`,
      `/settings/territories/new?under=${encodeURIComponent(evil)}`,
    ])
      expect((await staff.get(path)).text, path).not.toContain("<script>alert")
    wellFormed((await staff.get("/resolutions.rss?kind=other&year=2026")).text)
    for (const ending of ["docx", "xlsx", "json"]) {
      const file = await app.request(`/resolutions/${id}.${ending}`)
      expect(file.headers.get("Content-Disposition"), ending).toMatch(/^attachment; filename\*=UTF-8''[\w%.!~*'()-]+$/)
      const bytes = new Uint8Array(await file.arrayBuffer())
      if (ending === "json") continue
      for (const [name, part] of Object.entries(unzipSync(bytes)))
        if (/\.(xml|rels)$/.test(name)) wellFormed(new TextDecoder().decode(part))
    }
  })

  test("may hold characters that no column and no header holds", async () => {
    const odd = `\ud800 \0 \u202e ${"я".repeat(98)}😀 конец`
    const id = await draft()
    const { pieces } = (await contentOf(id)).content
    const piece = pieces.at(-1).id
    const title = `${"я".repeat(99)}😀 и дальше`
    await edit(id, {
      do: "head",
      title,
      kind: "other",
      heldOn: null,
      heldUntil: null,
      place: "",
      organiser: "",
      participantsCount: null,
    })
    const said = [
      await edit(id, { do: "text", piece, text: odd }),
      await staff.post(`/resolutions/${id}/draft/pieces/${piece}`, {
        version: String((await contentOf(id)).version),
        text: "a\0b",
        force: "recommend",
      }),
      await staff.json("/api/v1/organisations", { kind: "ngo", name: `Клуб${odd}` }),
      await staff.post("/organisations", { kind: "ngo", name: "Кл\0уб" }),
      await staff.json("/api/v1/resolutions/drafts", { text: `${text}${odd}` }),
      await staff.post("/resolutions/new", { text: `${text}\0` }),
      await staff.post("/organisations/paste", { text: "Клуб\0 «Чайка»\nКлуб «Стриж»", do: "save" }),
      await visitor(app).post("/sign-in", { email: "a\0@b.ru", password: "\0" }),
      await visitor(app).get("/search?q=%00"),
      await visitor(app).get("/search?q=%ff%fe%ED%A0%80"),
      await visitor(app).get("/resolutions?addressee=%00&year=%00"),
      await visitor(app).get("/organisations?q=%00&kind=%00"),
      await visitor(app).get("/api/v1/parties/suggestions?q=%00"),
      await visitor(app).get("/api/v1/organisations?q=%00&kind=%00"),
      await staff.get("/settings/people?q=%00"),
      await staff.get("/settings/people/%00"),
      await staff.get("/settings/people?name=%00&after=00000000-0000-4000-8000-000000000000"),
    ]

    for (const one of said) expect(one.status, one.text).toBeLessThan(500)
    await adopt(id)
    for (const ending of ["docx", "xlsx", "json"])
      expect((await staff.get(`/resolutions/${id}.${ending}`)).status, ending).toBe(200)
  })

  test("addresses that no thing can have are not there", async () => {
    for (const id of [
      "99999999999999999999",
      "9223372036854775808",
      "0",
      "-1",
      "1e3",
      "1.5",
      "%00",
      "1%00",
      "%E0%A4%A",
      "NaN",
      "0x1",
    ])
      for (const path of [
        `/items/${id}`,
        `/resolutions/${id}`,
        `/organisations/${id}`,
        `/bodies/${id}`,
        `/resolutions/${id}/draft`,
        `/items/${id}/direction`,
        `/resolutions/${id}.docx`,
        `/resolutions/${id}/letters`,
        `/resolutions/${id}/letters/${id}.docx`,
        `/settings/people/${id}`,
        `/files/${id}`,
        `/settings/outbox/${id}`,
        `/settings/territories/${id}`,
        `/welcome/${id}`,
        `/resolutions/${id}/source`,
        `/resolutions/${id}/adoption`,
        `/resolutions/${id}/amendments/new`,
        `/resolutions/${id}/visibility`,
        `/resolutions/${id}/draft/head`,
        `/resolutions/${id}/letters.zip`,
        `/resolutions/${id}/asking`,
        `/resolutions/${id}/asking/preview`,
        `/letters/${id}`,
        `/letters/${id}.docx`,
        `/letters/${id}/reply`,
        `/items/${id}/letters/new`,
      ]) {
        const { status } = await staff.get(path)
        expect([404, 410], `${path} ${status}`).toContain(status)
      }
    for (const path of [
      "/resolutions?after=2026-02-31~1",
      "/resolutions?after=9999-12-31~999999999999",
      "/resolutions?body=99999999999999999999&territory=-1&year=1e9",
      "/organisations?after=99999999999999999999&territory=9e99",
      "/search?after=999999&kind=%00",
      "/api/v1/resolutions?after=2026-02-31~1",
      "/api/v1/items?body=99999999999999999999",
      "/api/v1/items/9007199254740993",
      "/settings/outbox?after=1e300&state=x",
      "/letters?after=1e300&year=x&kind=x&resolution=9e99&q=%25",
    ])
      expect((await staff.get(path)).status, path).toBeLessThan(500)
  })

  test.each([
    "31.02.2026",
    "0000-01-01",
    "0001-01-01",
    "99999-01-01",
    "+010000-01-01",
    "9999-12-31",
    "29.02.2025",
    "2026-13-01",
    "Infinity",
  ])("the day %s makes no fault", async (day) => {
    const id = await draft()
    const { version } = await contentOf(id)
    const asked = [
      await staff.post(`/resolutions/${id}/draft/head`, {
        version: String(version),
        title: "Т",
        kind: "other",
        heldOn: day,
        heldUntil: day,
      }),
      await staff.post(`/resolutions/${id}/adoption`, {
        version: String((await contentOf(id)).version),
        adoptedOn: day,
        visibility: "open",
        addUnknown: "yes",
      }),
      await staff.post(`/settings/people/${(admin.actor as { userId: string }).userId}/grants`, {
        role: "member",
        scope: "installation",
        from: day,
        until: day,
      }),
      await staff.get(`/resolutions/${id}`),
      await staff.get("/resolutions"),
      await staff.get("/resolutions.rss"),
      await staff.get("/"),
      await staff.get(`/resolutions/${id}.docx`),
      await staff.get(`/resolutions/${id}.xlsx`),
      await staff.get("/resolutions.xlsx"),
    ]
    expect(
      asked.map((a) => a.status).filter((s) => s >= 500),
      asked.map((a) => a.status).join(),
    ).toEqual([])
  })
})

describe("too much", () => {
  const exported = (items: number, more: object = {}) => ({
    format: "farvater.resolution",
    version: 1,
    resolution: {
      title: "Длинная резолюция",
      kind: "other",
      kindLabel: "",
      preamble: [],
      organisations: [],
      findings: [],
      closing: [],
      amendments: [],
      url: "",
      items: Array.from({ length: items }, (_, i) => ({
        type: "item",
        path: String(i + 1),
        label: `${i + 1}.`,
        text: `Провести встречу ${i + 1}`,
        depth: 0,
        addressees: [],
        force: "recommend",
        forceLabel: "",
        ...more,
      })),
    },
  })

  test("of items is adopted whole", async () => {
    const { id } = await adopted({}, exported(5_000))
    const { items } = json(await staff.get(`/api/v1/resolutions/${id}`))
    expect(items).toHaveLength(5_000)
  })

  test("in one field is refused, not failed upon", async () => {
    const long = "слово ".repeat(200_000)
    const letters = Array.from({ length: 9_000 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join("")
    const id = await draft()
    const { pieces } = (await contentOf(id)).content
    const piece = pieces.at(-1).id
    const version = String((await contentOf(id)).version)
    const form = { version, force: "recommend", term: "" }
    const said = [
      await edit(id, { do: "text", piece, text: long }),
      await edit(id, { do: "addressees", piece, addressees: [{ name: letters, role: "class" }] }),
      await edit(id, { do: "addressees", piece, addressees: Array(5_000).fill({ name: "Я", role: "joint" }) }),
      await staff.post(`/resolutions/${id}/draft/pieces/${piece}`, { ...form, text: "слово\n\n".repeat(100_000) }),
      await staff.post("/organisations", { kind: "ngo", name: letters }),
      await staff.post("/settings/security/name", { name: letters }),
    ]
    expect(said.map((s) => s.status).filter((s) => s !== 422 && s !== 404)).toEqual([])
    const known = await adopt(await draft(exported(1, { addressees: [{ name: letters, role: "class" }] })))
    expect(known.status, known.text).toBeLessThan(500)
    const found = await visitor(app).get(`/search?q=${encodeURIComponent(long.slice(0, 3000))}`)
    expect(found.status).toBe(200)
  })

  test("of pasted rows is answered with how many may be", async () => {
    const answer = await staff.post("/organisations/paste", { text: "Клуб\tчерта\n".repeat(60_000) })
    expect([answer.status, answer.text.includes("2000") || answer.text.includes("2\u00a0000")]).toEqual([422, true])
  })

  test("of fields, of depth or of bytes is refused", async () => {
    const fields = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`f${i}`, "1"]))
    expect((await visitor(app).post("/sign-in", fields)).status).toBe(422)
    expect((await staff.post("/organisations", { ...fields, __proto__: "x", constructor: "y" })).status).toBe(422)
    const deep = `{"resolution":${"[".repeat(200_000)}${"]".repeat(200_000)}}`
    const send = (body: string, type: string, by = staff) =>
      app.request("http://127.0.0.1:3000/api/v1/resolutions/drafts", {
        method: "POST",
        body,
        headers: {
          "Content-Type": type,
          Cookie: `${sessionCookie}=${by.jar.get(sessionCookie) ?? ""}`,
          Origin: "http://127.0.0.1:3000",
        },
      })
    const asked = [
      await send(deep, "application/json"),
      await send(`{"text":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, "application/json"),
      await send("{", "application/json"),
      await send("null", "application/json"),
      await send("x", "image/png"),
      await send("x", "multipart/form-data"),
    ]
    expect(asked.map((a) => a.status).filter((s) => s < 400 || s >= 500)).toEqual([])
    const big = "x".repeat(5 * 2 ** 20 + 1)
    expect((await send(big, "application/json")).status).toBe(413)
    expect((await send(big, "multipart/form-data; boundary=b", visitor(app))).status).toBe(413)
  })
})

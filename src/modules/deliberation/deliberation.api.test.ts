import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { type ApiCaller, apiCaller, tokenOf } from "#test/api-caller.ts"
import { freshDatabase } from "#test/database.ts"
import { aTerritory } from "#test/registry.ts"
import { testServices } from "#test/services.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../app.ts"

const text = readFileSync(join(import.meta.dirname, "../../../test/samples/documents/council-protocol.txt"), "utf8")
// Said of participants only, and not in an item.
const people = /Ветлугин|Журавск|Кольцов|Рябинкин|Сапожков|Полетаев/

let database: Awaited<ReturnType<typeof freshDatabase>>
let services: Services
let staff: ApiCaller
let member: ApiCaller
let open: ApiCaller
beforeAll(async () => {
  database = await freshDatabase()
})
afterAll(() => database.drop())
beforeEach(async () => {
  services = testServices(database.url)
  const as = async (role: "coordinator" | "member") =>
    apiCaller(services, await tokenOf(services, (await signedIn(services, role)).actor))
  staff = await as("coordinator")
  member = await as("member")
  open = apiCaller(services)
})

/** Answers what its endorsements should bring. @returns the version to be adopted */
async function checked(id: number, call = staff): Promise<number> {
  const { body: draft } = await call("GET", `/resolutions/${id}/draft`)
  let { version } = draft
  for (const piece of draft.content.pieces)
    if (piece.type === "item" && piece.force === "endorse") {
      const edit = { do: "result", piece: piece.id, expectedResult: "" }
      version = (await call("POST", `/resolutions/${id}/draft/edits`, { version, edit })).body.version
    }
  return version
}
async function adopted(visibility: string, more: object = {}) {
  const { id } = (await staff("POST", "/resolutions/drafts", { text })).body
  const body = { version: await checked(id), adoptedOn: "2023-10-17", visibility, ...more }
  const done = await staff("POST", `/resolutions/${id}/adoption`, body)
  expect(done.status, JSON.stringify(done.body)).toBe(201)
  return done.body
}

test("a text goes the whole way: draft, edit, adoption, amendment, direction, search", async () => {
  const made = await staff("POST", "/resolutions/drafts", { text })
  expect(made.status).toBe(201)
  const { id } = made.body
  const draft = await staff("GET", made.headers.get("Location")!.replace("/api/v1", ""))
  expect(draft.body).toMatchObject({ version: 1, canUndo: false, canRedo: false, resolutionId: id })
  expect(draft.body.source[0]).toMatchObject({ n: 1, text: "ПРОТОКОЛ № 4" })
  expect(draft.body.obstacles.map((o: { code: string }) => o.code)).toContain("no_result")
  expect((await staff("GET", "/resolutions/drafts")).body.items[0].resolutionId).toBe(id)

  const first = draft.body.content.pieces.find((p: { type: string }) => p.type === "item")
  const path = `/resolutions/${id}/draft`
  const edit = { do: "text", piece: first.id, text: "Принять сведения о котельных" }
  expect((await staff("POST", `${path}/edits`, { version: 1, edit })).body).toEqual({ version: 2 })
  expect((await staff("POST", `${path}/undo`, { version: 2 })).body).toEqual({ version: 3 })
  expect((await staff("GET", path)).body).toMatchObject({ canUndo: false, canRedo: true })
  expect((await staff("POST", `${path}/redo`, { version: 3 })).body).toEqual({ version: 4 })
  expect(await staff("POST", `${path}/edits`, { version: 1, edit })).toMatchObject({
    status: 409,
    body: { code: "refusal.draft_changed" },
  })

  const adoption = { version: await checked(id), adoptedOn: "2023-10-17", visibility: "open" }
  const done = await staff("POST", `/resolutions/${id}/adoption`, adoption)
  expect(done).toMatchObject({ status: 201, body: { adoptedOn: "2023-10-17", visibility: "open" } })
  expect((await staff("POST", `/resolutions/${id}/adoption`, adoption)).status).toBe(409)
  expect((await staff("GET", path)).status).toBe(404)
  const { items } = done.body
  expect(items[0]).toMatchObject({ text: edit.text, adoptedText: edit.text, state: expect.any(String) })

  const changes = [
    { itemId: items[1].id, field: "text", after: "Рекомендовать завершить ремонт котельной к зиме" },
    { itemId: items[1].id, field: "deadline", after: "2023-12-01" },
  ]
  const amendment = { amendedOn: "2023-10-20", reason: "Поставка задержалась", changes }
  expect(await staff("POST", `/resolutions/${id}/amendments`, amendment)).toMatchObject({
    status: 201,
    body: { number: 1, changes: expect.any(Array) },
  })
  const amended = (await open("GET", `/items/${items[1].id}`)).body
  expect(amended).toMatchObject({ text: changes[0]!.after, adoptedText: items[1].text, deadline: "2023-12-01" })
  expect(amended.changes.map((x: { field: string }) => x.field).sort()).toEqual(["deadline", "text"])
  expect(amended.source.lines[0].text).toContain("котельной")

  const names = ["Совет отцов"]
  const directed = await staff("POST", `/items/${items[0].id}/directions`, { directedOn: "2023-10-21", names })
  expect(directed).toMatchObject({ status: 201, body: { directions: [{ names, directedOn: "2023-10-21" }] } })
  const addressee = directed.body.addressees.at(-1)
  expect(addressee).toMatchObject({ name: names[0], directed: true })
  const asked = (await open("GET", `/items?body=${addressee.partyId}`)).body
  expect(asked).toMatchObject({ next: null, items: [{ id: items[0].id, resolution: { id } }] })

  const hits = (await open("GET", `/search?q=${encodeURIComponent("котельным")}&kind=item`)).body
  expect(hits.items.map((h: { id: string }) => h.id)).toContain(String(items[1].id))
  expect((await open("GET", "/search?q=котельные&limit=1")).body).toMatchObject({ next: 1 })
})

test("names of participants are for the staff of the territory", async () => {
  const place = await aTerritory(services, (await signedIn(services, "administrator")).actor, "Заозёрский район")
  const { id } = await adopted("open", { territoryId: place })
  const shown = await open("GET", `/resolutions/${id}`)
  expect(shown.body.territory).toEqual({ id: place, name: "Заозёрский район" })
  expect(shown.body.participantsCount).toBe(9)
  expect(JSON.stringify(shown.body)).not.toMatch(people)
  for (const item of shown.body.items)
    expect(JSON.stringify((await open("GET", `/items/${item.id}`)).body)).not.toMatch(people)
  const reader = visitor(buildApp(services))
  const { url, files } = shown.body
  for (const address of [url, files.json, ...shown.body.items.map((item: { url: string }) => item.url)]) {
    const answer = await reader.get(new URL(address).pathname)
    expect(answer.status, address).toBe(200)
    expect(answer.text, address).not.toMatch(people)
  }
  expect((await open("GET", "/search?q=Сапожкова")).body.items).toEqual([])
  for (const who of [open, member]) expect((await who("GET", `/resolutions/${id}/participants`)).status).toBe(403)
  const mine = await staff("GET", `/resolutions/${id}/participants`)
  expect(mine.body.items.map((p: { name: string }) => p.name).join()).toMatch(people)
  const { actor } = await signedIn(services, "coordinator", { kind: "territory", id: place + 1000 })
  const elsewhere = apiCaller(services, await tokenOf(services, actor))
  expect((await elsewhere("GET", `/resolutions/${id}/participants`)).status).toBe(403)
})

describe("who may not", () => {
  test("does not learn that it is there", async () => {
    const { id, items } = await adopted("participants")
    const paths = [`/resolutions/${id}`, `/items/${items[0].id}`]
    for (const path of paths) {
      expect((await open("GET", path)).status, path).toBe(404)
      expect((await member("GET", path)).status, path).toBe(200)
    }
    const inner = await staff("PUT", `/resolutions/${id}/visibility`, { visibility: "internal" })
    expect(inner.body.visibility).toBe("internal")
    for (const path of [...paths, `/resolutions/${id}/participants`])
      expect((await member("GET", path)).status, path).toBe(404)
    const listed = (await member("GET", "/resolutions?limit=200")).body.items
    expect(listed.map((r: { id: number }) => r.id)).not.toContain(id)
  })

  test("changes nothing", async () => {
    const draft = (await staff("POST", "/resolutions/drafts", { text })).body.id
    const { id, items } = await adopted("open")
    const day = "2026-01-01"
    const deeds: [string, string, object?][] = [
      ["POST", "/resolutions/drafts", { text }],
      ["GET", "/resolutions/drafts"],
      ["GET", `/resolutions/${draft}/draft`],
      ["POST", `/resolutions/${draft}/draft/edits`, { version: 1, edit: { do: "drop", piece: "p1" } }],
      ["POST", `/resolutions/${draft}/draft/undo`, { version: 1 }],
      ["DELETE", `/resolutions/${draft}/draft?version=1`],
      ["POST", `/resolutions/${draft}/adoption`, { version: 1, adoptedOn: day, visibility: "open" }],
      [
        "POST",
        `/resolutions/${id}/amendments`,
        { amendedOn: day, reason: "?", changes: [{ itemId: items[0].id, field: "removed" }] },
      ],
      ["PUT", `/resolutions/${id}/visibility`, { visibility: "internal" }],
      ["POST", `/items/${items[0].id}/directions`, { directedOn: day, names: ["Совет"] }],
      ["PUT", `/resolutions/${id}/themes`, { themes: [] }],
    ]
    for (const [method, path, body] of deeds)
      for (const who of [open, member]) expect((await who(method, path, body)).status, `${method} ${path}`).toBe(403)
    expect((await open("GET", `/resolutions/${draft}`)).status).toBe(404)
    expect((await staff("DELETE", `/resolutions/${draft}/draft?version=1`)).status).toBe(204)
    expect((await staff("GET", `/resolutions/${draft}`)).status).toBe(404)
  })

  test("with a token that is not known is told so", async () => {
    const answer = await apiCaller(services, "x".repeat(43))("GET", "/resolutions")
    expect(answer).toMatchObject({ status: 401, type: "application/problem+json", body: { status: 401 } })
    expect(answer.headers.get("WWW-Authenticate")).toContain("invalid_token")
  })
})

test("the same Idempotency-Key is one deed", async () => {
  const twice = async (path: string, body: unknown, key: string) => {
    const headers = { "Idempotency-Key": key }
    const answers = [await staff("POST", path, body, headers), await staff("POST", path, body, headers)]
    expect(answers[1]!.status).toBe(201)
    expect(answers[1]!.body).toEqual(answers[0]!.body)
    return answers[0]!.body
  }
  const count = async () => (await staff("GET", "/resolutions/drafts")).body.items.length
  const before = await count()
  const { id } = await twice("/resolutions/drafts", { text }, "draft-1")
  expect(await count()).toBe(before + 1)
  const adoption = { version: await checked(id), adoptedOn: "2023-10-17", visibility: "open" }
  const { items } = await twice(`/resolutions/${id}/adoption`, adoption, "adopt-1")
  const changes = [{ itemId: items[0].id, field: "removed" }]
  await twice(`/resolutions/${id}/amendments`, { amendedOn: "2023-10-18", reason: "Повтор", changes }, "amend-1")
  const { body } = await open("GET", `/resolutions/${id}`)
  expect(body.amendments).toHaveLength(1)
  expect(body.items[0].state).toBe("struck")
  await twice(`/items/${items[1].id}/directions`, { directedOn: "2023-10-18", names: ["Совет мам"] }, "direct-1")
})

test("lists are filtered and read on by keys", async () => {
  const days = ["2019-05-01", "2019-05-01", "2019-04-01"]
  for (const adoptedOn of days) await adopted("open", { adoptedOn })
  const first = (await open("GET", "/resolutions?year=2019&limit=2&kind=council_session")).body
  expect(first).toMatchObject({ count: 3, items: [{ adoptedOn: days[0] }, { adoptedOn: days[1] }] })
  const rest = (await open("GET", `/resolutions?year=2019&limit=2&after=${first.next}`)).body
  expect(rest).toMatchObject({ next: null, items: [{ adoptedOn: days[2] }] })
  expect(new Set([...first.items, ...rest.items].map((r) => r.id)).size).toBe(3)
  expect((await open("GET", "/resolutions?year=2019&kind=charter")).body).toMatchObject({ items: [], count: 0 })

  const whole = (await open("GET", `/resolutions/${rest.items[0].id}`)).body
  const { partyId } = whole.items.flatMap((i: { addressees: { partyId: number | null }[] }) => i.addressees)[0]
  const of = async (after = "") => (await open("GET", `/items?body=${partyId}&limit=2${after}`)).body
  const page = await of()
  expect(page.items).toHaveLength(2)
  expect((await of(`&after=${page.next}`)).items[0].id).toBeLessThan(page.next)
  expect((await open("GET", `/resolutions?body=${partyId}&year=2019`)).body.count).toBe(3)
})

describe("a file", () => {
  const form = (name: string, bytes: string | Uint8Array<ArrayBuffer>) => {
    const data = new FormData()
    data.set("file", new File([bytes], name))
    return data
  }
  test("becomes a draft, its original kept; our own export comes back whole, as a file and as a body", async () => {
    const sent = await staff("POST", "/resolutions/drafts", form("протокол.txt", text))
    expect(sent.status).toBe(201)
    const given = (await staff("GET", "/resolutions/drafts")).body.items[0]
    expect(given).toMatchObject({ resolutionId: sent.body.id, sourceName: "протокол.txt" })

    const { files, items, title } = await adopted("open")
    const { browser } = await signedIn(services, "member")
    const exported = (await browser.get(new URL(files.json).pathname)).text
    for (const body of [JSON.parse(exported), form("export.json", exported)]) {
      const again = await staff("POST", "/resolutions/drafts", body)
      expect(again).toMatchObject({ status: 201 })
      const { content } = (await staff("GET", `/resolutions/${again.body.id}/draft`)).body
      expect(content.title).toBe(title)
      expect(content.pieces.map((p: { text: string }) => p.text)).toEqual(items.map((i: { text: string }) => i.text))
    }
  })

  test("that cannot be read is a problem that says what to do", async () => {
    const png = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82])
    const refused = await staff("POST", "/resolutions/drafts", form("скан.png", png))
    expect(refused).toMatchObject({
      status: 422,
      type: "application/problem+json",
      body: {
        title: "Так сохранить нельзя",
        code: "documents.refusal.picture",
        detail: expect.stringContaining("картинка"),
        errors: [{ field: "file" }],
      },
    })
    for (const body of [{}, { text: "" }, [], { text: 5 }, { resolution: {} }, { version: 1, resolution: {} }])
      expect((await staff("POST", "/resolutions/drafts", body)).status, JSON.stringify(body)).toBe(422)
  })
})

test("a body that is not JSON is a problem, too", async () => {
  const token = await tokenOf(services, (await signedIn(services, "coordinator")).actor)
  for (const path of ["/resolutions/drafts", "/resolutions/1/adoption"]) {
    const answer = await buildApp(services).request(`/api/v1${path}`, {
      method: "POST",
      body: "{",
      headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
    })
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json")
    expect(await answer.json()).toMatchObject({ status: 400, detail: expect.stringContaining("JSON") })
  }
})

test("what does not fit is a problem with its fields, never a fault", async () => {
  const { id, items } = await adopted("open")
  const draft = (await staff("POST", "/resolutions/drafts", { text })).body.id
  const wrong: [string, string, unknown, string?][] = [
    ["GET", "/resolutions?year=x", undefined, "year"],
    ["GET", "/resolutions?after=2026-13-40~1", undefined, "after"],
    ["GET", "/resolutions?after=2026-02-31~1", undefined],
    ["GET", "/resolutions/x", undefined, "id"],
    ["GET", "/items", undefined, "body"],
    ["GET", "/search?q=", undefined, "q"],
    ["POST", `/resolutions/${draft}/adoption`, { version: 1, adoptedOn: "вчера", visibility: "open" }, "adoptedOn"],
    ["POST", `/resolutions/${draft}/adoption`, { version: 1, adoptedOn: "0000-01-01", visibility: "open" }],
    ["POST", `/resolutions/${draft}/draft/edits`, { version: 1, edit: { do: "text", piece: "p1", text: "" } }],
    ["POST", `/resolutions/${draft}/draft/edits`, { version: 1, edit: { do: "text", piece: "p1", text: "а\0" } }],
    ["POST", `/resolutions/${id}/amendments`, { amendedOn: "2026-01-01", reason: "?", changes: [] }],
    ["POST", `/items/${items[0].id}/directions`, { directedOn: "2026-01-01", names: [] }, "names"],
  ]
  for (const [method, path, body, field] of wrong) {
    const answer = await staff(method, path, body)
    expect(answer, `${method} ${path}`).toMatchObject({ status: 422, type: "application/problem+json" })
    if (field) expect(answer.body.errors[0].field, path).toBe(field)
  }
  expect((await staff("GET", "/resolutions/999999999")).status).toBe(404)
  expect((await staff("GET", "/items/999999999")).status).toBe(404)
  expect(await staff("GET", "/nothing")).toMatchObject({ status: 404, type: "application/problem+json" })
  expect((await staff("PUT", `/resolutions/${draft}/visibility`, { visibility: "open" })).status).toBe(409)
})

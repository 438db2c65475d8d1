import { strFromU8, unzipSync } from "fflate"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Actor, system } from "#platform/actor.ts"
import { systemClock } from "#platform/clock.ts"
import { perform } from "#platform/command.ts"
import { readConfig } from "#platform/config.ts"
import { readDocument } from "#platform/documents/read-document.ts"
import { Refusal } from "#platform/refusal.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { trialDir } from "#test/trial-dir.ts"
import { visitor } from "#test/visitor.ts"
import { buildApp } from "../../../app.ts"
import { makeServices } from "../../../setup.ts"
import { loadDraft } from "../draft/draft.store.ts"
import { draftResolution } from "../draft/draft-resolution.ts"
import { editDraft, stepDraft } from "../draft/edit-draft.ts"
import { directItem } from "../item/direct-item.ts"
import { itemsOf } from "../item/item.store.ts"
import { adoptResolution } from "./adopt-resolution.ts"
import { amendResolution } from "./amend-resolution.ts"
import { showResolution } from "./show-resolution.ts"

const text = `РЕЗОЛЮЦИЯ
круглого стола «Чистая река»

г. Озёрск	12 апреля 2026 г.

В работе круглого стола приняли участие:
эколог Г.Т. Чижиков, председатель клуба «Родник» М.Ф. Снегирёва.

Участники круглого стола решили:
1. Администрации города Озёрска очистить берег до 1 июня 2026 года.
2. Создать общественный дозор.
3. Клубу «Родник» провести субботник.
`

let services: Services
const closing: (() => unknown)[] = []
const secretary: Actor = system("test")
const run = <T>(cmd: Parameters<typeof perform>[0], input: unknown, actor: Actor = secretary, key?: string) =>
  perform(
    cmd,
    { db: services.db, clock: systemClock, listeners: services.listeners, actor, ...(key && { key }) },
    input,
  ) as Promise<T>

beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  const { folder, remove } = trialDir()
  services = makeServices(readConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", SECRET: "s".repeat(40) }, folder), url)
  closing.push(remove, drop, () => services.db.destroy())
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

async function drafted(words = text) {
  const document = await readDocument(new TextEncoder().encode(words), "r.txt")
  const { id } = await run<{ id: number }>(draftResolution, { document })
  return id
}
const adoption = (id: number, more = {}) => ({ id, version: 1, adoptedOn: "2026-04-12", visibility: "open", ...more })
async function adopted(words = text) {
  const id = await drafted(words)
  await run(adoptResolution, adoption(id))
  return { id, items: await itemsOf(services.db, id) }
}
const refused = (key: string) => expect.objectContaining({ saying: expect.objectContaining({ key }) })

describe("a draft", () => {
  test("goes back and forth, and an edit of an older version is refused", async () => {
    const id = await drafted()
    const edit = { do: "text", piece: "p2", text: "Создать дозор." }
    await run(editDraft, { id, version: 1, edit })
    await expect(run(editDraft, { id, version: 1, edit })).rejects.toEqual(refused("refusal.draft_changed"))
    await run(stepDraft, { id, version: 2, way: "undo" })
    const before = await loadDraft(services.db, id)
    expect(before?.content.pieces[1]?.text).toBe("Создать общественный дозор.")
    await run(stepDraft, { id, version: 3, way: "redo" })
    expect((await loadDraft(services.db, id))?.content.pieces[1]?.text).toBe("Создать дозор.")
    await expect(run(stepDraft, { id, version: 4, way: "redo" })).rejects.toEqual(refused("refusal.nothing_to_redo"))
  })

  test("an answer that was remembered names the addressee of the next document", async () => {
    const id = await drafted(text.replaceAll("Клубу «Родник»", "Клубу друзей реки"))
    const draft = await loadDraft(services.db, id)
    const piece = draft!.content.pieces[2]!
    const addressees = [{ ...piece.addressees[0]!, name: "Городской клуб друзей реки" }]
    await run(editDraft, { id, version: 1, edit: { do: "addressees", piece: piece.id, addressees } })
    await run(adoptResolution, adoption(id, { version: 2 }))
    const next = await loadDraft(services.db, await drafted(text.replaceAll("Клубу «Родник»", "Клубу друзей реки")))
    expect(next!.content.pieces[2]!.addressees[0]).toMatchObject({
      name: "Городской клуб друзей реки",
      partyId: expect.any(Number),
    })
  })
})

describe("an adopted resolution", () => {
  test("is adopted once, however often the button is pressed", async () => {
    const id = await drafted()
    const outcomes = await Promise.allSettled(
      ["a", "a", "b", "c"].map((key) => run(adoptResolution, adoption(id), secretary, key)),
    )
    const done = outcomes.filter((o) => o.status === "fulfilled")
    expect(done.length).toBeLessThanOrEqual(2)
    expect(new Set(done.map((o) => JSON.stringify(o.value))).size).toBe(1)
    for (const o of outcomes) if (o.status === "rejected") expect(o.reason).toBeInstanceOf(Refusal)
    expect(await itemsOf(services.db, id)).toHaveLength(3)
  })

  test("never changes its words but by an amendment", async () => {
    const { id, items } = await adopted()
    const change = sql`UPDATE deliberation.item SET text = 'иначе' WHERE id = ${items[0]!.id}`
    await expect(change.execute(services.db)).rejects.toThrow(/never changes/)
    const changes = [{ itemId: items[1]!.id, field: "text", after: "Создать и обучить дозор." }]
    await run(amendResolution, { id, amendedOn: "2026-05-01", reason: "Решение совета", changes })
    const struck = [{ itemId: items[2]!.id, field: "removed", after: "" }]
    await run(amendResolution, { id, amendedOn: "2026-05-02", reason: "Решение совета", changes: struck })
    expect((await itemsOf(services.db, id))[1]!.text).toBe("Создать общественный дозор.")
    const counts = await services.db
      .selectFrom("deliberation.resolution")
      .select(["item_count", "addressed_count", "closed_count"])
      .where("id", "=", id)
      .executeTakeFirst()
    expect(counts).toEqual({ item_count: 2, addressed_count: 1, closed_count: 0 })
    const page = (await visitor(buildApp(services)).get(`/resolutions/${id}`)).text
    expect(page).toContain("Создать и обучить дозор.")
    expect(page).toContain("Создать общественный дозор.")
    await expect(
      run(amendResolution, { id, amendedOn: "2026-05-03", reason: "ещё раз", changes: struck }),
    ).rejects.toEqual(refused("refusal.item_struck"))
    const early = { id, amendedOn: "2026-04-01", reason: "рано", changes }
    await expect(run(amendResolution, early)).rejects.toMatchObject({ fields: { amendedOn: expect.anything() } })
  })

  test("an item without an addressee gets one later, once, and its words stay", async () => {
    const { id, items } = await adopted()
    const input = { id: items[1]!.id, directedOn: "2026-05-01", names: ["Дозорный совет города Озёрска"] }
    await run(directItem, input)
    await expect(run(directItem, input)).rejects.toEqual(refused("refusal.directed_already"))
    const after = (await itemsOf(services.db, id))[1]!
    expect(after.text).toBe(items[1]!.text)
    expect(after.addressees).toEqual([
      expect.objectContaining({ name: "Дозорный совет города Озёрска", directionId: expect.any(Number) }),
    ])
  })

  test("nobody outside the staff learns who took part: pages, files, feeds, search and API", async () => {
    const { id, items } = await adopted()
    const reader = visitor(buildApp(services))
    const readable = [
      "/",
      "/resolutions",
      `/resolutions/${id}`,
      `/items/${items[0]!.id}`,
      "/resolutions.rss",
      "/search?q=Чижиков",
      `/resolutions/${id}.json`,
      `/api/v1/resolutions/${id}`,
      "/api/v1/resolutions",
      `/api/v1/items/${items[0]!.id}`,
      `/api/v1/search?q=${encodeURIComponent("Снегирёва")}`,
    ]
    for (const path of readable) {
      const answer = await reader.get(path)
      expect(answer.status, path).toBe(200)
      const shown = answer.text.replace(/value="Чижиков"|Поиск: Чижиков/g, "")
      expect(shown, path).not.toMatch(/Чижиков|Снегир/)
    }
    for (const ending of ["docx", "xlsx"]) {
      const answer = await buildApp(services).request(`http://127.0.0.1:3000/resolutions/${id}.${ending}`)
      const parts = Object.values(unzipSync(new Uint8Array(await answer.arrayBuffer()))).map((part) => strFromU8(part))
      expect(parts.join("")).toContain("дозор")
      expect(parts.join("")).not.toMatch(/Чижиков|Снегир/)
    }
  })

  test("an internal one is nowhere for visitors, and comes and goes with its visibility", async () => {
    const { id, items } = await adopted(text.replace("Чистая река", "Тихая заводь"))
    const reader = visitor(buildApp(services))
    const paths = [
      `/resolutions/${id}`,
      `/items/${items[0]!.id}`,
      `/resolutions/${id}.docx`,
      `/api/v1/resolutions/${id}`,
    ]
    const statuses = async () => Promise.all(paths.map(async (path) => (await reader.get(path)).status))
    expect(await statuses()).toEqual([200, 200, 200, 200])
    await run(showResolution, { id, visibility: "internal" })
    services.cache.clear()
    expect(await statuses()).toEqual([404, 404, 404, 404])
    expect((await reader.get("/search?q=заводь")).text).not.toContain(`/resolutions/${id}"`)
    expect((await reader.get("/resolutions")).text).not.toContain("Тихая заводь")
    expect((await reader.get("/resolutions.rss")).text).not.toContain("Тихая заводь")
  })
})

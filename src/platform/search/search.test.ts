import fc from "fast-check"
import { sql } from "kysely"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { connect, type Db } from "#platform/db.ts"
import { freshDatabase } from "#test/database.ts"
import { oneErrorApart } from "./correct.ts"
import type { Segment } from "./excerpt.ts"
import { indexDocument, refile, removeDocument, type SearchDocument, version } from "./index.store.ts"
import { search, searchTyping, similar } from "./search.ts"
import { upkeep } from "./upkeep.ts"
import { tendWords } from "./word.store.ts"

let db: Db
let drop: () => Promise<void>

beforeAll(async () => {
  const fresh = await freshDatabase()
  db = connect(fresh.url, 4)
  drop = fresh.drop
})
afterAll(async () => {
  await db.destroy()
  await drop()
})
beforeEach(async () => {
  await sql`TRUNCATE search.document, search.word, search.unspelled, search.left_word, search.unrelated, search.related`.execute(
    db,
  )
})

let next = 0
const file = (document: Partial<SearchDocument>) => {
  const id = String(++next)
  const at = new Date(Date.UTC(2026, 0, 1) + next * 1000)
  const whole = {
    kind: "item",
    id,
    audience: "open" as const,
    title: "",
    text: "",
    url: `/items/${id}`,
    at,
    ...document,
  }
  return db
    .transaction()
    .execute((tx) => indexDocument(tx, whole))
    .then(() => whole)
}
const remove = (id: string) => db.transaction().execute((tx) => removeDocument(tx, "item", id))
const find = (query: string, more: Partial<Parameters<typeof search>[1]> = {}) =>
  search(db, { query, audiences: ["open"], limit: 20, ...more })
const ids = async (query: string, more = {}) => (await find(query, more)).hits.map((hit) => hit.id)
const shown = (segments: Segment[]) => segments.map(({ text, marked }) => (marked ? `[${text}]` : text)).join("")

test("a document is found by any form of its words, in its title and in its text", async () => {
  const { id } = await file({ title: "Поддержка ветеранов", text: "Просить Сусликову помочь ёлками в Ростове-на-Дону" })
  for (const query of ["ветеранам", "поддержкой", "сусликов", "СУСЛИКОВЫМ", "елка", "Ростов-на-Дону", "ёлок ветеран"]) {
    expect(await ids(query), query).toEqual([id])
  }
  expect(await ids("ветеран школа")).toEqual([])
  expect(await ids("ветеран -ёлка")).toEqual([])
  expect(await ids("«просить помочь»")).toEqual([])
  expect(await ids("«просить Сусликова помочь»")).toEqual([id])
})

test("what is found comes with its address and with the words marked", async () => {
  const text = `${"Иное дело. ".repeat(50)}Помочь ветеранам труда.`
  await file({ kind: "resolution", id: "7", title: "О ветеранах", text, url: "/resolutions/7" })
  const { hits, total, more } = await find("ветеран")
  expect({ total, more }).toEqual({ total: 1, more: false })
  expect(hits[0]).toMatchObject({ kind: "resolution", id: "7", url: "/resolutions/7" })
  expect(shown(hits[0]!.title)).toBe("О [ветеранах]")
  expect(shown(hits[0]!.excerpt)).toMatch(/^… .*Помочь \[ветеранам\] труда\.$/)
})

test("nobody finds what is for others", async () => {
  const all = [await file({ text: "план" }), await file({ text: "план", audience: "staff" })]
  await file({ text: "шлагбаум", audience: "staff" })
  await tendWords(db, 100)
  expect(await ids("план")).toEqual([all[0]!.id])
  expect(await ids("план", { audiences: ["open", "staff"] })).toEqual([all[1]!.id, all[0]!.id])
  expect(await ids("план", { audiences: [] })).toEqual([])
  expect(await find("шлагбум")).toMatchObject({ total: 0 })
  expect((await find("шлагбум", { audiences: ["staff"] })).corrected).toBe("шлагбаум")
})

test("a title weighs more than a text, then the newer comes first; a kind can be chosen", async () => {
  const [inText, inTitle, newer] = [
    await file({ text: "план" }),
    await file({ title: "план" }),
    await file({ text: "план" }),
  ]
  await file({ kind: "body", text: "план" })
  expect(await ids("план", { kind: "item" })).toEqual([inTitle.id, newer.id, inText.id])
})

test("a document filed again or removed is found as it is now", async () => {
  const { id } = await file({ text: "праздник" })
  await file({ id, text: "субботник", audience: "members" })
  expect(await ids("праздник")).toEqual([])
  expect(await ids("субботник")).toEqual([])
  expect(await ids("субботник", { audiences: ["members"] })).toEqual([id])
  await remove(id)
  expect(await ids("субботник", { audiences: ["members"] })).toEqual([])
})

test("more than 500 are not counted, pages follow one another", async () => {
  await db.transaction().execute(async (tx) => {
    for (let n = 0; n < 510; n++) {
      const at = new Date(Date.UTC(2020, 0, 1) + n)
      await indexDocument(tx, { kind: "item", id: `n${n}`, audience: "open", title: "", text: "план", url: "/", at })
    }
  })
  const first = await find("план")
  expect(first).toMatchObject({ total: 500, more: true })
  expect(first.hits.slice(0, 2).map((hit) => hit.id)).toEqual(["n509", "n508"])
  const second = await find("план", { after: 20 })
  expect(second.hits[0]!.id).toBe("n489")
  expect(await find("план", { after: 600 })).toMatchObject({ hits: [], total: 500 })
})

test("one typing error is forgiven only when nothing is found", async () => {
  const { id } = await file({ text: "Поддержать ветеранов Калабухова" })
  for (const [query, corrected] of [
    ["ветеарнов", "ветеранов"],
    ["поддержть", "поддержать"],
    ["Калобухова", "калабухова"],
    ["ветерранов поддержать", "ветеранов поддержать"],
  ] as const) {
    const answer = await find(query)
    expect(
      answer.hits.map((hit) => hit.id),
      query,
    ).toEqual([id])
    expect(answer.corrected).toBe(corrected)
  }
  expect((await find("ветеран")).corrected).toBeUndefined()
  expect(await find("ветер")).not.toHaveProperty("corrected")
  expect(await find("вйтйран")).toMatchObject({ total: 0 })
})

test("a word just begun is found", async () => {
  const { id } = await file({ text: "Поддержать ветеранов" })
  expect(await ids("поддержать ветер")).toEqual([id])
  const typing = await searchTyping(db, { query: "вет", audiences: ["open"], limit: 5 })
  expect(typing.hits.map((hit) => shown(hit.excerpt))).toEqual(["Поддержать [ветеранов]"])
})

test("a removed name is not among the spellings", async () => {
  const { id } = await file({ text: "Просить Калабухова" })
  const other = await file({ text: "Просить Перебейносова" })
  await file({ text: "Поручить Перебейносову" })
  await tendWords(db, 100)
  await remove(id)
  await remove(other.id)
  await tendWords(db, 100)
  const words = (await db.selectFrom("search.word").select("word").execute()).map((row) => row.word)
  expect(words).not.toContain("калабухова")
  expect(words).toContain("перебейносову")
})

test("documents like one share its rare words", async () => {
  const noise = ["Провести совещание", "Направить письмо", "Подготовить отчёт", "Утвердить план"]
  for (let n = 0; n < 200; n++) await file({ text: `${noise[n % 4]} организации ${n}` })
  const given = await file({ text: "Провести совещание о протезировании ветеранов и колясках" })
  const alike = await file({ text: "Закупить коляски и организовать протезирование" })
  await file({ kind: "body", text: "Коляски, протезирование" })
  await sql`ANALYZE search.document`.execute(db)
  await upkeep(db)
  const like = async (id: string) =>
    (await similar(db, { kind: "item", id, audiences: ["open"], limit: 5 })).map((one) => one.id)
  expect(await like(given.id)).toEqual([alike.id])
  const closer = await file({ text: "Протезирование ветеранов, коляски для ветеранов" })
  const hidden = await file({ text: "Протезирование ветеранов, коляски", audience: "staff" })
  await upkeep(db)
  expect(await like(given.id)).toEqual([closer.id, alike.id])
  expect(await like(hidden.id)).toEqual([])
  await remove(closer.id)
  expect(await like(given.id)).toEqual([alike.id])
})

test("documents filed in an older way are filed anew", async () => {
  const { id } = await file({ text: "ветераны" })
  await sql`UPDATE search.document SET version = ${version - 1}, tsv = ''`.execute(db)
  expect(await ids("ветеран")).toEqual([])
  expect(await refile(db)).toBe(1)
  expect(await ids("ветеран")).toEqual([id])
  expect(await refile(db)).toBe(0)
})

test("no text and no query breaks it", async () => {
  const weird = fc.string({
    unit: fc.constantFrom(..."аБё'\"«»\\:&|!()<>*-—@=~\0 \ud83d\ude00нов12xy%_"),
    maxLength: 30,
  })
  await fc.assert(
    fc.asyncProperty(weird, weird, async (text, query) => {
      await file({ id: "weird", title: query, text })
      await find(query)
      await searchTyping(db, { query, audiences: ["open"], limit: 1 })
    }),
    { numRuns: 60 },
  )
})

test("two transactions that bring the same new words do not wait for each other", async () => {
  const at = new Date()
  const base = { kind: "item", audience: "open" as const, title: "", url: "/", at }
  await db.transaction().execute(async (one) => {
    await indexDocument(one, { ...base, id: "one", text: "абракадабра" })
    await db.transaction().execute((other) => indexDocument(other, { ...base, id: "other", text: "абракадабра" }))
  })
  expect((await ids("абракадаброй")).sort()).toEqual(["one", "other"])
})

test.each([
  ["план", "плн", true],
  ["план", "палн", true],
  ["план", "плам", true],
  ["план", "пплан", true],
  ["план", "план", false],
  ["план", "плна", true],
  ["план", "ланп", false],
  ["план", "плод", false],
  ["план", "пл", false],
])("%s and %s are one error apart: %s", (one, other, apart) => {
  expect(oneErrorApart(one, other)).toBe(apart)
  expect(oneErrorApart(other, one)).toBe(apart)
})

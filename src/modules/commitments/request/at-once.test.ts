import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { sendAnswer } from "../answering/send-answer.ts"
import { askAddressees } from "../sending/ask-addressees.ts"
import { asked, doer, holderOf } from "../testing/asked.ts"
import { answerRequest } from "./answer-request.ts"
import { decideRequest } from "./decide-request.ts"
import { actsOf, requestById, requestsOfResolution, waitingActs } from "./request.store.ts"
import { splitRequest } from "./split-request.ts"

let services: Services
beforeAll(async () => {
  services = testServices((await freshDatabase()).url)
})

const who = { name: "Ольга Ветрова", post: "начальник отдела" }
const accept = { kind: "accept", term: "до лета", ...who }
const phone = { channel: "phone", evidence: "По телефону", ...who }
/** Those that were done, by number of try, and what kept the others from it. */
async function together(deeds: Promise<unknown>[]) {
  const ends = await Promise.allSettled(deeds)
  return ends.map((end) => (end.status === "fulfilled" ? "done" : (end.reason.status ?? end.reason)))
}

/** Every figure, from the triggers and counted anew. */
async function figures() {
  const kept = await sql`SELECT dimension, key, visibility, measure, value, requests FROM commitments.figure
    WHERE requests <> 0 ORDER BY 1, 2, 3, 4, 5`.execute(services.db)
  const anew = await sql`
    SELECT d.dimension, d.key, r.visibility, m.measure, m.value, count(*) AS requests
    FROM commitments.request r CROSS JOIN LATERAL commitments.measures(r) m
      CROSS JOIN LATERAL (VALUES ('all', 0::bigint), ('resolution', r.resolution_id), ('body', r.party_id),
        ('theme', r.theme_id), ('territory', r.territory_id), ('year', r.year::bigint)) AS d (dimension, key)
    WHERE d.key IS NOT NULL GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5`.execute(services.db)
  return { kept: kept.rows, anew: anew.rows }
}

async function nothingLost() {
  const { kept, anew } = await figures()
  expect(kept).toEqual(anew)
  const { rows } = await sql`SELECT r.id FROM commitments.request r WHERE stage <> coalesce(
    (SELECT a.stage FROM commitments.act a WHERE a.request_id = r.id ORDER BY a.id DESC LIMIT 1), 'asked')`.execute(
    services.db,
  )
  expect(rows).toEqual([])
}

it("takes one answer of two officials who hold one link, and one decision of two controllers", async () => {
  const { requests } = await asked(services)
  const [request] = requests
  const send = (said: object) =>
    doer(services, holderOf(request!))(sendAnswer, { id: request!.id, seen: 0, ...who, ...said })
  const ends = await together([send(accept), send({ kind: "decline", text: "Это не к нам" }), send(accept)])
  expect(ends.toSorted()).toEqual([409, 409, "done"])
  const said = await actsOf(services.db, [request!.id])
  expect(said).toHaveLength(1)
  const run = doer(services)
  if (said[0]!.kind === "decline") await run(decideRequest, { id: request!.id, kind: "reopen", text: "Ещё раз" })
  await run(answerRequest, { id: request!.id, kind: "report", share: 100, text: "Сделано", ...phone })
  const settles = (await waitingActs(services.db, request!.id)).find(({ kind }) => kind === "report")!.id
  const decide = (kind: string) => run(decideRequest, { id: request!.id, kind, settles, text: "Проверено" })
  expect((await together([decide("release"), decide("return"), decide("release")])).toSorted()).toEqual([
    409,
    409,
    "done",
  ])
  await nothingLost()
})

it("lets bodies hand over to each other at once, and two to the same third, with one request each", async () => {
  for (let round = 0; round < 3; round++) {
    const { requests } = await asked(services)
    const [city, , veterans] = [requests[0]!, requests[1]!, requests.find((r) => r.role === "joint")!]
    expect(city.recipientId).not.toBe(veterans.recipientId)
    const hand = (from: typeof city, handTo: string) =>
      doer(services, holderOf(from))(answerRequest, { id: from.id, kind: "hand_over", text: "К ним", handTo, ...who })
    expect(await together([hand(city, veterans.addressee), hand(veterans, `${city.addressee} 2`)])).toEqual([
      "done",
      "done",
    ])
    const [second] = requests.filter((r) => r.addressee === city.addressee && r.id !== city.id)
    const blind = requests.find((r) => r.recipientId !== city.recipientId && r.recipientId !== veterans.recipientId)!
    const ends = await together([hand(second!, "Парк Лугового"), hand(blind, "Парк Лугового")])
    expect(ends).toEqual(["done", "done"])
  }
  await nothingLost()
})

it("answers, splits, releases and asks again all at once without losing a word", async () => {
  const { id, requests, letters, items } = await asked(services)
  const run = doer(services)
  const everything = letters.map((one) => ({ ...one, items: items.map((item) => ({ id: item.id, role: "joint" })) }))
  const parts = ["Парк Лугового", "Почта Лугового", ...letters.map(({ addressee }) => addressee)]
  const split = (order: string[]) => order.map((addressee) => ({ text: "Своя часть", addressee }))
  const ends = await together([
    ...requests.map((one) => doer(services, holderOf(one))(answerRequest, { id: one.id, ...accept })),
    run(askAddressees, { id, dated: "2026-03-04", letters: everything }),
    run(splitRequest, { id: requests[0]!.id, parts: split(parts) }),
    run(splitRequest, { id: requests[1]!.id, parts: split(parts.toReversed()) }),
    ...requests.map((one) => run(decideRequest, { id: one.id, kind: "release", text: "Сделано без отчёта" })),
    ...requests.map((one) => run(decideRequest, { id: one.id, kind: "withdraw", text: "Не нужно" })),
  ])
  expect(ends.every((end) => end === "done" || end === 409)).toBe(true)
  for (const one of requests)
    expect(["released", "withdrawn"]).toContain((await requestById(services.db, one.id))?.stage)
  const all = await requestsOfResolution(services.db, id)
  expect(new Set(all.filter((r) => !r.relation).map((r) => `${r.itemId} ${r.recipientId}`)).size).toBe(
    letters.length * items.length,
  )
  await nothingLost()
})

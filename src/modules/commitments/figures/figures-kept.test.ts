import fc from "fast-check"
import { sql } from "kysely"
import { beforeAll, expect, test } from "vitest"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { testServices } from "#test/services.ts"
import { setTheme, setVisibility } from "../progress/progress.store.ts"
import { answerRequest } from "../request/answer-request.ts"
import { decideRequest } from "../request/decide-request.ts"
import { asked, doer } from "../testing/asked.ts"
import { type Dimension, figureRows } from "./figure.store.ts"
import { type Figures, figuresOf } from "./figures.ts"

let services: Services
const today = "2026-03-20"
const told = { channel: "phone", evidence: "По телефону", name: "Ольга Ветрова", text: "Скажем так", term: "до лета" }

beforeAll(async () => {
  const { url } = await freshDatabase()
  services = testServices(url)
})

/** The same figures counted request by request. */
async function recounted(column: "resolution_id" | "party_id" | "theme_id" | "year", key: number): Promise<Figures> {
  const all = await services.db.selectFrom("commitments.request").selectAll().where(column, "=", key).execute()
  const counted = all.filter((r) => r.visibility === "open" && !["withdrawn", "handed_over"].includes(r.stage))
  const days = counted
    .filter((r) => r.answered_on)
    .map((r) => (Date.parse(r.answered_on!) - Date.parse(r.asked_on)) / 86_400_000)
    .sort((a, b) => a - b)
  const at = (stage: string) => counted.filter((r) => r.stage === stage).length
  const half = days.length / 2
  return {
    asked: counted.length,
    answered: days.length,
    days: days.length ? (days[Math.ceil(half) - 1]! + days[Math.floor(half)]!) / 2 : null,
    accepted: at("accepted"),
    overdue: counted.filter((r) => r.stage === "accepted" && r.term_on && r.term_on < today).length,
    reported: at("reported"),
    released: at("released"),
    declined: at("declined"),
    waiting: at("asked") + at("received"),
    shareAnswered: counted.length ? days.length / counted.length : null,
    shareDone: counted.length ? at("released") / counted.length : null,
  }
}

const kept = async (dimension: Dimension, key: number) =>
  figuresOf(await figureRows(services.db, { dimension, visibilities: ["open"], today, keys: [key] }), today)

const kinds = ["receive", "accept", "decline", "report", "propose"] as const
const decisions = ["release", "return", "look", "withdraw", "reopen", "agree"] as const
const step = fc.record({
  on: fc.nat(),
  deed: fc.oneof(
    fc.record({
      answer: fc.constantFrom(...kinds),
      day: fc.integer({ min: 3, max: 18 }),
      share: fc.constantFrom(40, 100),
    }),
    fc.record({ decide: fc.constantFrom(...decisions) }),
    fc.record({ show: fc.constantFrom("open", "internal", "participants") }),
    fc.record({ theme: fc.constantFrom(null, 11, 12) }),
    fc.record({ gone: fc.constant(true) }),
  ),
})

test("what the triggers keep equals a recount after any acts, visibilities, themes and deletes", {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { id, requests, items } = await asked(services)
      const run = doer(services)
      for (const { on, deed } of steps) {
        const request = requests[on % requests.length]!
        if ("answer" in deed) {
          const onDay = `2026-03-${String(deed.day).padStart(2, "0")}`
          const termOn = deed.day % 2 ? onDay : null
          const said = { ...told, kind: deed.answer, onDay, until: "2026-04-01", share: deed.share, termOn }
          // Most acts are possible at some stages only: those that are not change nothing.
          await run(answerRequest, { id: request.id, ...said }).catch(() => {})
        } else if ("decide" in deed) {
          const waiting = await services.db
            .selectFrom("commitments.act")
            .select("id")
            .where("request_id", "=", request.id)
            .where("needs_word", "=", true)
            .where("settled_by", "is", null)
            .executeTakeFirst()
          const settles = ["release", "return", "look", "agree"].includes(deed.decide) ? (waiting?.id ?? null) : null
          await run(decideRequest, { id: request.id, kind: deed.decide, text: "Решено", settles }).catch(() => {})
        } else if ("show" in deed) await setVisibility(services.db, id, deed.show as "open")
        else if ("theme" in deed) await setTheme(services.db, items[on % items.length]!.id, deed.theme)
        else {
          await sql`DELETE FROM commitments.letter WHERE request_id = ${request.id}`.execute(services.db)
          await sql`DELETE FROM commitments.act WHERE request_id = ${request.id}`.execute(services.db)
          await sql`DELETE FROM commitments.request WHERE id = ${request.id}`.execute(services.db)
        }
      }
      expect(await kept("resolution", id)).toEqual(await recounted("resolution_id", id))
      const party = requests.find((r) => r.partyId !== null)?.partyId
      if (party) expect(await kept("body", party)).toEqual(await recounted("party_id", party))
      for (const theme of [11, 12]) expect(await kept("theme", theme)).toEqual(await recounted("theme_id", theme))
      expect(await kept("year", requests[0]!.year)).toEqual(await recounted("year", requests[0]!.year))
    }),
    { numRuns: 25 },
  )
  const { n } = await services.db
    .selectFrom("commitments.act")
    .select((x) => x.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow()
  expect(n).toBeGreaterThan(20)
})

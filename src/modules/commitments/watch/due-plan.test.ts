import { sql } from "kysely"
import pg from "pg"
import { beforeAll, expect, test } from "vitest"
import { fixedClock } from "#platform/clock.ts"
import type { Services } from "#platform/services.ts"
import { signedIn } from "#test/actors.ts"
import { freshDatabase } from "#test/database.ts"
import { sentBy } from "#test/sent-queries.ts"
import { testServices } from "#test/services.ts"
import type { Visitor } from "#test/visitor.ts"
import { asked } from "../testing/asked.ts"
import { watchRound } from "./round.ts"

let services: Services
let client: pg.Client
let coordinator: Visitor

/** Sixty thousand requests of twenty thousand recipients; of a hundred, ninety-four are over, and two are alarming. */
beforeAll(async () => {
  const { url } = await freshDatabase()
  services = testServices(url, {}, { clock: fixedClock("2026-03-17T06:00:00Z") })
  const { id } = await asked(services)
  const steps = [
    `INSERT INTO commitments.recipient (resolution_id, addressee, folded_addressee, email, expires_at, at)
     SELECT ${id}, 'Совет ' || n, 'совет ' || n, CASE WHEN n % 5 > 0 THEN n || '@example.ru' ELSE '' END, '2028-01-01', now()
     FROM generate_series(1, 20000) n`,
    `INSERT INTO commitments.request (recipient_id, item_id, role, stage, asked_on, answered_on, taken_on, released_on,
       considered_until, term_on, resolution_id, year, visibility)
     SELECT p.id, i.id, 'lead', s.stage, s.asked_on, s.asked_on + 3, s.asked_on + 3,
       CASE s.stage WHEN 'released' THEN s.asked_on + 60 END,
       CASE s.stage WHEN 'received' THEN DATE '2026-03-01' + (p.id / 100 % 60)::int END,
       CASE WHEN s.stage = 'accepted' AND p.id / 100 % 10 > 0 THEN DATE '2026-03-01' + (p.id / 100 % 100)::int END,
       p.resolution_id, 2026, 'open'
     FROM commitments.recipient p JOIN deliberation.item i ON i.resolution_id = p.resolution_id
     CROSS JOIN LATERAL (SELECT DATE '2026-03-10' - (p.id % 3000 / 400 * 30)::int AS asked_on, CASE (p.id * 3 + i.position) % 100 WHEN 1 THEN 'asked'
       WHEN 2 THEN 'asked' WHEN 3 THEN 'received' WHEN 4 THEN 'accepted' WHEN 5 THEN 'accepted' WHEN 6 THEN 'accepted'
       ELSE 'released' END AS stage) s
     WHERE p.addressee LIKE 'Совет _%' AND p.email NOT LIKE 'office%'`,
    `INSERT INTO commitments.act (request_id, kind, side, on_day, at, channel, stage, needs_word)
     SELECT r.id, 'receive', 'addressee', r.asked_on, now(), 'link', r.stage, false
     FROM commitments.request r, generate_series(1, 2) n`,
    `INSERT INTO commitments.reminder (recipient_id, kind, on_day, channel, by_hand, at, mail_id)
     SELECT p.id, 'reminder', DATE '2026-02-01' - n * 20, 'email', false, now(), 1
     FROM commitments.recipient p, generate_series(1, 3) n`,
    `INSERT INTO commitments.reminded (reminder_id, request_id, kind, alarm, on_day)
     SELECT m.id, r.id, 'reminder', 'silent', m.on_day FROM commitments.reminder m
     JOIN commitments.request r ON r.recipient_id = m.recipient_id`,
    `INSERT INTO commitments.letter (resolution_id, addressee, year, number, dated, items, at, kind)
     SELECT ${id}, 'Совет', 2025, n, '2025-01-01', '[]', now(), CASE n % 20 WHEN 0 THEN 'reminder' ELSE 'request' END
     FROM generate_series(1, 20000) n`,
  ]
  for (const step of steps) await sql.raw(step).execute(services.db)
  await sql`VACUUM ANALYZE`.execute(services.db)
  client = new pg.Client({ connectionString: url })
  await client.connect()
  coordinator = (await signedIn(services, "coordinator")).browser
  return () => client.end()
}, 120_000)

type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] }
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)]
const growing = /^(request|act|recipient|reminder|reminded|letter)$/

/** Tables of commitments that grow with the years and are read through by what the work asks. */
async function readThrough(work: () => Promise<unknown>): Promise<string[]> {
  const sent = (await sentBy(work)).filter(({ text }) => /^\s*(select|with|update)\b/i.test(text))
  const faults: string[] = []
  for (const { text, values } of sent) {
    const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${text}`, values)
    for (const node of nodesOf(rows[0]["QUERY PLAN"][0].Plan))
      if (node["Node Type"].endsWith("Seq Scan") && growing.test(node["Relation Name"] ?? ""))
        faults.push(`${node["Relation Name"]}: ${text.replace(/\s+/g, " ").slice(0, 400)}`)
  }
  expect(sent.length).toBeGreaterThan(0)
  return faults
}

test.each(["overdue", "soon", "silent", "no_term"])("/reminders/new?alarm=%s answers out of indexes", async (alarm) => {
  const faults = await readThrough(async () => {
    const { status, text } = await coordinator.get(`/reminders/new?alarm=${alarm}`)
    expect([status, text.includes("<pre")]).toEqual([200, true])
  })
  expect(faults).toEqual([])
})

test.each(["/reminders", "/reminders?after=500", "/reminders/paper"])("%s", async (path) => {
  expect(await readThrough(async () => expect((await coordinator.get(path)).status).toBe(200))).toEqual([])
})

test("the round reads what is alarming, and not what is over", async () => {
  let round = { due: 0, mailed: 0, paper: 0 }
  const faults = await readThrough(async () => {
    round = await watchRound(services)
  })
  expect(round.due).toBeGreaterThan(300)
  expect(round.mailed + round.paper).toBeGreaterThan(300)
  expect(faults).toEqual([])
})

import { sql } from "kysely"
import { afterAll, beforeAll, expect, test } from "vitest"
import { siteOf } from "#modules/commitments/public.ts"
import { draftResolution } from "#modules/deliberation/public.ts"
import { system } from "#platform/actor.ts"
import { systemClock } from "#platform/clock.ts"
import { perform } from "#platform/command.ts"
import { readConfig } from "#platform/config.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { trialDir } from "#test/trial-dir.ts"
import { makeServices } from "../../setup.ts"
import { demoParties, demoTexts } from "./demo-world.ts"
import { plantDemo, removeDemo } from "./plant-demo.ts"

let services: Services
const closing: (() => unknown)[] = []
beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  const { folder, remove } = trialDir()
  services = makeServices(readConfig({ DATA_DIR: folder, LOG_LEVEL: "silent", SECRET: "s".repeat(40) }, folder), url)
  closing.push(remove, drop, () => services.db.destroy())
})
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})
const run = (cmd: Parameters<typeof perform>[0], input: unknown = {}) =>
  perform(
    cmd,
    { db: services.db, clock: systemClock, listeners: services.listeners, actor: system("test") },
    { site: siteOf(services), ...(input as object) },
  )

const tables = [
  "deliberation.resolution",
  "deliberation.item",
  "commitments.request",
  "commitments.act",
  "commitments.letter",
  "commitments.recipient",
  "registry.party",
  "registry.territory",
  "registry.service_list",
  "registry.service",
  "registry.provider",
  "search.document",
  "network.centre",
  "network.curator",
]
const counts = async () =>
  Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.table(table)}`.execute(services.db)
      return rows[0]!.n
    }),
  )

test("the example comes whole, every item of it reads well, and goes without touching anything real", async () => {
  const document = { format: "txt" as const, lines: [], warnings: [] }
  await run(draftResolution, { document, sourceName: "own.txt" })
  const before = await counts()
  await run(plantDemo)
  const [resolutions, items, requests, acts, , , parties, , lists, offered, providers] = await counts()
  expect(requests!).toBeGreaterThan(35)
  expect(acts!).toBeGreaterThan(60)
  expect(resolutions! - before[0]!).toBe(demoTexts.length)
  expect(items!).toBeGreaterThan(30)
  expect([lists, offered, providers]).toEqual([2, 9, 12])
  expect(parties!).toBeGreaterThanOrEqual(12)
  const worksIn = async () => (await sql`SELECT FROM registry.party_direction`.execute(services.db)).rows.length
  // Fewer when a name in the example is none of the catalogue's.
  const named = demoParties.reduce((sum, { directions = [] }) => sum + directions.length, 0)
  expect(await worksIn()).toBe(named + 5)
  expect((await counts()).slice(-2)).toEqual([4, 4])
  await expect(run(plantDemo)).rejects.toMatchObject({ status: 409 })
  await run(removeDemo)
  expect(await counts()).toEqual(before)
  expect(await worksIn()).toBe(0)
})

/** All that people may have hung on the example meanwhile. */
const hung = `
  INSERT INTO commitments.step (request_id, position, text) SELECT id, 1, 'Смета' FROM commitments.request;
  INSERT INTO commitments.request (recipient_id, item_id, parent_id, relation, role, stage, asked_on, resolution_id, year, visibility)
    SELECT recipient_id, item_id, id, 'part', 'lead', 'asked', asked_on, resolution_id, year, visibility FROM commitments.request;
  INSERT INTO commitments.reminder (recipient_id, kind, on_day, channel, by_hand, at)
    SELECT id, 'reminder', '2026-03-03', 'paper', false, now() FROM commitments.recipient;
  INSERT INTO commitments.reminded (reminder_id, request_id, kind, alarm, on_day)
    SELECT m.id, r.id, 'reminder', 'silent', m.on_day FROM commitments.reminder m
      JOIN commitments.request r ON r.recipient_id = m.recipient_id;
  INSERT INTO commitments.mail_reply (recipient_id, incoming_mail_id, from_name, from_address, subject, body_text, full_text, not_kept, received_at, on_day)
    SELECT id, id, '', '', '', '', '', '{}', now(), '2026-03-03' FROM commitments.recipient;
  INSERT INTO commitments.letter (kind, request_id, addressee, year, number, dated, items, at)
    SELECT 'third_body', id, 'Дума', 1999, id, '1999-03-03', '[]', now() FROM commitments.request;
  INSERT INTO commitments.letter (direction, kind, addressee, year, number, dated, items, at, reply_to)
    SELECT 'in', 'reply', 'Дума', 1999, id, '1999-03-03', '[]', now(), id FROM commitments.letter WHERE kind = 'third_body';
  UPDATE commitments.letter l SET replied_by = i.id FROM commitments.letter i WHERE i.reply_to = l.id;
  UPDATE commitments.reminder SET letter_id = (SELECT max(id) FROM commitments.letter);
  INSERT INTO commitments.report_sending (resolution_id, on_day, known_at, recipient_id, text, dated)
    SELECT resolution_id, '2026-03-03', now(), id, '', '2026-03-03' FROM commitments.recipient;
  INSERT INTO commitments.report_recipient (sending_id, letter_id, name, expires_at)
    SELECT s.id, l.id, 'Совет', now() FROM commitments.report_sending s, (SELECT min(id) AS id FROM commitments.letter) l;
  INSERT INTO commitments.subscription (item_id, email, locale, at)
    SELECT id, 'reader@example.ru', 'ru', now() FROM deliberation.item;
  INSERT INTO commitments.comment (item_id, body, state, at) SELECT id, 'Хорошо', 'published', now() FROM deliberation.item;
  INSERT INTO commitments.untold_change (resolution_id, item_id, kind, ref, at)
    SELECT resolution_id, id, 'amended', 1, now() FROM deliberation.item;
  INSERT INTO platform.blob (sha256, size, media_type, created_at) VALUES (sha256('a'), 1, 'text/plain', now());
  INSERT INTO platform.attachment (sha256, name, subject_kind, subject_id, audience, at)
    SELECT sha256('a'), 'a.txt', 'act', id::text, 'public', now() FROM commitments.act
    UNION ALL SELECT sha256('a'), 'a.txt', 'letter', id::text, 'staff', now() FROM commitments.letter
    UNION ALL SELECT sha256('a'), 'a.txt', 'report_sending', id::text, 'staff', now() FROM commitments.report_sending
    UNION ALL SELECT sha256('a'), 'a.txt', 'mail_reply', id::text, 'staff', now() FROM commitments.mail_reply
    UNION ALL SELECT sha256('a'), 'a.txt', 'answer_draft', id::text, 'staff', now() FROM commitments.request;
  INSERT INTO platform.outgoing_mail (to_address, subject, body_text, purpose, holds_secret, created_at, state, reply_route)
    SELECT 'a@b.example', 'Запрос', 'Ответьте', 'request', true, now(), 'queued', 'answer-' || id
      FROM commitments.recipient`

test("it goes with all that was written, sent, reminded, reported, followed and said about it", async () => {
  await sql`DELETE FROM deliberation.draft`.execute(services.db)
  await run(plantDemo)
  for (const step of hung.split(";")) await sql.raw(step).execute(services.db)
  await run(removeDemo)
  const { rows } = await sql<{ name: string }>`
    SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
    WHERE table_schema = 'commitments' AND table_name NOT IN ('rule', 'letterhead')`.execute(services.db)
  const left: Record<string, number> = {}
  for (const { name } of rows) {
    const only = name === "commitments.figure" ? "WHERE requests <> 0" : ""
    const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM ${sql.raw(`${name} ${only}`)}`.execute(
      services.db,
    )
    if (rows[0]!.n) left[name] = rows[0]!.n
  }
  expect(rows.length).toBeGreaterThan(12)
  expect(left).toEqual({})
  const files = await sql`SELECT 1 FROM platform.attachment WHERE removed_at IS NULL`.execute(services.db)
  expect(files.rows).toEqual([])
  const counters = await sql`SELECT 1 FROM platform.counter WHERE value > 0`.execute(services.db)
  expect(counters.rows).toEqual([])
  const queued = await sql`SELECT 1 FROM platform.outgoing_mail WHERE state = 'queued'`.execute(services.db)
  expect(queued.rows).toEqual([])
})

test("some of its organisations tell of themselves, with logos, and these go with them", async () => {
  const { db, filesDir } = services
  const told = () => db.selectFrom("registry.party_profile").select(["logo", "mission"]).execute()
  const files = () =>
    db
      .selectFrom("platform.attachment")
      .select("id")
      .where("subject_kind", "=", "party")
      .where("removed_at", "is", null)
      .execute()
  await run(plantDemo, { filesDir })
  const profiles = await told()
  expect(profiles.length).toBeGreaterThan(2)
  expect(profiles.every(({ logo, mission }) => logo && mission)).toBe(true)
  expect(await files()).toHaveLength(profiles.length)
  await run(removeDemo)
  expect(await told()).toEqual([])
  expect(await files()).toEqual([])
})

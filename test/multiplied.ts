import { sql } from "kysely"
import type { Db } from "#platform/db.ts"

/** Copies of what is there, in numbers that make the planner choose as in a large installation; not more than that. */
export async function multiply(db: Db): Promise<void> {
  const steps = [
    `INSERT INTO registry.party (nature, kind, name, folded_name, search_name, territory_id, created_at)
     SELECT p.nature, p.kind, p.name || ' ' || n, p.folded_name || ' ' || n, p.search_name || ' ' || n, p.territory_id, now()
     FROM registry.party p, generate_series(1, 9) n`,
    `INSERT INTO registry.party_direction (party_id, direction_id, nature, folded_name)
     SELECT id, 1 + (id + n) % 18, nature, folded_name FROM registry.party, generate_series(1, 3) n
     ON CONFLICT DO NOTHING`,
    `INSERT INTO registry.party_status (party_id, kind, from_on, until_on, proof, created_at)
     SELECT p.id, k.kind, date '2020-01-01' + (p.id % 900)::int,
       CASE p.id % 3 WHEN 0 THEN date '2023-01-01' + (p.id % 900)::int END, 'Запись № ' || p.id, now()
     FROM registry.party p JOIN (VALUES ('so_nko', 2), ('iopu', 17), ('tos', 300)) k (kind, every) ON p.id % k.every = 0
     WHERE p.nature = 'organisation'`,
    `INSERT INTO registry.alike_key (card_id, key) SELECT id, id * 7 + n FROM registry.party, generate_series(1, 8) n
     ON CONFLICT DO NOTHING`,
    `INSERT INTO registry.alike (lesser, greater, score, because, lesser_territory, greater_territory, state)
     SELECT a.id, b.id, 60 + a.id % 40, '[{"why": "name_swapped"}]', a.territory_id, b.territory_id,
       CASE a.id % 4 WHEN 0 THEN 'different' ELSE 'open' END
     FROM registry.party a JOIN registry.party b ON b.id = a.id + 1 + a.id % 3`,
    `INSERT INTO people.alike (lesser, greater, score, because, lesser_territory, greater_territory, state)
     SELECT lesser, greater, 60 + n % 40, '[{"why": "name_swapped"}]', lesser_territory, greater_territory,
       CASE n % 4 WHEN 0 THEN 'different' ELSE 'open' END
     FROM (SELECT id AS lesser, territory_id AS lesser_territory, lead(id) OVER w AS greater,
       lead(territory_id) OVER w AS greater_territory, row_number() OVER w AS n
       FROM people.person WINDOW w AS (ORDER BY id)) AS two WHERE greater IS NOT NULL`,
    `INSERT INTO registry.service_list (number, document_name, in_force_from, created_at)
     VALUES (1, 'Постановление', '2020-01-01', now())`,
    `INSERT INTO registry.service (demo) SELECT false FROM generate_series(1, 300)`,
    `INSERT INTO registry.service_entry (list_number, service_id, code, code_key, name)
     SELECT 1, id, id::text, lpad(id::text, 6, '0'), 'Услуга ' || id FROM registry.service`,
    `INSERT INTO registry.service_criterion (list_number, service_id, position, name)
     SELECT 1, id, n, 'Критерий ' || n FROM registry.service, generate_series(1, 5) n`,
    `UPDATE registry.service_list SET approved_at = now()`,
    `INSERT INTO registry.provider (service_id, party_id, nature, folded_name, territory_id, targets, price, from_on, proof,
       current, created_at)
     SELECT CASE WHEN n = 1 THEN 1 + p.id % 300 ELSE 1 END, p.id, p.nature, p.folded_name, p.territory_id,
       ARRAY[(ARRAY['all', 'older', 'youth'])[1 + p.id % 3]], 'free', '2020-01-01', 'Договор', p.id % 5 > 0, now()
     FROM registry.party p, generate_series(1, 2) n WHERE p.nature = 'organisation'`,
    `INSERT INTO deliberation.resolution (title, kind, held_on, place, territory_id, visibility, created_at)
     SELECT r.title || n, r.kind, r.held_on - n, r.place, r.territory_id, r.visibility, now()
     FROM deliberation.resolution r, generate_series(1, 20000 / (SELECT count(*)::int FROM deliberation.resolution)) n`,
    `INSERT INTO deliberation.adoption (resolution_id, adopted_on, at)
     SELECT id, held_on, now() FROM deliberation.resolution WHERE item_count = 0 AND id % 20 > 0`,
    `INSERT INTO deliberation.draft (resolution_id, version, step, saved_at)
     SELECT id, 1, 0, now() - id * interval '1 hour' FROM deliberation.resolution WHERE item_count = 0 AND id % 20 = 0`,
    `INSERT INTO deliberation.item (resolution_id, position, type, path, label, depth, text, force, theme_id)
     SELECT id, n, 'item', n::text, n || '.', 0, 'Провести смотр дворов ' || n, 'recommend', 1 + (id + n) % 14
     FROM deliberation.resolution, generate_series(1, 5) n WHERE item_count = 0 AND id % 20 > 0`,
    `INSERT INTO deliberation.addressee (item_id, position, raw, name, role, party_id)
     SELECT i.id, 0, p.name, p.name, 'lead', p.id FROM deliberation.item i
     JOIN registry.party p ON p.id = 1 + i.id % (SELECT max(id) - 1 FROM registry.party)
     WHERE NOT EXISTS (SELECT FROM deliberation.addressee a WHERE a.item_id = i.id)`,
    `INSERT INTO deliberation.source (resolution_id, lines)
     SELECT id, '[{"n": 1, "text": "Провести смотр дворов", "kind": "paragraph"}]' FROM deliberation.resolution
     WHERE item_count = 0`,
    `INSERT INTO deliberation.amendment (resolution_id, number, amended_on, reason, at)
     SELECT resolution_id, 1, adopted_on + 30, 'Уточнение', now() FROM deliberation.adoption`,
    `INSERT INTO deliberation.amendment_change (amendment_id, item_id, field, before, after)
     SELECT m.id, i.id, 'text', i.text, i.text || '!' FROM deliberation.amendment m
     JOIN deliberation.item i ON i.resolution_id = m.resolution_id AND i.position = 1`,
    `INSERT INTO deliberation.direction (item_id, directed_on, at)
     SELECT id, '2026-01-01', now() FROM deliberation.item WHERE position = 2`,
    `UPDATE deliberation.addressee a SET direction_id = d.id FROM deliberation.direction d WHERE d.item_id = a.item_id`,
    `INSERT INTO commitments.recipient (resolution_id, addressee, folded_addressee, email, expires_at, at)
     SELECT id, 'Адресат ' || id, 'адресат ' || id, id || '@example.ru', now(), now() FROM deliberation.resolution`,
    `INSERT INTO commitments.request (recipient_id, item_id, role, stage, term_on, considered_until, asked_on, answered_on,
       released_on, resolution_id, territory_id, year, visibility, theme_id, party_id)
     SELECT p.id, i.id, 'lead', s.stage, CASE WHEN i.id % 9 > 0 THEN date '2026-01-01' + (i.id % 700)::int END,
       CASE s.stage WHEN 'received' THEN date '2026-01-01' + (i.id % 700)::int END, date '2025-01-01' + (i.id % 600)::int,
       CASE WHEN s.stage <> 'asked' THEN date '2026-11-01' END, CASE s.stage WHEN 'released' THEN date '2026-11-01' END,
       r.id, r.territory_id, 2000 + i.id % 27, r.visibility, i.theme_id,
       (SELECT a.party_id FROM deliberation.addressee a WHERE a.item_id = i.id LIMIT 1)
     FROM commitments.recipient p JOIN deliberation.resolution r ON r.id = p.resolution_id
     JOIN deliberation.item i ON i.resolution_id = r.id AND i.position IN (1, 2)
     CROSS JOIN LATERAL (SELECT (ARRAY['asked', 'received', 'accepted', 'accepted', 'reported', 'released'])[1 + i.id % 6]
       AS stage) s
     WHERE p.addressee = 'Адресат ' || r.id`,
    `INSERT INTO commitments.act (request_id, kind, side, on_day, at, channel, stage, needs_word, share)
     SELECT id, CASE stage WHEN 'reported' THEN 'report' WHEN 'accepted' THEN 'accept' ELSE 'ask' END, 'addressee',
       asked_on, now(), 'link', stage, stage <> 'accepted', 100 FROM commitments.request WHERE stage <> 'asked'`,
    `INSERT INTO commitments.letter (kind, resolution_id, recipient_id, territory_id, addressee, year, number, dated, items, at, awaited_until)
     SELECT CASE p.id % 5 WHEN 0 THEN 'reminder' WHEN 1 THEN 'third_body' ELSE 'request' END, p.resolution_id, p.id, r.territory_id,
       p.addressee, 2000 + p.id % 27, p.id, '2026-01-01', '[]', now(),
       CASE p.id % 5 WHEN 1 THEN date '2026-01-01' + (p.id % 700)::int END
     FROM commitments.recipient p JOIN deliberation.resolution r ON r.id = p.resolution_id`,
    `INSERT INTO commitments.reminder (recipient_id, territory_id, kind, on_day, channel, by_hand, at, closed_at)
     SELECT p.id, r.territory_id, 'reminder', date '2026-01-01' + (p.id % 300)::int,
       CASE p.id % 50 WHEN 0 THEN 'paper' ELSE 'email' END, false, now(), CASE WHEN p.id % 100 > 0 THEN now() END
     FROM commitments.recipient p JOIN deliberation.resolution r ON r.id = p.resolution_id`,
    `INSERT INTO commitments.reminded (reminder_id, request_id, kind, alarm, on_day)
     SELECT m.id, r.id, 'reminder', 'silent', m.on_day FROM commitments.reminder m
     JOIN commitments.request r ON r.recipient_id = m.recipient_id`,
    `INSERT INTO platform.blob (sha256, size, media_type, created_at) VALUES (sha256('a'), 1, 'text/plain', now())`,
    `INSERT INTO platform.attachment (sha256, name, subject_kind, subject_id, audience, at)
     SELECT sha256('a'), 'акт.txt', 'act', id::text, 'staff', now() FROM commitments.act`,
    `INSERT INTO search.related (document, others) SELECT number, ARRAY[number] FROM search.document`,
    `INSERT INTO platform.event (name, at, actor_kind, subject_kind, subject_id)
     SELECT 'resolution.shown', now(), 'system', 'resolution', id FROM deliberation.resolution, generate_series(1, 5)`,
    `INSERT INTO platform.event_value (event_id, field, before, after)
     SELECT id, 'visibility', '"open"', '"internal"' FROM platform.event WHERE name = 'resolution.shown'`,
    `INSERT INTO platform.app_user (email, name) SELECT n || '@example.ru', 'Имя ' || n FROM generate_series(1, 20000) n`,
    `INSERT INTO platform.session (user_id, token_hash, created_at, seen_at, expires_at)
     SELECT id, sha256(email::bytea), now(), now(), now() + interval '1 day' FROM platform.app_user
     WHERE email LIKE '%@example.ru' AND email ~ '^[0-9]'`,
    `INSERT INTO platform.outgoing_mail (to_address, subject, body_text, purpose, holds_secret, created_at, state)
     SELECT n || '@example.ru', 'Письмо', '', 'code', false, now(), CASE n % 100 WHEN 0 THEN 'failed' ELSE 'sent' END
     FROM generate_series(1, 20000) n`,
  ]
  for (const step of steps) await sql.raw(step).execute(db)
  await sql`VACUUM ANALYZE`.execute(db)
}

import { sql } from "kysely"
import type { Db } from "#platform/db.ts"

/** Copies of what is there, in numbers that make the planner choose as in a large installation; not more than that. */
export async function multiply(db: Db): Promise<void> {
  const steps = [
    `INSERT INTO registry.party (nature, kind, name, folded_name, search_name, territory_id, created_at)
     SELECT p.nature, p.kind, p.name || ' ' || n, p.folded_name || ' ' || n, p.search_name || ' ' || n, p.territory_id, now()
     FROM registry.party p, generate_series(1, 9) n`,
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

import { sql } from "kysely"
import { type Actor, userIdOf } from "#platform/actor.ts"
import type { Tx } from "#platform/db.ts"
import type { Announcement, Listeners } from "#platform/events.ts"
import { enqueueAll } from "#platform/jobs.ts"
import { deliveriesOf } from "#platform/webhooks/delivery/queue-deliveries.ts"
import "#platform/tables.ts"

/**
 * `announce` for many events, by a handful of statements: an import announces each of its rows.
 * @returns their numbers, in the order given
 */
export async function announceMany(
  tx: Tx,
  listeners: Listeners,
  who: { actor: Actor; at: Date },
  events: Announcement[],
): Promise<number[]> {
  if (!events.length) return []
  const { rows } = await sql<{ id: number }>`
    INSERT INTO platform.event (name, at, actor_kind, user_id, subject_kind, subject_id, payload)
    SELECT name, ${who.at}::timestamptz, ${who.actor.kind}, ${userIdOf(who.actor)}::uuid, kind, id, payload
    FROM unnest(${events.map((e) => e.name)}::text[], ${events.map((e) => e.subject.kind)}::text[],
      ${events.map((e) => String(e.subject.id))}::text[], ${events.map((e) => JSON.stringify(e.payload ?? {}))}::jsonb[])
      WITH ORDINALITY AS given (name, kind, id, payload, place) ORDER BY place
    RETURNING id`.execute(tx)
  const ids = rows.map(({ id }) => id).sort((a, b) => a - b)
  const values = events.flatMap(({ changes = [] }, i) => changes.map((change) => ({ ...change, event: ids[i]! })))
  if (values.length)
    await sql`INSERT INTO platform.event_value (event_id, field, before, after, person_id)
      SELECT * FROM unnest(${values.map((v) => v.event)}::bigint[], ${values.map((v) => v.field)}::text[],
        ${values.map((v) => JSON.stringify(v.before ?? null))}::jsonb[],
        ${values.map((v) => JSON.stringify(v.after ?? null))}::jsonb[],
        ${values.map((v) => v.personId ?? null)}::uuid[])`.execute(tx)
  const reactions = events.flatMap(({ name }, i) =>
    (listeners.get(name) ?? []).map((reaction) => ({ event: ids[i]!, reaction })),
  )
  await enqueueAll(tx, "reaction", reactions)
  const names = events.map(({ name }) => name)
  const { made, queued } = deliveriesOf({ ids, names, at: who.at })
  await sql`WITH ${made} SELECT pg_notify('farvater_changed', name), ${queued}
    FROM unnest(${[...new Set(names)]}::text[]) AS name`.execute(tx)
  return ids
}

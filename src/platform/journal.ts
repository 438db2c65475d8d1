import { sql } from "kysely"
import { jsonArrayFrom } from "kysely/helpers/postgres"
import { type Actor, staffSomewhere } from "#platform/actor.ts"
import type { Db } from "#platform/db.ts"
import type { Services } from "#platform/services.ts"
import "#platform/session/tables.ts"
import "#platform/tables.ts"

/** One line of a thing's history: who, when, what, and what was before. */
export type JournalEntry = {
  id: number
  name: string
  at: Date
  by: "user" | "system" | "visitor" | "link"
  /** Who did it; null for others and for readers who are not staff. */
  userName: string | null
  payload: Record<string, unknown>
  /** `closed`: the reader learns that the field changed and not how. */
  changes: { field: string; before?: unknown; after?: unknown; closed?: true }[]
}

/**
 * All that happened to a thing, newest first, for the staff's eyes.
 * @param before read on from this entry's id
 */
export async function journalOf(
  db: Db,
  subject: { kind: string; id: number | string },
  limit = 50,
  before = Number.MAX_SAFE_INTEGER,
): Promise<JournalEntry[]> {
  return db
    .selectFrom("platform.event as e")
    .leftJoin("platform.app_user as u", "u.id", "e.user_id")
    .select((x) => [
      "e.id",
      "e.name",
      "e.at",
      "e.actor_kind as by",
      "u.name as userName",
      "e.payload",
      jsonArrayFrom(
        x
          .selectFrom("platform.event_value as v")
          .select(["v.field", "v.before", "v.after"])
          .whereRef("v.event_id", "=", "e.id"),
      ).as("changes"),
    ])
    .where("e.subject_kind", "=", subject.kind)
    .where("e.subject_id", "=", String(subject.id))
    .where("e.id", "<", before)
    .orderBy("e.id", "desc")
    .limit(limit)
    .execute()
}

/**
 * The same for whoever reads: the staff sees everything, others neither names of users nor values of fields that
 * the event's `EventSpec.open` does not list.
 */
export async function journalFor(
  services: Services,
  actor: Actor,
  subject: { kind: string; id: number | string },
  limit = 50,
): Promise<JournalEntry[]> {
  const entries = await journalOf(services.db, subject, limit)
  if (staffSomewhere(actor)) return entries
  const open = (name: string) => services.modules.flatMap((m) => m.events?.[name]?.open ?? [])
  return entries.map((entry) => ({
    ...entry,
    userName: null,
    changes: entry.changes.map((change) =>
      open(entry.name).includes(change.field) ? change : { field: change.field, closed: true },
    ),
  }))
}

/** Which of these things something has happened to after the event named with each. */
export async function touchedSince(
  db: Db,
  kind: string,
  things: { id: number | string; event: number }[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    SELECT t.id FROM unnest(${things.map(({ id }) => String(id))}::text[], ${things.map(({ event }) => event)}::bigint[]) AS t (id, event)
    WHERE EXISTS (SELECT FROM platform.event AS e
      WHERE e.subject_kind = ${kind} AND e.subject_id = t.id AND e.id > t.event)`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

/** When something happened last to each of these things, leaving out events of these names; nothing for the others. */
export async function lastHappened(
  db: Db,
  kind: string,
  ids: string[],
  except: string[] = [],
): Promise<Map<string, Date>> {
  if (!ids.length) return new Map()
  const { rows } = await sql<{ id: string; at: Date }>`
    SELECT t.id, e.at FROM unnest(${ids}::text[]) AS t (id) CROSS JOIN LATERAL (
      SELECT at FROM platform.event
      WHERE subject_kind = ${kind} AND subject_id = t.id AND name <> ALL(${except}::text[])
      ORDER BY id DESC LIMIT 1) AS e`.execute(db)
  return new Map(rows.map(({ id, at }) => [id, at]))
}

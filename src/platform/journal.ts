import { sql } from "kysely"
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
  by: "user" | "system" | "visitor"
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
  const events = await db
    .selectFrom("platform.event as e")
    .leftJoin("platform.app_user as u", "u.id", "e.user_id")
    .select(["e.id", "e.name", "e.at", "e.actor_kind as by", "u.name as userName", "e.payload"])
    .where("e.subject_kind", "=", subject.kind)
    .where("e.subject_id", "=", String(subject.id))
    .where("e.id", "<", before)
    .orderBy("e.id", "desc")
    .limit(limit)
    .execute()
  if (!events.length) return []
  const values = await db
    .selectFrom("platform.event_value")
    .select(["event_id", "field", "before", "after"])
    .where("event_id", "=", sql<number>`ANY(${events.map((e) => e.id)})`)
    .execute()
  const byEvent = Map.groupBy(values, (v) => v.event_id)
  return events.map((e) => ({
    ...e,
    changes: (byEvent.get(e.id) ?? []).map(({ event_id: _, ...change }) => change),
  }))
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

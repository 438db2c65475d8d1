import { sql } from "kysely"
import type { z } from "zod"
import type { Actor } from "#platform/actor.ts"
import type { Db, Tx } from "#platform/db.ts"
import { deliveriesOf } from "#platform/webhooks/delivery/queue-deliveries.ts"
import "#platform/tables.ts"

/**
 * What a kind of event carries: ids and names of fields only, and one sentence of documentation.
 * `open` names the fields whose old and new values everybody may read in the journal; the others are for the staff.
 */
export type EventSpec = { payload: z.ZodType; doc: string; open?: string[] }

/** An old and a new value of one field. With `personId` it belongs to a person and goes when the person is erased. */
export type Change = { field: string; before?: unknown; after?: unknown; personId?: string }

export type Announcement = {
  name: string
  /** What it happened to; the journal of that thing shows it. */
  subject: { kind: string; id: number | string }
  payload?: Record<string, unknown>
  changes?: Change[]
}

export type StoredEvent = {
  id: number
  name: string
  at: Date
  subjectKind: string
  subjectId: string
  userId: string | null
  payload: Record<string, unknown>
}

/** Names of events that somebody reacts to, with their reactions; filled once when the application is built. */
export type Listeners = Map<string, string[]>

const sameValue = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The fields that differ between two records, as changes. */
export function changesBetween<T extends object>(before: Partial<T>, after: T, fields: (keyof T & string)[]): Change[] {
  return fields
    .filter((f) => !sameValue(before[f], after[f]))
    .map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null }))
}

/**
 * Writes an event in the transaction that caused it and queues one job per reaction.
 * Values of fields go to a table of their own, where those of a person can be erased.
 */
export async function announce(
  tx: Tx,
  listeners: Listeners,
  who: { actor: Actor; at: Date },
  event: Announcement,
): Promise<number> {
  const { id } = await tx
    .insertInto("platform.event")
    .values({
      name: event.name,
      at: who.at,
      actor_kind: who.actor.kind,
      user_id: who.actor.kind === "user" ? who.actor.userId : null,
      subject_kind: event.subject.kind,
      subject_id: String(event.subject.id),
      payload: JSON.stringify(event.payload ?? {}),
    })
    .returning("id")
    .executeTakeFirstOrThrow()
  if (event.changes?.length)
    await tx
      .insertInto("platform.event_value")
      .values(
        event.changes.map((c) => ({
          event_id: id,
          field: c.field,
          before: JSON.stringify(c.before ?? null),
          after: JSON.stringify(c.after ?? null),
          person_id: c.personId ?? null,
        })),
      )
      .execute()
  for (const reaction of listeners.get(event.name) ?? [])
    await sql`SELECT graphile_worker.add_job('reaction', ${JSON.stringify({ event: id, reaction })}::json)`.execute(tx)
  const { made, queued } = deliveriesOf({ ids: [id], names: [event.name], at: who.at })
  // Every process drops the pages that it keeps for visitors once this is committed; webhooks get what they subscribed to.
  await sql`WITH ${made} SELECT pg_notify('farvater_changed', ${event.name}), ${queued}`.execute(tx)
  return id
}

/** An event by its number, for the reactions to it; undefined when there is none. */
export async function loadEvent(db: Db, id: number): Promise<StoredEvent | undefined> {
  const row = await db.selectFrom("platform.event").selectAll().where("id", "=", id).executeTakeFirst()
  return (
    row && {
      id: row.id,
      name: row.name,
      at: row.at,
      subjectKind: row.subject_kind,
      subjectId: row.subject_id,
      userId: row.user_id,
      payload: row.payload,
    }
  )
}

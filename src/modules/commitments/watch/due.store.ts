import { type RawBuilder, sql } from "kysely"
import type { Db } from "#platform/db.ts"
import type { Alarm, WatchedDay } from "./watch.ts"
import "../tables.ts"
import "./tables.ts"

export type Due = {
  id: number
  recipientId: number
  itemId: number
  resolutionId: number
  territoryId: number | null
  wording: string
  alarm: Alarm
  stage: "asked" | "received" | "accepted"
  /** The day from which it is counted: asked or last talked about, considered until, the term, taken into work. */
  since: string
  /** The term that is the matter; null where it is not. */
  termOn: string | null
  /** When we last wrote about the same, by hand or not. */
  lastOn: string | null
  /** Due for a reminder by the rule, for a letter to the head. */
  remind: boolean
  escalate: boolean
}

export type Within = {
  /** Resolutions that nobody is written about: examples. */
  except: number[]
  recipients?: number[]
  resolutionId?: number | undefined
  partyId?: number | undefined
  territories?: number[] | undefined
}

/** Where each alarm begins, in the words of the partial indexes of `request`. `from_day` is what `since` grows from. */
const alarmed = (day: WatchedDay): Record<Alarm, { where: RawBuilder<unknown>; from: RawBuilder<unknown> }[]> => {
  const silentSince = sql`(${day.day}::date - ${day.silentDays}::int)`
  return {
    silent: [
      { where: sql`r.stage = 'asked' AND r.asked_on <= ${silentSince}`, from: sql`r.asked_on` },
      { where: sql`r.stage = 'received' AND r.considered_until <= ${day.before}::date`, from: sql`r.considered_until` },
    ],
    soon: [
      {
        where: sql`r.stage = 'accepted' AND r.term_on > ${day.before}::date
          AND r.term_on <= (${day.day}::date + ${day.soonDays}::int)`,
        from: sql`r.term_on`,
      },
    ],
    overdue: [{ where: sql`r.stage = 'accepted' AND r.term_on <= ${day.before}::date`, from: sql`r.term_on` }],
    no_term: [
      {
        where: sql`r.stage = 'accepted' AND r.term_on IS NULL AND r.term = '' AND r.asked_on <= ${silentSince}`,
        from: sql`r.taken_on`,
      },
    ],
  }
}

const columns = sql`r.id, r.recipient_id, r.item_id, r.resolution_id, r.territory_id, r.wording, r.stage`
const isTheMatter = (alarm: Alarm) => alarm === "soon" || alarm === "overdue"

/** Requests of one alarm whose addressee has the word: nothing of theirs waits for us, and their link lives. */
function candidates(day: WatchedDay, alarm: Alarm, within: Within, first?: number) {
  const parts = alarmed(day)[alarm].map(
    ({ where, from }) => sql`
      SELECT ${columns}, ${sql.lit(alarm)} AS alarm, ${from} AS from_day,
        ${isTheMatter(alarm) ? sql`r.term_on` : sql`NULL::date`} AS term_on
      FROM commitments.request r
      WHERE ${where} AND r.resolution_id <> ALL(${within.except}::bigint[])
        AND NOT EXISTS (SELECT FROM commitments.recipient p
          WHERE p.id = r.recipient_id AND p.revoked_at IS NOT NULL)
        AND NOT EXISTS (SELECT FROM commitments.act w
          WHERE w.request_id = r.id AND w.needs_word AND w.settled_by IS NULL)
        ${within.recipients ? sql`AND r.recipient_id = ANY(${within.recipients}::bigint[])` : sql``}
        ${within.resolutionId ? sql`AND r.resolution_id = ${within.resolutionId}` : sql``}
        ${within.partyId ? sql`AND r.party_id = ${within.partyId}` : sql``}
        ${within.territories ? sql`AND r.territory_id = ANY(${within.territories}::bigint[])` : sql``}
        ${
          first
            ? sql`AND NOT EXISTS (SELECT FROM commitments.reminder m WHERE m.recipient_id = r.recipient_id
                AND m.kind = 'reminder' AND m.on_day = ${day.day}::date)
              ORDER BY from_day, r.id LIMIT ${first}`
            : sql``
        }`,
  )
  return sql.join(
    parts.map((part) => sql`(${part})`),
    sql` UNION ALL `,
  )
}

/** What was found, with what was said and sent about each. `asked`: everything that is alarming, or only what the rule sends. */
async function judged(db: Db, day: WatchedDay, found: RawBuilder<unknown>, byRule: boolean): Promise<Due[]> {
  const { silentDays, repeatDays, escalateDays } = day
  const ago = (days: number) => sql`(${day.day}::date - ${days}::int)`
  const { rows } = await sql<Due>`
    SELECT * FROM (
      SELECT c.id, c.recipient_id AS "recipientId", c.item_id AS "itemId", c.resolution_id AS "resolutionId",
        c.territory_id AS "territoryId", c.wording, c.alarm, c.stage, c.since, c.term_on AS "termOn",
        last.same AS "lastOn",
        last.same IS NULL OR CASE c.alarm
          WHEN 'silent' THEN last.same < c.since OR last.same <= ${ago(silentDays)}
          WHEN 'soon' THEN false
          ELSE last.same <= ${ago(repeatDays)} END AS remind,
        c.alarm IN ('silent', 'overdue') AND c.since <= ${ago(escalateDays)}
          AND (last.told IS NULL OR last.told <= ${ago(repeatDays)}) AS escalate
      FROM (
        SELECT f.*, CASE WHEN f.stage = 'asked' OR f.alarm = 'no_term'
          THEN greatest(f.from_day, (SELECT max(a.on_day) FROM commitments.act a WHERE a.request_id = f.id))
          ELSE f.from_day END AS since
        FROM (${found}) f
      ) c
      CROSS JOIN LATERAL (
        SELECT max(m.on_day) FILTER (WHERE m.kind = 'reminder') AS same,
          max(m.on_day) FILTER (WHERE m.kind = 'escalation') AS told
        FROM commitments.reminded m
        WHERE m.request_id = c.id AND m.alarm = c.alarm AND m.term_on IS NOT DISTINCT FROM c.term_on
      ) last
      WHERE NOT (c.stage = 'asked' OR c.alarm = 'no_term') OR c.since <= ${ago(silentDays)}
    ) j ${byRule ? sql`WHERE j.remind OR j.escalate` : sql``}
    ORDER BY "recipientId", id`.execute(db)
  return rows
}

/** All requests that the rule sends letters about on a day; `within.recipients` for those of some. By recipient. */
export const dueByRule = (db: Db, day: WatchedDay, within: Within): Promise<Due[]> => {
  const every = (["silent", "soon", "overdue", "no_term"] as const).map((alarm) => candidates(day, alarm, within))
  return judged(db, day, sql.join(every, sql` UNION ALL `), true)
}

/**
 * Requests of one alarm, whenever we last wrote about them, for a letter by hand. By recipient.
 * @param first the oldest so many, of recipients that were not reminded today; all when absent
 */
export const dueByHand = (db: Db, day: WatchedDay, alarm: Alarm, within: Within, first?: number): Promise<Due[]> =>
  judged(db, day, sql`(${candidates(day, alarm, within, first)})`, false)

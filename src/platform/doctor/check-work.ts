import type pg from "pg"
import { type Finding, ok, warn } from "./finding.ts"

type Facts = { waiting: number; late: number; given_up: number; held: number; from_future: boolean }

/** Whether the queue is being worked off, and whether time has gone backwards. The tables must be there. */
export async function checkWork(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<Facts>(`
    SELECT count(*) FILTER (WHERE attempts < max_attempts)::int AS waiting,
      count(*) FILTER (WHERE attempts < max_attempts AND locked_at IS NULL AND run_at < now() - interval '10 minutes')::int AS late,
      count(*) FILTER (WHERE attempts >= max_attempts)::int AS given_up,
      count(*) FILTER (WHERE locked_at < now() - interval '4 hours')::int AS held,
      (SELECT max(at) > now() + interval '5 minutes' FROM platform.event) AS from_future
    FROM graphile_worker.jobs`)
  const { waiting, late, given_up, held, from_future } = rows[0]!
  const found: Finding[] = []
  if (late)
    found.push(
      warn(
        `Jobs: ${late} have waited for over 10 minutes`,
        "No worker is running, or it cannot keep up: start the server or a worker.",
      ),
    )
  if (held)
    found.push(
      warn(
        `Jobs: ${held} have been held by one worker for over 4 hours`,
        "If that worker is dead, they go on by themselves; see its log.",
      ),
    )
  if (given_up)
    found.push(
      warn(
        `Jobs: ${given_up} were given up after many attempts`,
        "See the log for the reason, mend it and start the server again.",
      ),
    )
  if (from_future)
    found.push(warn("Clock: the journal holds entries from the future", "The clock was set back: check NTP."))
  return found.length ? found : [ok(`Jobs: ${waiting} waiting, none stuck`)]
}

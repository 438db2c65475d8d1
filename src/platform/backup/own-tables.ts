import type { ClientBase } from "pg"

/** A table as it is copied: "schema.table" and its columns, less those that the database computes itself. */
export type OwnTable = { name: string; columns: string[] }

/**
 * Left out of a backup. Of the migrations the archive has a list; a session or a half-done sign-in that was ended
 * after the backup must not come alive again; a throttle has forgotten everything by then.
 */
const leftOut = new Set([
  "platform.migration",
  "platform.migration_lock",
  "platform.session",
  "platform.sign_in_step",
  "platform.challenge",
  "platform.outside_errand",
  "platform.outside_arrival",
  "platform.throttle",
])

/** All tables of these schemas that belong into a backup; one that refers to others comes after them. */
export async function ownTables(client: ClientBase, schemas: string[]): Promise<OwnTable[]> {
  const { rows } = await client.query<OwnTable & { refers: string[] }>(
    `SELECT format('%s.%s', n.nspname, c.relname) AS name,
       array(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       array(SELECT format('%s.%s', rn.nspname, r.relname) FROM pg_constraint k
         JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
         WHERE k.conrelid = c.oid AND k.contype = 'f' AND r.oid <> c.oid) AS refers
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname = ANY ($1) ORDER BY 1`,
    [schemas],
  )
  const waiting = rows.filter((row) => !leftOut.has(row.name))
  const ordered: OwnTable[] = []
  while (waiting.length) {
    const next = waiting.findIndex((t) => !t.refers.some((other) => waiting.some((w) => w !== t && w.name === other)))
    if (next === -1) throw new Error(`tables refer to one another in a ring: ${waiting.map((t) => t.name).join(", ")}`)
    const { name, columns } = waiting.splice(next, 1)[0]!
    ordered.push({ name, columns })
  }
  return ordered
}

/** Numbers that have been given out: the next ones must not repeat them. */
export async function ownSequences(client: ClientBase, schemas: string[]): Promise<Record<string, number>> {
  const { rows } = await client.query<{ name: string; last: number }>(
    `SELECT format('%s.%s', schemaname, sequencename) AS name, last_value AS last FROM pg_sequences
     WHERE schemaname = ANY ($1) AND last_value IS NOT NULL ORDER BY 1`,
    [schemas],
  )
  return Object.fromEntries(rows.map(({ name, last }) => [name, last]))
}

export const quoted = (name: string) =>
  name
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".")

/** The waiting jobs, as a table of the archive: the queue's own tables change with its release. */
export const jobsTable: OwnTable = {
  name: "graphile_worker.jobs",
  columns: ["task", "queue", "payload", "run_at", "priority", "max_attempts", "key"],
}
export const jobsQuery = `
  SELECT t.identifier, q.queue_name, j.payload, j.run_at, j.priority, j.max_attempts, j.key
  FROM graphile_worker._private_jobs j
  JOIN graphile_worker._private_tasks t ON t.id = j.task_id
  LEFT JOIN graphile_worker._private_job_queues q ON q.id = j.job_queue_id
  WHERE j.attempts < j.max_attempts ORDER BY j.id`

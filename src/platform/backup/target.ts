import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from "kysely"
import type pg from "pg"
import type { Db, Tables, Tx } from "#platform/db.ts"
import { ownTables, quoted } from "./own-tables.ts"

/** A query builder over one connection that somebody else opens and closes. */
export function over(client: pg.Client): Db {
  const lent = { query: client.query.bind(client) as PostgresPoolClient["query"], release() {} }
  const pool = { connect: async () => lent, end: async () => {}, options: {} }
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * Whether anybody has used this database: whoever did left an event, an account or the like in the platform's tables.
 * Rows that migrations of modules put into theirs are nobody's.
 */
export async function holdsData(client: pg.Client, schemas: string[]): Promise<boolean> {
  for (const { name } of await ownTables(client, schemas)) {
    if (!name.startsWith("platform.")) continue
    const { rows } = await client.query(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)
    if (rows.length) return true
  }
  return false
}

/** Processes of ours that work on this database beside us. */
export async function othersAtWork(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'farvater%'`,
  )
  return rows[0]!.n
}

/**
 * Lets rows in as they were: no trigger counts them again or forbids them. Whoever may sets references aside, too;
 * otherwise they are checked, which the order of tables allows. @returns how to undo it
 */
export async function quietTriggers(tx: Tx, tables: string[]): Promise<() => Promise<void>> {
  const { rows } = await sql<{ may: boolean }>`
    SELECT has_parameter_privilege(current_user, 'session_replication_role', 'SET') AS may`.execute(tx)
  if (rows[0]?.may) {
    await sql`SET LOCAL session_replication_role = replica`.execute(tx)
    return async () => void (await sql`SET LOCAL session_replication_role = origin`.execute(tx))
  }
  const all = async (deed: "DISABLE" | "ENABLE") => {
    for (const table of tables) await sql.raw(`ALTER TABLE ${quoted(table)} ${deed} TRIGGER USER`).execute(tx)
  }
  await all("DISABLE")
  return () => all("ENABLE")
}

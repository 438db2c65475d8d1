import type pg from "pg"
import { type Finding, fail, ok, warn } from "./finding.ts"

type Facts = {
  version: string
  number: number
  encoding: string
  may_create: boolean
  trgm: boolean
  icu: boolean
  fsync: string
  full_pages: string
  commits: string
  free_connections: number
  now: Date
}

const facts = `
  SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
    current_setting('server_encoding') AS encoding,
    has_database_privilege(current_database(), 'CREATE') AS may_create,
    EXISTS (SELECT 1 FROM pg_available_extensions WHERE name = 'pg_trgm') AS trgm,
    EXISTS (SELECT 1 FROM pg_collation WHERE collname = 'ru-x-icu') AS icu,
    current_setting('fsync') AS fsync, current_setting('full_page_writes') AS full_pages,
    current_setting('synchronous_commit') AS commits,
    current_setting('max_connections')::int - (SELECT count(*)::int FROM pg_stat_activity) AS free_connections,
    clock_timestamp() AS now`

/** What the server must be and have, whether or not our tables are there. */
export async function checkServer(client: pg.Client): Promise<Finding[]> {
  const asked = Date.now()
  const f = (await client.query<Facts>(facts)).rows[0]!
  const found = [
    f.number >= 150000
      ? ok(`Database: PostgreSQL ${f.version}`)
      : fail(`Database: PostgreSQL ${f.version} is too old`, "Farvater needs 15 or newer."),
    clock(f.now.getTime() - (asked + Date.now()) / 2),
  ]
  if (f.encoding !== "UTF8")
    found.push(
      fail(
        `The database's encoding is ${f.encoding}`,
        "Create it anew: CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0.",
      ),
    )
  if (!f.may_create)
    found.push(fail("Our user may not create schemas in the database", "Run there: GRANT CREATE ON DATABASE … TO …"))
  found.push(
    f.trgm
      ? ok("Extension pg_trgm")
      : fail("The extension pg_trgm is missing", "Install it on the server (Debian: the package postgresql-contrib)."),
  )
  found.push(
    f.icu
      ? ok("Russian order (ru-x-icu)")
      : fail("The collation ru-x-icu is missing", "Use a PostgreSQL that is built with ICU."),
  )
  found.push(
    f.fsync === "on" && f.full_pages === "on"
      ? ok("Data reach the disk (fsync)")
      : fail(
          "fsync or full_page_writes is off: a loss of power destroys the database",
          "Turn both on in the server's settings.",
        ),
  )
  if (f.commits === "off")
    found.push(
      warn("synchronous_commit is off: the last second is lost with the power", "Turn it on in the server's settings."),
    )
  if (f.free_connections < 15)
    found.push(
      warn(
        `The database has only ${f.free_connections} connections left`,
        "Raise max_connections: each process of ours takes up to 15.",
      ),
    )
  return found
}

/** @param ahead by how many milliseconds the database's clock is ahead of ours */
function clock(ahead: number): Finding {
  const seconds = Math.round(Math.abs(ahead) / 1000)
  const what = `the clocks of this machine and of the database differ by ${seconds} s`
  if (seconds > 60) return fail(`Clock: ${what}`, "Set both by NTP: deadlines and codes depend on them.")
  return seconds > 2 ? warn(`Clock: ${what}`, "Set both by NTP.") : ok(`Clock: ${new Date().toISOString()}`)
}

/** Whether the tables are those of this release. @param own names of all migrations of this release */
export async function checkMigrations(client: pg.Client, own: string[]): Promise<Finding> {
  const { rows: there } = await client.query("SELECT to_regclass('platform.migration') IS NOT NULL AS there")
  if (!there[0].there) return warn("The database is empty", "It is set up at the first start, or by: farvater migrate")
  const { rows } = await client.query<{ name: string }>("SELECT name FROM platform.migration")
  const applied = rows.map((row) => row.name)
  const unknown = applied.filter((name) => !own.includes(name))
  if (unknown.length)
    return fail(
      `The database belongs to a newer release (${unknown[0]})`,
      "Start that release, or restore a backup of this one.",
    )
  const waiting = own.filter((name) => !applied.includes(name))
  return waiting.length
    ? warn(`${waiting.length} migrations are waiting`, "They are made at the next start, or by: farvater migrate")
    : ok(`Tables: all ${own.length} migrations`)
}

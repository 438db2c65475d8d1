import { createHash } from "node:crypto"
import { type Compilable, type CompiledQuery, Kysely, PostgresDialect, type Transaction } from "kysely"
import pg from "pg"

/**
 * All tables, named "schema.table". Each module adds its own by declaration merging:
 *
 * @example declare module "#platform/db.ts" { interface Tables { "registry.organisation": OrganisationTable } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: modules merge into it
export interface Tables {}

export type Db = Kysely<Tables>
/** Writes take a transaction, so a write outside of one does not compile. */
export type Tx = Transaction<Tables>

// Identifiers of our own tables stay far below 2^53; dates without time stay text and never shift with a zone.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)
pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value)

const names = new Map<string, string>()
function nameOf(text: string): string {
  let name = names.get(text)
  if (!name) {
    name = createHash("sha1").update(text).digest("base64url")
    if (names.size < 2000) names.set(text, name)
  }
  return name
}

/** Sends every parameterised statement by name, so that PostgreSQL plans it once per connection. */
class NamingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: pg overloads query() eight ways
  override query(config: any, values?: any, callback?: any): any {
    if (typeof config === "string" && Array.isArray(values) && config.length < 8000)
      return super.query({ name: nameOf(config), text: config, values }, callback)
    return super.query(config, values, callback)
  }
}

/**
 * Opens a pool of connections.
 *
 * @param url a postgres:// address; @param size at most so many connections
 * @returns the query builder; `destroy()` closes the pool
 */
export function connect(url: string, size = 10): Db {
  const pool = new pg.Pool({ connectionString: url, max: size, Client: NamingClient, application_name: "farvater" })
  // A connection that breaks is thrown away by the pool, and its query fails; without listeners, for one that is idle
  // and one that is in use between two queries, it would end the process.
  pool.on("error", () => {})
  pool.on("connect", (client) => client.on("error", () => {}))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/**
 * A query by one value that visitors ask all the time: made into SQL at its first use, sent with other values after
 * that. Making it takes about as long as PostgreSQL takes to answer it.
 *
 * @example const byId = prepared((db, id: number) => db.selectFrom("registry.party").selectAll().where("id", "=", id))
 */
export function prepared<O, V>(make: (db: Db, value: V) => Compilable<O>): (db: Db, value: V) => Promise<O[]> {
  const slot = Symbol("value") as V
  let query: CompiledQuery<O> | undefined
  return async (db, value) => {
    query ??= make(db, slot).compile()
    const parameters = query.parameters.map((one) => (one === slot ? value : one))
    return (await db.executeQuery<O>({ ...query, parameters })).rows
  }
}

import { randomUUID } from "node:crypto"
import pg from "pg"
import { inject } from "vitest"

declare module "vitest" {
  interface ProvidedContext {
    /** Where `test/global-setup.ts` answers with the address of the server and the name of the migrated template. */
    databaseBroker: string
    /** A folder that goes when the run ends. */
    scratch: string
  }
}

let server: Promise<{ url: string; template: string }> | undefined

/** The server of this run: started, and its template migrated, when the first test asks for it. */
export function testServer(): Promise<{ url: string; template: string }> {
  server ??= fetch(inject("databaseBroker")).then(async (answer) => {
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as { url: string; template: string }
  })
  return server
}

/**
 * A migrated database of its own, cloned from the template in a few dozen milliseconds.
 *
 * @example const { url, drop } = await freshDatabase(); afterAll(drop)
 */
export async function freshDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const { url, template } = await testServer()
  const name = `test_${randomUUID().replaceAll("-", "").slice(0, 16)}`
  await execute(url, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  return { url: databaseUrl(url, name), drop: () => execute(url, `DROP DATABASE ${name} WITH (FORCE)`) }
}

/** The address of another database on the same server. */
export function databaseUrl(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

/** Runs one statement on a connection of its own. */
export async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement).finally(() => client.end())
}

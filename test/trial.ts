import { chmodSync, mkdtempSync } from "node:fs"
import { rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import pg from "pg"
import { onTestFinished } from "vitest"

/** A log that says nothing. */
export const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** A folder that is removed when the test is over. */
export function trialFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), "farvater-trial-"))
  chmodSync(folder, mode)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Runs one statement on a connection of its own and returns its rows as arrays. */
export async function ask(url: string, statement: string, values: unknown[] = []): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url })
  client.on("error", () => {})
  await client.connect()
  const { rows } = await client.query({ text: statement, values, rowMode: "array" }).finally(() => client.end())
  return rows
}

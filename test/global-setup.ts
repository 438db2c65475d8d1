import { chmod, mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import { startEmbedded } from "#platform/embedded/start.ts"
import { databaseUrl, execute } from "./database.ts"

const quiet = { debug: () => {}, info: () => {}, warn: console.warn, error: console.error }

/**
 * One PostgreSQL for the whole run: TEST_DATABASE_URL, or an embedded one in a temporary folder. It starts when the
 * first test asks over HTTP for its address, so a run without a database pays nothing.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const closing: (() => Promise<unknown>)[] = []
  let server: Promise<{ url: string; template: string }> | undefined
  const broker = createServer((_, answer) => {
    server ??= startServer(closing)
    server.then(
      (found) => answer.end(JSON.stringify(found)),
      (error) => answer.writeHead(500).end(String(error?.stack ?? error)),
    )
  })
  await new Promise<void>((done) => broker.listen(0, "127.0.0.1", done))
  project.provide("databaseBroker", `http://127.0.0.1:${(broker.address() as { port: number }).port}`)
  // Worker processes end without a chance to tidy up: what they leave lies in one place.
  const scratch = await mkdtemp(join(tmpdir(), "farvater-run-"))
  await chmod(scratch, 0o711)
  closing.push(() => rm(scratch, { recursive: true, force: true }))
  project.provide("scratch", scratch)
  return async () => {
    broker.close()
    await server?.catch(() => {})
    for (const close of closing.reverse()) await close()
  }
}

async function startServer(closing: (() => Promise<unknown>)[]): Promise<{ url: string; template: string }> {
  const url = process.env.TEST_DATABASE_URL ?? (await startTemporary(closing))
  const { migrateUrl } = await import("../src/setup.ts") // late: tests without a database do not wait for it
  const template = `farvater_template_${process.pid}`
  await execute(url, `CREATE DATABASE ${template}`)
  closing.push(() => execute(url, `DROP DATABASE IF EXISTS ${template} WITH (FORCE)`))
  await migrateUrl(databaseUrl(url, template))
  return { url, template }
}

async function startTemporary(closing: (() => Promise<unknown>)[]): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), "farvater-test-"))
  closing.push(() => rm(dataDir, { recursive: true, force: true }))
  await chmod(dataDir, 0o755)
  const { url, stop } = await startEmbedded({ dataDir, log: quiet, fsync: false })
  closing.push(stop)
  return url
}

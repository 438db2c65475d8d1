import { mkdirSync } from "node:fs"
import { resolve } from "node:path"
import { type Config, readConfig } from "#platform/config.ts"
import { lockDataDir } from "#platform/embedded/lock.ts"
import { startEmbedded } from "#platform/embedded/start.ts"
import { openLog } from "#platform/log.ts"
import type { Services } from "#platform/services.ts"
import { makeServices, migrateUrl } from "../setup.ts"

export type Opened = { config: Config; url: string; services: Services; close(): Promise<void> }

/**
 * Reads the settings, starts or finds the database, migrates it and makes the services.
 * `close()` undoes all of it in the opposite order.
 */
export async function open(): Promise<Opened> {
  const read = readConfig(process.env)
  const config = { ...read, DATA_DIR: resolve(read.DATA_DIR) }
  mkdirSync(config.DATA_DIR, { recursive: true })
  if (config.DATABASE_URL) {
    await migrateUrl(config.DATABASE_URL)
    const services = makeServices(config, config.DATABASE_URL)
    return { config, url: config.DATABASE_URL, services, close: () => services.db.destroy().catch(() => {}) }
  }
  const release = await lockDataDir(config.DATA_DIR)
  const database = await startEmbedded({ dataDir: config.DATA_DIR, log: openLog(config.LOG_LEVEL) })
  await migrateUrl(database.url)
  const services = makeServices(config, database.url)
  return {
    config,
    url: database.url,
    services,
    async close() {
      await services.db.destroy().catch(() => {})
      await database.stop()
      await release()
    },
  }
}

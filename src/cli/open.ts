import { mkdirSync } from "node:fs"
import { resolve } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Config, readConfig } from "#platform/config.ts"
import { AlreadyRunning, lockDataDir } from "#platform/embedded/lock.ts"
import { findEmbedded, startEmbedded } from "#platform/embedded/start.ts"
import { openLog } from "#platform/log.ts"
import type { Services } from "#platform/services.ts"
import { makeServices, migrateUrl, pendingAt } from "../setup.ts"
import { CliFailure } from "./failure.ts"

/** A reachable database: ours, or one that a running server keeps. `close()` leaves it as it was found. */
export type OpenedDatabase = { config: Config; url: string; attached: boolean; close(): Promise<void> }
export type Opened = OpenedDatabase & { services: Services }

/** How long a server that holds the folder may take until its database answers, in milliseconds. */
const patience = 20_000

/** The settings, with DATA_DIR made absolute. */
export function readSettings(): Config {
  const config = readConfig(process.env)
  return { ...config, DATA_DIR: resolve(config.DATA_DIR) }
}

/**
 * Starts the database of the settings or, with `attach`, uses the one of a server that runs in the same folder.
 * @throws AlreadyRunning when the folder is taken and `attach` is not wished; EmbeddedFailure
 */
export async function openDatabase(config: Config, { attach = false } = {}): Promise<OpenedDatabase> {
  if (config.DATABASE_URL) return { config, url: config.DATABASE_URL, attached: true, close: async () => {} }
  mkdirSync(config.DATA_DIR, { recursive: true })
  for (const end = Date.now() + patience; ; await sleep(100)) {
    try {
      return await startOwn(config, attach ? 0 : undefined)
    } catch (err) {
      if (!attach || !(err instanceof AlreadyRunning)) throw err
      const url = findEmbedded(config.DATA_DIR)
      if (url) return { config, url, attached: true, close: async () => {} }
      if (Date.now() > end) throw err // taken, and yet there is no database
    }
  }
}

async function startOwn(config: Config, wait?: number): Promise<OpenedDatabase> {
  const release = await lockDataDir(config.DATA_DIR, wait)
  try {
    const database = await startEmbedded({ dataDir: config.DATA_DIR, log: openLog(config.LOG_LEVEL) })
    const close = () => database.stop().then(release)
    return { config, url: database.url, attached: false, close }
  } catch (err) {
    await release()
    throw err
  }
}

/**
 * Reads the settings, starts or finds the database, migrates it and makes the services.
 * `close()` undoes all of it in the opposite order.
 * @param options attach: work beside a server that runs in the same folder, as long as it is of the same version
 */
export async function open(options: { attach?: boolean } = {}): Promise<Opened> {
  const database = await openDatabase(readSettings(), options)
  const { config, url } = database
  try {
    if (!database.attached || config.DATABASE_URL) await migrateUrl(url)
    else if ((await pendingAt(url)).length)
      throw new CliFailure(
        "The server that is running is of an older version: stop it and start it again, then repeat.",
      )
    const services = makeServices(config, url)
    return {
      ...database,
      services,
      close: () =>
        services.db
          .destroy()
          .catch(() => {})
          .then(database.close),
    }
  } catch (err) {
    await database.close()
    throw err
  }
}

import { mkdirSync } from "node:fs"
import { join } from "node:path"
import { systemClock } from "#platform/clock.ts"
import type { Config } from "#platform/config.ts"
import { connect } from "#platform/db.ts"
import { PageCache } from "#platform/http/cache.ts"
import { translator } from "#platform/i18n.ts"
import { migrateQueue } from "#platform/jobs.ts"
import { openLog } from "#platform/log.ts"
import { type Migrations, migrateAt, pendingMigrationsAt } from "#platform/migrate.ts"
import { secretOf } from "#platform/secret.ts"
import type { Services } from "#platform/services.ts"
import type { OutsideProvider } from "#platform/session/outside/provider.ts"
import { uiMessages } from "#ui/messages.ts"
import { outsideProviders } from "./adapters/outside-providers.ts"
import { modules } from "./modules.ts"

/** Who vouches for people by these settings. */
export const outsideOf = (config: Config): OutsideProvider[] => outsideProviders(config)

const reactions = () => modules.flatMap((m) => m.reactions ?? [])

/** Migrations of all modules. */
export const allMigrations = (): Migrations => Object.assign({}, ...modules.map((m) => m.migrations))

/** Brings a server to the newest form of all modules and of the queue. @returns what was applied now */
export async function migrateUrl(url: string): Promise<string[]> {
  await migrateQueue(url)
  return migrateAt(url, allMigrations())
}

/** Names of migrations that a server has not had yet. It is only looked at. */
export const pendingAt = (url: string): Promise<string[]> => pendingMigrationsAt(url, allMigrations())

/** The words of all modules, without anything else of the services. */
export const translatorOf = () => translator([uiMessages, ...modules.map((m) => m.messages)])

/**
 * Makes the services out of the settings and the address of a migrated database.
 * @param given replaces single services, for tests
 */
export function makeServices(config: Config, url: string, given: Partial<Services> = {}): Services {
  const filesDir = join(config.DATA_DIR, "files")
  mkdirSync(filesDir, { recursive: true })
  const listeners = new Map<string, string[]>()
  for (const { name, to } of reactions())
    for (const event of to) listeners.set(event, [...(listeners.get(event) ?? []), name])
  return {
    config,
    db: connect(url),
    clock: systemClock,
    log: openLog(config.LOG_LEVEL),
    translator: translatorOf(),
    listeners,
    cache: new PageCache(),
    modules,
    menu: modules.flatMap((m) => m.menu ?? []).sort((a, b) => a.order - b.order),
    baseUrl: config.BASE_URL ?? `http://${config.HOST.includes(":") ? `[${config.HOST}]` : config.HOST}:${config.PORT}`,
    secret: secretOf(config, config.DATA_DIR),
    filesDir,
    outside: outsideOf(config),
    ...given,
  }
}

import type { Clock } from "#platform/clock.ts"
import type { Config } from "#platform/config.ts"
import type { Db } from "#platform/db.ts"
import type { Listeners } from "#platform/events.ts"
import type { PageCache } from "#platform/http/cache.ts"
import type { Translator } from "#platform/i18n.ts"
import type { Log } from "#platform/log.ts"
import type { MenuEntry, Module } from "#platform/module.ts"
import type { OutsideProvider } from "#platform/session/outside/provider.ts"

/** What pages, jobs and the command line are given: one record, passed on as an argument. */
export type Services = {
  config: Config
  db: Db
  clock: Clock
  log: Log
  translator: Translator
  listeners: Listeners
  cache: PageCache
  modules: Module[]
  /** Entries of the main menu, in order. */
  menu: MenuEntry[]
  /** Public address without a slash at the end. */
  baseUrl: string
  /** The installation's secret: signs and encrypts what must survive a stolen database. */
  secret: string
  /** Where blobs lie. */
  filesDir: string
  /** Who else vouches for people: VK ID, Yandex ID, an OpenID Connect server; those that the settings name. */
  outside: OutsideProvider[]
}

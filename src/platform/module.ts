import type { OpenAPIHono } from "@hono/zod-openapi"
import type { Hono } from "hono"
import type { Actor } from "#platform/actor.ts"
import type { Command } from "#platform/command.ts"
import type { Tx } from "#platform/db.ts"
import type { EventSpec, StoredEvent } from "#platform/events.ts"
import type { Env } from "#platform/http/env.ts"
import type { Catalogue, Locale, MessageKey } from "#platform/i18n.ts"
import type { Migrations } from "#platform/migrate.ts"
import type { References, Unmoved } from "#platform/references/reference.ts"
import type { Services } from "#platform/services.ts"
import type { Answers, SlotFillings } from "#platform/slots.ts"
import type { Importer } from "#platform/tabular/importer.ts"
import type { IconName } from "#ui/icons.tsx"

export type Pages = Hono<Env>
export type Api = OpenAPIHono<Env>

/** What a module does when another one announces; repeated delivery does nothing. */
export type Reaction = {
  name: string
  to: string[]
  run(ctx: { tx: Tx; services: Services }, event: StoredEvent): Promise<void>
}

/**
 * Work in the background; `schedule` is a crontab line in UTC. `busy` says before each start which jobs, by the flags
 * that they were queued with, this process leaves alone for now.
 */
export type Job = {
  name: string
  schedule?: string
  busy?(): string[]
  run(services: Services, payload: unknown): Promise<void>
}

export type MenuEntry = {
  href: string
  label: MessageKey
  visible(actor: Actor): boolean
  order: number
  /** Whoever sees this entry comes here after signing in, unless on the way to another page. */
  landing?: true
  /** Whether there is anything behind it; kept with the visitors' pages. Always there when absent. */
  present?(services: Services): Promise<boolean>
}

/** Parts of the page of settings, in its order. */
export const settingGroups = ["own", "people", "data", "catalogues", "work", "mail", "programs"] as const

/** A line of the page of settings. `href`: null where there is nothing to set for this actor. */
export type SettingEntry = {
  group: (typeof settingGroups)[number]
  href: string | ((actor: Actor) => string | null)
  label: MessageKey
  icon: IconName
  visible(actor: Actor, services: Services): boolean | Promise<boolean>
}

/** All that a module brings. `src/modules.ts` lists the modules in the order of who may call whom. */
export type Module = {
  name: string
  migrations: Migrations
  messages: Record<Locale, Catalogue>
  // biome-ignore lint/suspicious/noExplicitAny: each command has its own input and answer
  commands?: Command<any, any>[]
  events?: Record<string, EventSpec>
  reactions?: Reaction[]
  jobs?: Job[]
  /** What can be imported out of a table: one for each noun. */
  importers?: Importer[]
  menu?: MenuEntry[]
  settings?: SettingEntry[]
  /** Fragments for places that pages of lower modules name. */
  slots?: SlotFillings
  /** Answers to what lower modules ask. */
  answers?: Answers
  /** Columns of its tables that name what can be merged: kind of thing → columns whose rows go with it. */
  references?: References
  /** Columns that name such a thing and whose rows do not go with it. */
  unmoved?: Unmoved[]
  pages?(app: Pages): void
  api?(app: Api): void
}

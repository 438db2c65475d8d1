import type { Actor } from "#platform/actor.ts"
import type { Locale, Say } from "#platform/i18n.ts"
import type { Saying } from "#platform/refusal.ts"
import type { Display } from "#ui/display.ts"

/** What every page is drawn with. */
export type View = {
  locale: Locale
  t: Say
  /** Says a refusal or a fault of a field. */
  explain(saying: Saying): string
  /** Address without the prefix of the language, and the query with its "?" or "". */
  path: string
  query: string
  /** Adds the prefix of the language to an address of the site. */
  href(path: string): string
  baseUrl: string
  actor: Actor
  display: Display
  /** A fresh key for a form: the same form sent twice is one deed. */
  key(): string
  menu: { href: string; label: string; current: boolean }[]
  /** One sentence about what has just been done, shown once. */
  flash?: { tone: "done" | "warn"; text: string } | undefined
  now: Date
  /** Today in the installation's time zone, YYYY-MM-DD. */
  today: string
  zone: string
}

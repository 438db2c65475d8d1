import type { Actor } from "#platform/actor.ts"
import type { Tx } from "#platform/db.ts"
import type { Announcement, Change } from "#platform/events.ts"
import type { Locale, MessageKey, Say } from "#platform/i18n.ts"
import type { Saying } from "#platform/refusal.ts"

/** What becomes of a row that finds what it is about in place: nothing, only empty fields are filled, or all given ones are written. */
export const matchings = ["skip", "fill", "overwrite"] as const
export type Matching = (typeof matchings)[number]

/** The number of a card, or its id in letters. */
export type SubjectId = number | string

/** A column that an import knows. */
export type KnownColumn = {
  key: string
  label: MessageKey
  /** In the row that the template shows. */
  example: string
  /** The template leaves it out: another column says the same. */
  spare?: true
  /** All that may stand in it, for the sheet of allowed values. */
  values?(say: Say): string[]
}

/** A row as it is taken: cells by the key of their column, trimmed; columns that the file has not are absent. */
export type GivenRow = { line: number; cells: Record<string, string> }

/**
 * What comes, or came, of a row. `keys`: what no two rows of one file may share; `marks` are left for the rows after it,
 * and a row that heeds one of them, or a key, is refused: it may be about the same.
 */
export type Taken = { line: number; label: string; keys: string[]; marks?: string[]; heeds?: string[] } & (
  | { outcome: "new" | "change"; id?: SubjectId; changes: Change[]; creates?: string; trace?: unknown }
  | { outcome: "same"; id: SubjectId }
  | { outcome: "skip"; id: SubjectId }
  | { outcome: "refused"; why: { column?: string; saying: Saying }[] }
)

export type TakeContext = {
  tx: Tx
  actor: Actor
  now: Date
  say: Record<Locale, Say>
  announce(event: Announcement): Promise<number>
  announceMany(events: Announcement[]): Promise<number[]>
  /** False while the rows are only tried: then nothing is written. */
  write: boolean
  matching: Matching
  /** What was chosen for rows that do not say themselves; "" when the importer asks for nothing. */
  assumed: string
  fileName: string
}

export type UndoContext = Omit<TakeContext, "write" | "matching" | "assumed" | "fileName">

/** What was not undone, and why; `columns` when it is some of the fields only. */
export type Kept = { line: number; why: Saying & { columns?: string[] } }

/** How one noun is imported. A module names its importers in the manifest; the pages, the jobs and the report are common. */
export type Importer = {
  /** In addresses and in the table of imports; the kind of its subject in the journal, by which fields have their words. */
  kind: string
  title: MessageKey
  /** The list that it fills. */
  home: string
  /** Where the thing of a row is. */
  addressOf(id: SubjectId): string
  /** Who may import at all; what belongs to whom is asked of each row. */
  permit(actor: Actor): boolean
  columns: KnownColumn[]
  /** Keys of columns, one of which there must be, and what is said where there is none. */
  required: { keys: string[]; missing: MessageKey }
  /**
   * Rows are data of people: only who brought the file and administrators see them, they are forgotten sooner, and
   * those of somebody who is erased are emptied at once.
   */
  personal?: true
  /** Whether the first row names the columns. */
  hasHeader(rows: string[][]): boolean
  /** Keys of columns by the words of their headings, null for what it does not know; `header` null where there is none. */
  guess(header: string[] | null, rows: string[][]): (string | null)[]
  /** A choice for rows that do not say it themselves. */
  assumed?: {
    label: MessageKey
    hint: MessageKey
    first: string
    options(say: Say): { value: string; label: string }[]
  }
  /** Judges rows and, with `write`, saves them in the transaction; each gets exactly one answer. */
  take(ctx: TakeContext, rows: GivenRow[]): Promise<Taken[]>
  /** Takes back what `take` left in `trace`, but for what was touched since. */
  undo(ctx: UndoContext, rows: { line: number; trace: unknown }[]): Promise<Kept[]>
}

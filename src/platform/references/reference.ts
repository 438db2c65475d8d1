import type { MessageKey } from "#platform/i18n.ts"
import type { Module } from "#platform/module.ts"
import type { Saying } from "#platform/refusal.ts"

/**
 * A column by which rows belong to a thing of which two can turn out to be one. A module names its own columns in its
 * manifest; `test/merging.test.ts` asks the database for those that nobody has named. The texts are SQL over `mine`, a
 * row of the one that goes, and `theirs`, a row of the one that stays.
 */
export type Reference = {
  table: string
  column: string
  /** What tells the rows of one thing apart; "id" when absent. */
  key?: string
  /** Which rows are meant, where the column alone does not say it; only over `mine`. */
  where?: string
  /** Rows that stay where they are, because the other one has the like of them. */
  unless?: string
  /** Those that stay are marked in a column `aside`, because lists reach them by another way than through their thing. */
  aside?: true
  /** Columns that are copied from the thing, because a foreign key goes over them. */
  copies?: { from: string; columns: string[] }
  /** How a preview says how many there are, with `n`. */
  counted?: MessageKey
  /** Only one of two may have such rows; else they cannot be merged, for this reason. */
  single?: { where: string; saying: Saying }
}

/** A column whose rows stay with the thing that goes, and why. */
export type Unmoved = Pick<Reference, "table" | "column"> & { why: string }

/** What a module's manifest says: kind of thing → its columns. */
export type References = Record<string, Reference[]>

/** The name of a column under which rows that were moved are remembered. */
export const nameOf = ({ table, column }: Pick<Reference, "table" | "column">): string => `${table}.${column}`

/** All columns by which rows belong to things of a kind, those of lower modules first. */
export const referencesTo = (modules: Pick<Module, "references">[], kind: string): Reference[] =>
  modules.flatMap(({ references }) => references?.[kind] ?? [])

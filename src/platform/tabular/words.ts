import type { View } from "#platform/view.ts"
import type { Tone } from "#ui/state-mark.tsx"
import type { StoredRow } from "./import.store.ts"
import type { Importer } from "./importer.ts"
import type { ImportState } from "./tables.ts"

export const tones: Record<ImportState, Tone> = {
  mapping: "draft",
  checking: "work",
  checked: "draft",
  running: "work",
  done: "done",
  undoing: "work",
  undone: "closed",
  failed: "late",
}

/** The name of a field for people; names that no column has stand as they are. */
export const columnWord = ({ t }: View, importer: Importer, key: string): string => {
  const column = importer.columns.find((one) => one.key === key)
  return column ? t(column.label) : key
}

/** Why a row was refused, line by line: «ИНН: в нём 9 цифр, а должно быть 10 или 12». */
export const whyOf = (view: View, importer: Importer, { why }: Pick<StoredRow, "why">): string[] =>
  (why ?? []).map(({ column, saying }) =>
    column ? `${columnWord(view, importer, column)}: ${view.explain(saying)}` : view.explain(saying),
  )

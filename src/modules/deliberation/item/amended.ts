import type { Amendment } from "./item.store.ts"

export type TextChange = { number: number; amendedOn: string; reason: string; before: string; after: string }

/** What amendments did to the words of one item, oldest first. */
export function textChanges(item: { id: number }, amendments: Amendment[]): TextChange[] {
  return amendments.flatMap(({ number, amendedOn, reason, changes }) =>
    changes
      .filter((c) => c.itemId === item.id && c.field === "text")
      .map(({ before, after }) => ({ number, amendedOn, reason, before, after })),
  )
}

/** The words in force today: as adopted, or as the last amendment put them. */
export const currentText = (item: { id: number; text: string }, amendments: Amendment[]): string =>
  textChanges(item, amendments).at(-1)?.after ?? item.text

/** On what personal data are processed (152-ФЗ, ст. 6, ч. 1). */
export const grounds = ["consent", "contract", "law", "public_task", "legitimate"] as const
export type Ground = (typeof grounds)[number]

/** What is said of a process, in words of the operator (152-ФЗ, ст. 18.1, ч. 1, п. 2; ст. 22, ч. 3 and 3.1). */
export const processFields = [
  "name",
  "purpose",
  "people",
  "data",
  "basis",
  "actions",
  "storage",
  "destruction",
  "access",
  "recipients",
  "crossBorder",
  "place",
  "protection",
  "responsible",
] as const
export type ProcessField = (typeof processFields)[number]
export type ProcessWords = Record<ProcessField, string> & { grounds: Ground[] }
/** One version of what is said of a process. */
export type Process = ProcessWords & {
  id: number
  process: number
  version: number
  /** The day on which it ended, YYYY-MM-DD. */
  endedOn: string | null
  /** Null: as it came with the program. */
  userId: string | null
  createdAt: Date
}
/** Without these the register says nothing. */
export const requiredFields = ["name", "purpose", "people", "data", "storage"] as const satisfies ProcessField[]

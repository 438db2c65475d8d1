import type { ColumnType, Generated } from "kysely"
import type { CardAnswer } from "#modules/registry/public.ts"

type Default<T> = ColumnType<T, T | undefined, T>

/** The last letter that asks whether a card is right; `number` is what its link is made of. */
export interface ConfirmationTable {
  number: Generated<number>
  person_id: string
  guardian_id: number | null
  generation: Default<number>
  email: string
  asked_on: string
  reminded_on: Default<string | null>
  answer: Default<CardAnswer | null>
  answered_at: Default<Date | null>
  words: Default<string>
  settled_at: Default<Date | null>
}

declare module "#platform/db.ts" {
  interface Tables {
    "people.confirmation": ConfirmationTable
  }
}

import type { ColumnType, Generated, JSONColumnType } from "kysely"

type Default<T> = ColumnType<T, T | undefined, T>
/** jsonb that may hold any value; write it through JSON.stringify. */
type Json = ColumnType<unknown, string | null, string | null>

export interface EventTable {
  id: Generated<number>
  name: string
  at: Date
  actor_kind: "user" | "system" | "visitor" | "link"
  user_id: string | null
  subject_kind: string
  subject_id: string
  payload: JSONColumnType<Record<string, unknown>>
}
export interface EventValueTable {
  event_id: number
  field: string
  before: Json
  after: Json
  person_id: string | null
}
export interface EventHandledTable {
  event_id: number
  reaction: string
  at: Default<Date>
}
export interface IdempotencyTable {
  holder: string
  key: string
  command: string
  result: Json
  at: Default<Date>
}
export interface CounterTable {
  name: string
  value: number
}

/** Whose data were erased. */
export interface ErasedPersonTable {
  person_id: string
  at: Date
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.event": EventTable
    "platform.event_value": EventValueTable
    "platform.event_handled": EventHandledTable
    "platform.idempotency": IdempotencyTable
    "platform.counter": CounterTable
    "platform.erased_person": ErasedPersonTable
  }
}

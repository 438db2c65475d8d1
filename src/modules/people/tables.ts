import type { ColumnType, Generated } from "kysely"
import type { AffiliationRole } from "./affiliation/affiliation.ts"
import type { Publishable } from "./person/fields.ts"

type Default<T> = ColumnType<T, T | undefined, T>

export interface PersonTable {
  id: Generated<string>
  /** Grows with every edit: an edit of an older version is refused. */
  version: Default<number>
  family_name: string
  given_name: Default<string>
  patronymic: Default<string>
  /** All parts of the name in one order, without case and «ё»: the order of lists, and what text is looked for in. */
  folded_name: string
  birth_on: string | null
  territory_id: number | null
  email: Default<string>
  phone: Default<string>
  /** The last ten digits of the telephone: people are found by it, however it is written. */
  phone_key: Default<string>
  address: Default<string>
  note: Default<string>
  /** Whose account this is; null for a person without one. */
  user_id: Default<string | null>
  /** The name may be shown to everybody: it is published, and the person is of age. */
  listed: Default<boolean>
  demo: Default<boolean>
  created_at: Date
}
/** What everybody may read of a person; a row goes with the consent that it rests on. */
export interface PublishedFieldTable {
  person_id: string
  field: Publishable
}
/** A person in an organisation or a body; one that ended stays. */
export interface AffiliationTable {
  id: Generated<number>
  person_id: string
  party_id: number
  role: AffiliationRole
  post: Default<string>
  from_on: string | null
  /** The last day. */
  until_on: string | null
  ended_why: Default<string>
  created_at: Date
}
/** Kept by triggers of `people.person`; `territory_id` 0 stands for none. */
export interface PersonCountTable {
  territory_id: number
  people: number
}

declare module "#platform/db.ts" {
  interface Tables {
    "people.person": PersonTable
    "people.published_field": PublishedFieldTable
    "people.affiliation": AffiliationTable
    "people.person_count": PersonCountTable
  }
}

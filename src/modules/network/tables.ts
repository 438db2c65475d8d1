import type { ColumnType, Generated } from "kysely"
import type { CentreKind } from "./centre/centre.ts"

type Default<T> = ColumnType<T, T | undefined, T>

export interface CentreTable {
  id: Generated<number>
  party_id: number
  kind: CentreKind
  /** The end of its address: /centres/slug. */
  slug: string
  territory_id: number | null
  parent_id: number | null
  about: Default<string>
  contacts: Default<string>
  opened_on: string
  closed_on: Default<string | null>
  closed_why: Default<string>
  demo: Default<boolean>
}
/** Which centre an invitation leads to, and whether it makes a head. */
export interface InvitedTable {
  invitation_id: string
  centre_id: number
  head: boolean
}
/** How somebody of the staff agreed to be named in public. */
export interface PublicNameTable {
  centre_id: number
  user_id: string
  name: string
  post: Default<string>
}
export interface CuratorTable {
  id: Generated<number>
  centre_id: number
  direction_id: number
  name: string
  post: Default<string>
  from_on: string
  /** The last day; null while it goes on. */
  until_on: Default<string | null>
}

declare module "#platform/db.ts" {
  interface Tables {
    "network.centre": CentreTable
    "network.invited": InvitedTable
    "network.public_name": PublicNameTable
    "network.curator": CuratorTable
  }
}

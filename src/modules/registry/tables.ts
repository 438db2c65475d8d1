import type { ColumnType, Generated } from "kysely"

type Default<T> = ColumnType<T, T | undefined, T>

export interface TerritoryTable {
  id: Generated<number>
  parent_id: number | null
  name: string
  kind: "region" | "municipality" | "settlement"
}
export interface PartyTable {
  id: Generated<number>
  nature: "organisation" | "body"
  kind: string
  name: string
  short_name: Default<string>
  /** Name without case, «ё», quotes and doubled spaces: one party has one name. */
  folded_name: string
  territory_id: number | null
  email: Default<string>
  phone: Default<string>
  postal_address: Default<string>
  /** Whom a letter names: "Главе администрации И. О. Фамилия". */
  letter_to: Default<string>
  site: Default<string>
  demo: Default<boolean>
  created_at: Date
}

declare module "#platform/db.ts" {
  interface Tables {
    "registry.territory": TerritoryTable
    "registry.party": PartyTable
  }
}

import type { ColumnType, Generated } from "kysely"
import type { Answer } from "./confirmation/confirmation.ts"
import type { Price, Target } from "./service-provider/service-provider.ts"
import type { StatusKind } from "./status/status.ts"

type Default<T> = ColumnType<T, T | undefined, T>

export interface TerritoryTable {
  id: Generated<number>
  parent_id: number | null
  name: string
  kind: "region" | "municipality" | "settlement"
  demo: Default<boolean>
}
export interface PartyTable {
  id: Generated<number>
  /** Grows with every edit: an edit of an older version is refused. */
  version: Default<number>
  nature: "organisation" | "body"
  kind: string
  name: string
  short_name: Default<string>
  /** Name without case, «ё», quotes and doubled spaces: one party has one name. The order of lists. */
  folded_name: string
  /** Folded name and short name: what text is looked for in. */
  search_name: string
  territory_id: number | null
  email: Default<string>
  /** Of its head: asked when the party itself is silent. */
  head_email: Default<string>
  phone: Default<string>
  postal_address: Default<string>
  /** Whom a letter names: "Главе администрации И. О. Фамилия". */
  letter_to: Default<string>
  site: Default<string>
  legal_form: Default<string>
  inn: Default<string>
  ogrn: Default<string>
  kpp: Default<string>
  ended_on: Default<string | null>
  successor_id: Default<number | null>
  /** When somebody last said that the card is right. */
  confirmed_on: Default<string | null>
  unconfirmed_on: Default<string | null>
  /** The card into which this one was merged: it is in no list, and its name and address lead there. */
  merged_into: Default<number | null>
  demo: Default<boolean>
  created_at: Date
}
/** What was merged into what, and what came over with it; one that was undone stays. */
export interface MergeTable {
  number: Generated<number>
  survivor_id: number
  merged_id: number
  user_id: string | null
  at: Date
  taken: string[]
  before: ColumnType<unknown, string, string>
  moved: ColumnType<unknown, string, string>
  undone_at: Default<Date | null>
}
/** What organisations and bodies work in. */
export interface DirectionTable {
  id: Generated<number>
  name_ru: string
  name_en: Default<string>
  folded_name: string
  position: number
  retired: Default<boolean>
}
/** Nature and folded name follow those of the party by the foreign key. */
export interface PartyDirectionTable {
  party_id: number
  direction_id: number
  nature: "organisation" | "body"
  folded_name: string
}
/** Kept by triggers of `registry.party_direction`. */
export interface DirectionCountTable {
  direction_id: number
  nature: "organisation" | "body"
  parties: number
}
/** What an organisation is recognised as; one that ended stays. */
export interface PartyStatusTable {
  id: Generated<number>
  party_id: number
  kind: StatusKind
  from_on: string | null
  /** The last day in force. */
  until_on: string | null
  proof: string
  link: Default<string>
  /** The school, college or university of a unit. */
  institution_id: number | null
  ended_why: Default<string>
  created_at: Date
}
/** What an organisation or a body says of itself to everybody. */
export interface PartyProfileTable {
  party_id: number
  version: Default<number>
  mission: Default<string>
  about: Default<string>
  public_email: Default<string>
  public_phone: Default<string>
  public_address: Default<string>
  opening_hours: Default<string>
  /** A line for each: words, then an address. */
  links: Default<string>
  logo: string | null
  logo_alt: Default<string>
  trusted: Default<boolean>
}
export interface PartyDocumentTable {
  id: Generated<number>
  party_id: number
  kind: string
  title: string
  dated_on: string | null
  audience: "public" | "staff" | "offered"
  file: string
  created_at: Date
}
/** What somebody wants changed on a card. */
export interface SuggestionTable {
  id: Generated<number>
  party_id: number
  state: Default<"waiting" | "accepted" | "partly" | "returned" | "withdrawn">
  user_id: string | null
  changes: ColumnType<{ field: string; before: string; after: string }[], string, string>
  words: Default<string>
  email: Default<string>
  remark: Default<string>
  accepted: Default<string[]>
  at: Date
  decided_at: Default<Date | null>
}
/** The last letter that asks whether a card is right. */
export interface ConfirmationTable {
  party_id: number
  generation: Default<number>
  email: string
  asked_on: string
  reminded_on: Default<string | null>
  answer: Default<Answer | null>
  answered_at: Default<Date | null>
}
export interface ConfirmationRuleTable {
  organisation_months: number
  person_months: number
}
/** Kept by triggers of `registry.party`; `territory_id` 0 stands for none. */
export interface PartyCountTable {
  nature: "organisation" | "body"
  kind: string
  territory_id: number
  parties: number
}

/** A version of the list of services; approved, it never changes. */
export interface ServiceListTable {
  number: number
  document_name: Default<string>
  document_number: Default<string>
  document_date: Default<string | null>
  link: Default<string>
  in_force_from: Default<string | null>
  version: Default<number>
  created_at: Date
  approved_at: Default<Date | null>
  demo: Default<boolean>
}
/** A service through all versions of the list. */
export interface ServiceTable {
  id: Generated<number>
  demo: Default<boolean>
}
/** What a version of the list says of a service. */
export interface ServiceEntryTable {
  list_number: number
  service_id: number
  code: string
  /** The code with its numbers widened: 1.2 stands before 1.10. */
  code_key: string
  name: string
  description: Default<string>
  version: Default<number>
}
export interface ServiceCriterionTable {
  list_number: number
  service_id: number
  position: number
  name: string
  measured: string
  how: string
  threshold: string
}
/** Nature and folded name follow those of the party by the foreign key. */
export interface ProviderTable {
  id: Generated<number>
  service_id: number
  party_id: number
  nature: "organisation" | "body"
  folded_name: string
  /** Where it serves, with all below; null is everywhere. */
  territory_id: number | null
  targets: Target[]
  price: Price
  price_note: string
  how_to_get: string
  phone: string
  address: string
  capacity: string
  from_on: string
  /** The last day. */
  until_on: string | null
  proof: string
  link: string
  current: boolean
  version: Default<number>
  created_at: Date
}
/** Kept by triggers of `registry.provider`; `territory_id` 0 is everywhere, target "" counts all. */
export interface ServiceCountTable {
  service_id: number
  territory_id: number
  target: string
  providers: number
}
/** Sites that may show the registers in a frame: scheme, host and port. */
export interface EmbeddingSiteTable {
  id: Generated<number>
  origin: string
  note: Default<string>
  created_at: Date
}

declare module "#platform/db.ts" {
  interface Tables {
    "registry.territory": TerritoryTable
    "registry.party": PartyTable
    "registry.merge": MergeTable
    "registry.party_status": PartyStatusTable
    "registry.party_profile": PartyProfileTable
    "registry.party_document": PartyDocumentTable
    "registry.suggestion": SuggestionTable
    "registry.confirmation": ConfirmationTable
    "registry.confirmation_rule": ConfirmationRuleTable
    "registry.party_count": PartyCountTable
    "registry.direction": DirectionTable
    "registry.party_direction": PartyDirectionTable
    "registry.direction_count": DirectionCountTable
    "registry.service_list": ServiceListTable
    "registry.service": ServiceTable
    "registry.service_entry": ServiceEntryTable
    "registry.service_criterion": ServiceCriterionTable
    "registry.provider": ProviderTable
    "registry.service_count": ServiceCountTable
    "registry.embedding_site": EmbeddingSiteTable
  }
}

import type { ColumnType, Generated } from "kysely"

type Default<T> = ColumnType<T, T | undefined, T>
type Json<T> = ColumnType<T, string, string>

export interface ResolutionTable {
  id: Generated<number>
  title: string
  kind: string
  held_on: string | null
  held_until: string | null
  place: Default<string>
  organiser: Default<string>
  participants_count: number | null
  territory_id: number | null
  visibility: Default<"internal" | "participants" | "open">
  item_count: Default<number>
  addressed_count: Default<number>
  closed_count: Default<number>
  source_attachment: string | null
  source_name: Default<string>
  demo: Default<boolean>
  created_by: string | null
  created_at: Date
}
export interface AdoptionTable {
  resolution_id: number
  adopted_on: string
  at: Date
  user_id: string | null
}
/** Adopted resolutions; kept by triggers. */
export interface AdoptedCountTable {
  visibility: "internal" | "participants" | "open"
  kind: string
  year: number
  resolutions: number
}
export interface DraftTable {
  resolution_id: number
  /** Grows with every edit, undo and redo: an edit of an older version is refused, never merged silently. */
  version: number
  /** The step shown now: undo moves it down, redo up. */
  step: number
  saved_at: Date
  saved_by: string | null
}
export interface DraftStepTable {
  resolution_id: number
  step: number
  edit: string
  content: Json<unknown>
}
export interface SourceTable {
  resolution_id: number
  lines: Json<unknown>
}
export interface ItemTable {
  id: Generated<number>
  resolution_id: number
  position: number
  type: "item" | "block"
  path: string
  label: string
  depth: number
  parent_id: number | null
  text: string
  force: string
  deadline: string | null
  term: Default<string>
  from_line: number | null
  to_line: number | null
  /** Of what is endorsed: what must appear; "" when nothing should. */
  expected_result: Default<string>
  /** The amendment that struck the item out. */
  removed_by: number | null
  /** The item of an earlier resolution that this one goes on with. */
  carried_from: Default<number | null>
  theme_id: Default<number | null>
}
export interface ThemeTable {
  id: Generated<number>
  name_ru: string
  name_en: Default<string>
  folded_name: string
}
export interface ClosingTable {
  item_id: number
  at: Date
  user_id: string | null
  reason: string
}
export interface DirectionTable {
  id: Generated<number>
  item_id: number
  directed_on: string
  reason: Default<string>
  at: Date
  user_id: string | null
}
export interface AddresseeTable {
  id: Generated<number>
  item_id: number
  position: number
  raw: string
  name: string
  role: "lead" | "joint" | "class"
  party_id: number | null
  direction_id: number | null
}
export interface AmendmentTable {
  id: Generated<number>
  resolution_id: number
  number: number
  amended_on: string
  reason: string
  at: Date
  user_id: string | null
}
export interface AmendmentChangeTable {
  amendment_id: number
  item_id: number
  field: "text" | "deadline" | "term" | "removed" | "added"
  before: string
  after: string
}
export interface ParticipantTable {
  id: Generated<string>
  resolution_id: number
  position: number
  name: Default<string>
  post: Default<string>
  organisation: Default<string>
}
export interface PassageTable {
  resolution_id: number
  position: number
  kind: "preamble" | "finding" | "closing" | "signature" | "unrecognised"
  tone: Default<string>
  text: string
  from_line: number | null
}
export interface KnownAddresseeTable {
  folded_raw: string
  name: string
  party_id: number | null
  at: Date
}

declare module "#platform/db.ts" {
  interface Tables {
    "deliberation.resolution": ResolutionTable
    "deliberation.adoption": AdoptionTable
    "deliberation.adopted_count": AdoptedCountTable
    "deliberation.draft": DraftTable
    "deliberation.draft_step": DraftStepTable
    "deliberation.source": SourceTable
    "deliberation.item": ItemTable
    "deliberation.theme": ThemeTable
    "deliberation.closing": ClosingTable
    "deliberation.direction": DirectionTable
    "deliberation.addressee": AddresseeTable
    "deliberation.amendment": AmendmentTable
    "deliberation.amendment_change": AmendmentChangeTable
    "deliberation.participant": ParticipantTable
    "deliberation.passage": PassageTable
    "deliberation.known_addressee": KnownAddresseeTable
  }
}

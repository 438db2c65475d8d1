import type { ColumnType, Generated } from "kysely"
import type { Stage } from "./request/request.ts"

type Default<T> = ColumnType<T, T | undefined, T>
type Json<T> = ColumnType<T, string | undefined, string>

export interface RecipientTable {
  id: Generated<number>
  resolution_id: number
  party_id: number | null
  addressee: string
  folded_addressee: string
  email: Default<string>
  /** Has an address of e-mail, or was written to on paper; kept by triggers. */
  reached: Generated<boolean>
  /** Grows when the link is replaced: older ones open nothing any more. */
  generation: Default<number>
  /** Keyed hash of the short code printed on paper. */
  code_hash: Buffer | null
  expires_at: Date
  revoked_at: Date | null
  /** Who answered last by the link: offered again, personal. */
  answerer_name: Default<string>
  answerer_post: Default<string>
  /** What was entered and not sent yet, by request. */
  drafts: Json<Record<string, Record<string, string>>>
  at: Date
}
export interface RequestTable {
  id: Generated<number>
  recipient_id: number
  item_id: number
  parent_id: number | null
  relation: "handed_over" | "part" | null
  role: "lead" | "joint"
  wording: Default<string>
  stage: Stage
  partly: Default<boolean>
  share: Default<number>
  term_on: string | null
  term: Default<string>
  considered_until: string | null
  asked_on: string
  answered_on: string | null
  taken_on: string | null
  released_on: string | null
  /** See `silentSince`. */
  silent_since: string | null
  resolution_id: number
  party_id: number | null
  territory_id: number | null
  theme_id: number | null
  year: number
  visibility: "internal" | "participants" | "open"
  /** When it was written down, which may be after the day on which it was asked. */
  at: Generated<Date>
}
export interface ActTable {
  id: Generated<number>
  request_id: number
  /** That of the request; filled by a trigger. */
  territory_id: Generated<number | null>
  kind: string
  side: "addressee" | "centre"
  on_day: string
  at: Date
  user_id: string | null
  name: Default<string>
  post: Default<string>
  channel: "site" | "link" | "paper" | "phone" | "meeting" | "email"
  evidence: Default<string>
  text: Default<string>
  term_on: string | null
  term: Default<string>
  wording: Default<string>
  until: string | null
  their_number: Default<string>
  responsible: Default<string>
  share: number | null
  links: Json<string[]>
  handed_to: number | null
  stage: Stage
  needs_word: boolean
  settles: number | null
  settled_by: number | null
}
export interface StepTable {
  id: Generated<number>
  request_id: number
  position: number
  text: string
  due_on: string | null
  done_on: string | null
  done_by: string | null
}
export interface RuleTable {
  id: Default<number>
  silent_days: Default<number>
  soon_days: Default<number>
  repeat_days: Default<number>
  escalate_days: Default<number>
  link_days: Default<number>
  automatic: Default<boolean>
  comparisons: Default<boolean>
  number_pattern: Default<string>
  /** The hour of the installation's zone from which the daily round goes. */
  send_hour: Default<number>
}
/** Kept by triggers of `commitments.request`. */
export interface FigureTable {
  dimension: "all" | "resolution" | "body" | "theme" | "territory" | "year"
  key: number
  visibility: "internal" | "participants" | "open"
  measure: "asked" | "answered" | "days" | "accepted" | "reported" | "released" | "declined" | "due"
  value: number
  requests: number
}
export type LetterItem = { path: string; label: string; text: string; deadline: string | null; term: string }
export type LetterKind = "request" | "third_body" | "reminder" | "escalation" | "report" | "reply"
export interface LetterTable {
  id: Generated<number>
  direction: Default<"out" | "in">
  kind: Default<LetterKind>
  resolution_id: number | null
  recipient_id: ColumnType<number | null, number | null | undefined, number | null>
  /** The request that a letter to a third body, or its reply, is about. */
  request_id: ColumnType<number | null, number | null | undefined, number | null>
  party_id: number | null
  addressee: string
  year: number
  number: number
  /** The number as it is printed, by the pattern of its day. */
  number_text: string
  dated: string
  channel: Default<"email" | "paper" | "both">
  mail_id: ColumnType<number | null, number | null | undefined, number | null>
  subject: Default<string>
  body: Default<string>
  their_number: Default<string>
  their_date: ColumnType<string | null, string | null | undefined, string | null>
  /** The day until which a reply is waited for. */
  awaited_until: ColumnType<string | null, string | null | undefined, string | null>
  reply_to: ColumnType<number | null, number | null | undefined, number | null>
  /** The incoming letter that answered this one. */
  replied_by: ColumnType<number | null, number | null | undefined, number | null>
  /** The item, where the centre itself writes about it and nobody was asked. */
  item_id: ColumnType<number | null, number | null | undefined, number | null>
  /** Filled by a trigger from the request or the recipient where it is not given. */
  territory_id: ColumnType<number | null, number | null | undefined, number | null>
  /** Who wrote it, where that is not the centre nor the addressee. */
  writer: Default<string>
  /** What the letter says, as it stood when it got its number: a later amendment does not rewrite what was sent. */
  items: ColumnType<LetterItem[], string, string>
  at: Date
  user_id: string | null
}
export interface LetterheadTable {
  id: Default<number>
  organisation: Default<string>
  address: Default<string>
  post: Default<string>
  signatory: Default<string>
  executor: Default<string>
  phone: Default<string>
  template: Buffer | null
  template_name: Default<string>
}
/** The letterhead of one territory; an empty pattern is that of the installation. */
export interface TerritoryLetterheadTable extends Omit<LetterheadTable, "id"> {
  territory_id: number
  number_pattern: Default<string>
}

declare module "#platform/db.ts" {
  interface Tables {
    "commitments.recipient": RecipientTable
    "commitments.request": RequestTable
    "commitments.act": ActTable
    "commitments.step": StepTable
    "commitments.rule": RuleTable
    "commitments.figure": FigureTable
    "commitments.letter": LetterTable
    "commitments.letterhead": LetterheadTable
    "commitments.territory_letterhead": TerritoryLetterheadTable
  }
}

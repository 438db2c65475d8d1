import type { ColumnType, Generated } from "kysely"
import type { AffiliationRole } from "./affiliation/affiliation.ts"
import type { ApplicationKind, ApplicationState, StepKind } from "./application/application.ts"
import type { RoleName } from "./confirmed-role/confirmed-role.ts"
import type { Channel, ConsentKind, EndedBy, EndedHow } from "./consent/consent.ts"
import type { Basis } from "./erasure/erasure.ts"
import type { Relation } from "./guardian/guardian.ts"
import type { MergeTable } from "./merging/merge-table.ts"
import type { Publishable, Reader } from "./person/fields.ts"
import type { Way } from "./reading/reading.ts"
import type { DueReason } from "./retention/retention.ts"
import type { Language } from "./skill/languages.ts"
import type { Level } from "./skill/skill.ts"

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
  languages: ColumnType<Language[], string | undefined, string>
  availability: Default<string>
  experience: Default<string>
  /** Whose account this is; null for a person without one. */
  user_id: Default<string | null>
  /** The name may be shown to everybody: it is published, and the person is of age. */
  listed: Default<boolean>
  /** The day of the person's own consent to processing that is in force. */
  own_consent_on: Default<string | null>
  /** The same of the parent's or guardian's; it counts until the age of 18. */
  guardian_consent_on: Default<string | null>
  /** Consent to processing was withdrawn and not given anew: all that is kept of the person is to be erased. */
  consent_withdrawn_on: Default<string | null>
  /** When it, or a guardian, last said that the card is right. */
  confirmed_on: Default<string | null>
  unconfirmed_on: Default<string | null>
  demo: Default<boolean>
  created_at: Date
}
/** Beside what is listed by name: follows the person by a trigger, and is never written. */
interface Carried {
  folded_name: ColumnType<string, never, never>
  territory_id: ColumnType<number | null, never, never>
  listed: ColumnType<boolean, never, never>
}
export interface CompetenceTable {
  id: Generated<number>
  name_ru: string
  name_en: Default<string>
  folded_name: string
  position: number
  retired: Default<boolean>
}
/** A competence of a person; one that ended stays. */
export interface SkillTable extends Carried {
  id: Generated<number>
  person_id: string
  competence_id: number
  level: Level
  evidence: Default<string>
  link: Default<string>
  stated_at: Date
  stated_by: string | null
  confirmed_at: Default<Date | null>
  confirmed_by: Default<string | null>
  /** "" when it is not confirmed. */
  ground: Default<string>
  /** The last day. */
  until_on: string | null
  ended_at: Default<Date | null>
  ended_why: Default<string>
}
export interface ConfirmedRoleTable extends Carried {
  id: Generated<number>
  person_id: string
  role: RoleName
  from_on: string
  /** The last day. */
  until_on: string | null
  ground: string
  confirmed_at: Date
  confirmed_by: string | null
  ended_why: Default<string>
}
/** What everybody may read of a person; a row goes with the consent that it rests on. */
export interface PublishedFieldTable {
  person_id: string
  field: Publishable
}
/** A person in an organisation or a body; one that ended stays. */
export interface AffiliationTable extends Carried {
  id: Generated<number>
  person_id: string
  party_id: number
  role: AffiliationRole
  post: Default<string>
  from_on: string | null
  /** The last day. */
  until_on: string | null
  ended_why: Default<string>
  /** Stayed with a merged card, because the other one has the same; shown nowhere. */
  aside: Default<boolean>
  created_at: Date
}
/** Kept by triggers of `people.person`; `territory_id` 0 stands for none. */
export interface PersonCountTable {
  territory_id: number
  people: number
}
/** Who read a person's data by right, and how. */
export interface ReadingTable {
  id: Generated<number>
  at: Date
  person_id: string
  user_id: string | null
  reader: Reader
  what: Way
}
/** Acts of destruction: counts by kind, and nothing that tells whose data they were. */
export interface ErasureTable {
  number: number
  at: Date
  user_id: string | null
  basis: Basis
  reason: string
  destroyed: ColumnType<Record<string, number>, string, string>
}
/** The one row of how long what is kept. */
export interface RetentionTable {
  idle_months: number
  withdrawn_days: number
  reading_months: number
}
/** Whom a rule of retention names. Until `kept_until` it is left alone. */
export interface DueTable {
  id: Generated<number>
  person_id: string
  reason: DueReason
  found_at: Date
  kept_until: Default<string | null>
  kept_why: Default<string>
  kept_by: Default<string | null>
}
/** A link by which a person makes a card its own; each is sent once, the token is made from `id`. */
export interface ClaimTable {
  id: Generated<number>
  person_id: string
  /** Where the link went; empty for one that is handed over on paper. */
  email: Default<string>
  code_hash: ColumnType<Buffer | null, undefined, Buffer>
  created_at: Date
  created_by: string | null
  expires_at: Date
  revoked_at: Default<Date | null>
  claimed_at: Default<Date | null>
  claimed_by: Default<string | null>
  /** Whom the owner of the card then speaks for. */
  party_id: Default<number | null>
}
/** Somebody asks to join; rows of `application_step` say how it came to its state. */
export interface ApplicationTable {
  id: Generated<number>
  kind: ApplicationKind
  state: ApplicationState
  territory_id: number | null
  /** What a person joins; of an organisation the card that was made for it. */
  party_id: number | null
  person_id: Default<string | null>
  name: Default<string>
  inn: Default<string>
  party_kind: Default<string>
  directions: Default<number[]>
  about: string
  family_name: string
  given_name: Default<string>
  patronymic: Default<string>
  post: Default<string>
  role: AffiliationRole
  email: string
  phone: Default<string>
  proof: Default<string>
  demo: Default<boolean>
  created_at: Date
  submitted_at: Default<Date | null>
}
export interface ApplicationStepTable {
  id: Generated<number>
  application_id: number
  kind: StepKind
  text: Default<string>
  at: Date
  /** Who did it with an account; null for the applicant. */
  user_id: string | null
}

/** Who processes the data, by version: a row never changes, the latest is in force. */
export interface OperatorTable {
  id: Generated<number>
  name: string
  address: string
  requisites: Default<string>
  contact: string
  demo: Default<boolean>
  created_at: Date
}
/** Words of a consent, by version: a row never changes. */
export interface ConsentTextTable {
  id: Generated<number>
  kind: ConsentKind
  version: number
  body_ru: string
  body_en: string
  created_at: Date
}
export interface GuardianTable {
  id: Generated<number>
  person_id: string
  name: string
  relation: Relation
  phone: Default<string>
  email: Default<string>
  created_at: Date
}
/** A consent as it was given; one that ended stays. A publication has a row for every field. */
export interface ConsentTable {
  id: Generated<number>
  person_id: string
  kind: ConsentKind
  /** What is published; "" for other kinds. */
  field: Default<Publishable | "">
  text_id: number
  operator_id: number
  guardian_id: Default<number | null>
  /** The name of whoever gave it, as it was then. */
  signer: string
  relation: Default<Relation | "">
  reach: Default<string>
  conditions: Default<string>
  channel: Channel
  given_on: string
  /** The last day; null: until it is withdrawn. */
  until_on: string | null
  created_at: Date
  recorded_by: string | null
  ended_at: Default<Date | null>
  ended_how: Default<EndedHow | null>
  ended_by: Default<EndedBy | null>
  ended_user: Default<string | null>
  ended_why: Default<string>
}
/** By which a person (`guardian_id` null) or a guardian decides without an account. */
export interface ConsentLinkTable {
  id: Generated<number>
  person_id: string
  guardian_id: number | null
  generation: Default<number>
  code_hash: Buffer | null
  expires_at: Date
  revoked_at: Default<Date | null>
  sent_to: Default<string>
}

declare module "#platform/db.ts" {
  interface Tables {
    "people.person": PersonTable
    "people.published_field": PublishedFieldTable
    "people.affiliation": AffiliationTable
    "people.merge": MergeTable
    "people.competence": CompetenceTable
    "people.skill": SkillTable
    "people.confirmed_role": ConfirmedRoleTable
    "people.person_count": PersonCountTable
    "people.operator": OperatorTable
    "people.consent_text": ConsentTextTable
    "people.guardian": GuardianTable
    "people.consent": ConsentTable
    "people.consent_link": ConsentLinkTable
    "people.reading": ReadingTable
    "people.erasure": ErasureTable
    "people.retention": RetentionTable
    "people.due": DueTable
    "people.claim": ClaimTable
    "people.application": ApplicationTable
    "people.application_step": ApplicationStepTable
  }
}

import type { Publishable } from "../person/fields.ts"
import { ageOn, isMinor, mayBeListed } from "../person/person.ts"

/** `processing`: one's own; `guardian`: to processing, by a parent or guardian; `publication`: one field, for everybody. */
export const consentKinds = ["processing", "guardian", "publication"] as const
export type ConsentKind = (typeof consentKinds)[number]

/** How it came: through one's account, by a link, on paper with a scan, or said to somebody of the staff. */
export const channels = ["account", "link", "paper", "in_person"] as const
export type Channel = (typeof channels)[number]

export const endings = ["withdrawn", "replaced", "expired"] as const
export type EndedHow = (typeof endings)[number]
export type EndedBy = "self" | "guardian" | "staff" | "system"

export type Consent = {
  id: number
  personId: string
  kind: ConsentKind
  field: Publishable | ""
  textId: number
  operatorId: number
  guardianId: number | null
  signer: string
  relation: string
  reach: string
  conditions: string
  channel: Channel
  /** YYYY-MM-DD */
  givenOn: string
  /** The last day, YYYY-MM-DD; null: until it is withdrawn. */
  untilOn: string | null
  createdAt: Date
  endedAt: Date | null
  endedHow: EndedHow | null
  endedBy: EndedBy | null
  endedWhy: string
}

/** From this age the young person's own consent is needed beside the guardian's. */
export const ownConsentAge = 14

/** What is known of consents to processing, as a person's row keeps it; days YYYY-MM-DD. */
export type Marks = {
  birthOn: string | null
  ownConsentOn: string | null
  guardianConsentOn: string | null
  withdrawnOn: string | null
}

export type Standing = {
  /** All consents that are needed at this age are in force. */
  counts: boolean
  lacks: ("own" | "guardian")[]
  /** There was a consent, given while the person was a minor; now it has to decide for itself. */
  cameOfAge: boolean
}

/**
 * How a person stands on a day: under 14 the guardian's consent, from 14 to 17 the young person's own as well, from 18
 * on the person's own, given at that age (152-ФЗ names no age: the safer reading). Of unknown age: as a grown-up.
 */
export function standingOf(
  { birthOn, ownConsentOn, guardianConsentOn }: Omit<Marks, "withdrawnOn">,
  today: string,
): Standing {
  const minor = isMinor(birthOn, today)
  const own = ownConsentOn !== null && (minor || !isMinor(birthOn, ownConsentOn))
  const needsOwn = birthOn === null || ageOn(birthOn, today) >= ownConsentAge
  const lacks: Standing["lacks"] = []
  if (minor && guardianConsentOn === null) lacks.push("guardian")
  if (needsOwn && !own) lacks.push("own")
  const before = ownConsentOn !== null || guardianConsentOn !== null
  return { counts: !lacks.length, lacks, cameOfAge: !minor && !own && before && birthOn !== null }
}

/** Why a consent of this kind cannot be given for somebody of such an age; null when it can. */
export function troubleOfAge(kind: ConsentKind, birthOn: string | null, today: string) {
  if (kind === "guardian")
    return birthOn === null ? "consent.birth_needed" : isMinor(birthOn, today) ? null : "consent.of_age"
  if (kind === "publication") {
    if (isMinor(birthOn, today)) return "consent.minor_hidden"
    return mayBeListed(birthOn, today) ? null : "consent.birth_needed"
  }
  return birthOn !== null && ageOn(birthOn, today) < ownConsentAge ? "consent.too_young" : null
}

/** What a paragraph of a text may name; it is filled in when the consent is shown. */
export const placeholders = {
  processing: ["signer", "operator", "address", "requisites", "contact", "site", "until"],
  guardian: ["signer", "relation", "person", "birth", "operator", "address", "requisites", "contact", "site", "until"],
  publication: [
    ...["signer", "reach", "operator", "address", "requisites", "contact", "site", "until"],
    ...["fields", "conditions"],
  ],
} satisfies Record<ConsentKind, string[]>

/** What a text of this kind names and cannot, and what it must name and does not. */
export function troubleOfText(kind: ConsentKind, body: string): { unknown: string[]; missing: string[] } {
  const named = [...body.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name!)
  const must = ["signer", "operator", ...(kind === "publication" ? ["fields", "conditions"] : [])]
  return {
    unknown: named.filter((name) => !(placeholders[kind] as string[]).includes(name)),
    missing: must.filter((name) => !named.includes(name)),
  }
}

/** The paragraphs of a text with everything named in it; what is not known is left to be written by hand. */
export const fillText = (body: string, values: Record<string, string>): string[] =>
  body
    .split(/\n\s*\n/)
    .map((part) => part.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "_".repeat(24)).trim())
    .filter(Boolean)

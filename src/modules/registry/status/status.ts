import type { Saying } from "#platform/refusal.ts"

/** What an organisation is recognised as; several at once. Bodies have none. */
export const statusKinds = [
  "so_nko",
  "iopu",
  "social_provider",
  "school_unit",
  "college_unit",
  "university_unit",
  "tos",
  "media",
  "business",
  "resource_centre",
] as const
export type StatusKind = (typeof statusKinds)[number]

export const isStatusKind = (text: string | undefined): text is StatusKind =>
  (statusKinds as readonly (string | undefined)[]).includes(text)

/** A unit belongs to a school, a college or a university. */
export const isUnit = (kind: StatusKind): boolean => kind.endsWith("_unit")

/** Days as YYYY-MM-DD, both in force; null: since ever, without a term. */
export type Term = { from: string | null; until: string | null }

// Before and after every YYYY-MM-DD.
const starts = ({ from }: Term) => from ?? ""
const ends = ({ until }: Term) => until ?? "~"

/** Whether it holds on a day, YYYY-MM-DD. */
export const inForce = (term: Term, day: string): boolean => starts(term) <= day && day <= ends(term)
/** Whether its last day was before a day, YYYY-MM-DD. */
export const hasEnded = (term: Term, day: string): boolean => ends(term) < day
export const overlap = (a: Term, b: Term): boolean => starts(a) <= ends(b) && starts(b) <= ends(a)

/** In force on `day`, and no more when so many days have passed. */
export function endsWithin(term: Term, day: string, days: number): boolean {
  const last = new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
  return inForce(term, day) && ends(term) <= last
}

/**
 * What does not fit in a new status, by field.
 *
 * @param others all that the organisation has, of whatever kind
 * @param today YYYY-MM-DD: a status is not entered more than a calendar year ahead
 */
export function troublesOf(
  status: Term & { kind: StatusKind },
  others: (Term & { kind: StatusKind })[],
  today: string,
): Record<string, Saying> | null {
  const { from, until, kind } = status
  if (from && Number(from.slice(0, 4)) > Number(today.slice(0, 4)) + 1)
    return { from: { key: "registry.status.too_far" } }
  if (from && until && until < from) return { until: { key: "registry.status.until_before_from" } }
  if (others.some((other) => other.kind === kind && overlap(other, status)))
    return { kind: { key: "registry.status.overlaps" } }
  return null
}

/** What does not fit in the end of a status: it never comes before its beginning and never prolongs. */
export function troubleOfEnd(term: Term, until: string): Saying | null {
  if (until < starts(term)) return { key: "registry.status.until_before_from" }
  return until >= ends(term) ? { key: "registry.status.prolongs" } : null
}

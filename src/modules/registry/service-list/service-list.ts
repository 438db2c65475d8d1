/** A version of the list of services. Dates are YYYY-MM-DD. */
export type ServiceList = {
  number: number
  documentName: string
  documentNumber: string
  documentDate: string | null
  link: string
  inForceFrom: string | null
  /** Grows with every change of the draft's document. */
  version: number
  approvedAt: Date | null
}

/** How good a service must be: what is measured, how, and what is enough. */
export type Criterion = { name: string; measured: string; how: string; threshold: string }

/** What a version of the list says of a service. */
export type Entry = {
  id: number
  code: string
  name: string
  description: string
  criteria: Criterion[]
  /** Grows with every change in the draft. */
  version: number
}

/** A version holds so many services at most, and a service so many criteria. */
export const serviceLimit = 500
export const criteriaLimit = 20

/** The order of codes: numbers by their value, letters without case. @example codeKey("1.2") < codeKey("1.10") */
export const codeKey = (code: string): string =>
  code
    .toLowerCase()
    .replace(/\s+/g, "")
    .replace(/[.)]+$/, "")
    .replace(/\d+/g, (digits) => digits.replace(/^0+(?=\d)/, "").padStart(6, "0"))

/** The version in force on a day among the approved ones; undefined before the first. */
export const inForceOn = <T extends Pick<ServiceList, "inForceFrom" | "approvedAt">>(
  lists: T[],
  day: string,
): T | undefined =>
  lists
    .filter(({ approvedAt, inForceFrom }) => approvedAt !== null && inForceFrom !== null && inForceFrom <= day)
    .sort((a, b) => (a.inForceFrom! < b.inForceFrom! ? 1 : -1))[0]

/** A description as it is read: each line a paragraph. */
export const paragraphsOf = ({ description }: Pick<Entry, "description">): string[] =>
  description.split(/\n+/).filter((line) => line.trim() !== "")

export type Changed = { before: Entry; after: Entry; criteria: { before?: Criterion; after?: Criterion }[] }
export type Difference = { added: Entry[]; struck: Entry[]; changed: Changed[] }

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** Criteria of one name are one criterion; those that stand alike in both are left out. */
function criteriaBetween(before: Criterion[], after: Criterion[]): Changed["criteria"] {
  const was = new Map(before.map((one) => [one.name, one]))
  const now = new Set(after.map(({ name }) => name))
  return [
    ...before.filter(({ name }) => !now.has(name)).map((one) => ({ before: one })),
    ...after.flatMap((one) => {
      const old = was.get(one.name)
      if (!old) return [{ after: one }]
      return same(old, one) ? [] : [{ before: old, after: one }]
    }),
  ]
}

/** What a later version says otherwise than an earlier one: a service is itself whatever it is called. */
export function differencesBetween(before: Entry[], after: Entry[]): Difference {
  const was = new Map(before.map((entry) => [entry.id, entry]))
  const now = new Set(after.map(({ id }) => id))
  return {
    added: after.filter(({ id }) => !was.has(id)),
    struck: before.filter(({ id }) => !now.has(id)),
    changed: after.flatMap((entry) => {
      const old = was.get(entry.id)
      if (!old) return []
      const { version: _, ...a } = old
      const { version: __, ...b } = entry
      return same(a, b) ? [] : [{ before: old, after: entry, criteria: criteriaBetween(old.criteria, entry.criteria) }]
    }),
  }
}

/** Why a draft cannot be approved yet, as keys of sayings; nothing when it can. */
export function hindrances(list: ServiceList, services: number, last: ServiceList | undefined): string[] {
  return [
    ...(list.documentName === "" ? ["service_list.needs_document"] : []),
    ...(list.inForceFrom === null ? ["service_list.needs_day"] : []),
    ...(services === 0 ? ["service_list.needs_services"] : []),
    ...(list.inForceFrom && last?.inForceFrom && list.inForceFrom <= last.inForceFrom
      ? ["service_list.not_after_last"]
      : []),
  ]
}

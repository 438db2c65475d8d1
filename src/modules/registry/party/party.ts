/** Acts by itself (an organisation) or collectively, by sitting and deciding (a body). */
export const natures = ["organisation", "body"] as const
export type Nature = (typeof natures)[number]

export const kinds = {
  organisation: ["ngo", "institution", "education", "school_unit", "business", "media", "other"],
  body: [
    "authority",
    "department",
    "council",
    "commission",
    "chamber",
    "working_group",
    "club",
    "resource_centre",
    "other_body",
  ],
} as const satisfies Record<Nature, readonly string[]>
export type Kind = (typeof kinds)[Nature][number]

/** A kind belongs to one nature only. */
export const natureOf = (kind: string): Nature | undefined => natures.find((nature) => isKindOf(nature, kind))

/** Whether a kind belongs to a nature: what a form or the API gives is any text. */
export const isKindOf = (nature: Nature, kind: string): kind is Kind =>
  (kinds[nature] as readonly string[]).includes(kind)

/** The first part of the addresses of an organisation or a body. */
export const home = { organisation: "/organisations", body: "/bodies" } as const satisfies Record<Nature, string>
/** Where the card of an organisation or a body is. */
export const addressOf = (party: { nature: Nature; id: number }) => `${home[party.nature]}/${party.id}`

/**
 * A name without what people write differently: case, «ё», quotes, kinds of dashes, invisible and doubled spaces,
 * bullets before and full stops after. Two parties never share a folded name. Folding twice gives the same.
 *
 * @example foldName("АНО  «Зелёный берег»") === foldName('ано "зеленый берег".')
 */
export const foldName = (name: string): string =>
  name
    .slice(0, 1000) // names are shorter; a pasted book is not worth the time
    .replace(/[\u00AD\u200B-\u200F\u2060\uFEFF]/g, "")
    .toLowerCase()
    .normalize("NFC")
    .replaceAll("ё", "е")
    .replace(/["'`«»‹›„“”‟‘’‚‛]+/g, " ")
    .replace(/\s+/g, " ")
    .replace(/(?: ?[-‐‑‒–—―−])+ ?/g, "-")
    .replace(/^[\s.,;:•·*-]+|[\s.,;:-]+$/g, "")

/** What text is looked for in. */
export const searchName = (name: string, shortName: string, inn = ""): string =>
  [foldName(name), foldName(shortName), inn].filter(Boolean).join(" ")

/** How near a name is to what was typed: 0 the same, 1 begins so, 2 a word of it begins so, 3 only like it. */
function distance(query: string, foldedName: string, search: string): number {
  if (foldedName === query || search.slice(foldedName.length + 1) === query) return 0
  if (foldedName.startsWith(query)) return 1
  return ` ${search}`.includes(` ${query}`) ? 2 : 3
}

/** Suggestions while a name is typed, best first. `likeness` is from 0 to 1. */
export function rankSuggestions<T extends { foldedName: string; searchName: string; likeness: number }>(
  query: string,
  found: T[],
): T[] {
  const folded = foldName(query)
  return found
    .map((party) => ({ party, distance: distance(folded, party.foldedName, party.searchName) }))
    .sort(
      (a, b) =>
        a.distance - b.distance ||
        b.party.likeness - a.party.likeness ||
        a.party.foldedName.length - b.party.foldedName.length ||
        (a.party.foldedName < b.party.foldedName ? -1 : 1),
    )
    .map(({ party }) => party)
}

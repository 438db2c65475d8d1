import { idsBelow, pathUp, type Territory } from "#modules/registry/public.ts"
import type { Scopes } from "#platform/actor.ts"

/** Leads the others of a region, works in one direction for all of it, or works in one territory. */
export const centreKinds = ["flagship", "sectoral", "municipal"] as const
export type CentreKind = (typeof centreKinds)[number]

export type Centre = {
  id: number
  partyId: number
  kind: CentreKind
  slug: string
  /** Where it works; a sectoral one may have none and then keeps only its own card. */
  territoryId: number | null
  parentId: number | null
  about: string
  contacts: string
  openedOn: string
  /** Since when it is no more. */
  closedOn: string | null
  closedWhy: string
}

export const isSlug = (text: string): boolean => /^[a-z][a-z0-9-]{1,39}$/.test(text) && text !== "new"

const letters: Record<string, string> = {
  ...{
    а: "a",
    б: "b",
    в: "v",
    г: "g",
    д: "d",
    е: "e",
    ё: "e",
    ж: "zh",
    з: "z",
    и: "i",
    й: "y",
    к: "k",
    л: "l",
    м: "m",
  },
  ...{ н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "kh", ц: "ts", ч: "ch", ш: "sh", щ: "shch" },
  ...{ ъ: "", ы: "y", ь: "", э: "e", ю: "yu", я: "ya" },
}

/**
 * An address made of a name.
 * @param taken addresses that others have
 * @example slugOf("Чехов", []) // "chekhov"
 */
export function slugOf(name: string, taken: string[]): string {
  const plain = [...name.toLowerCase()].map((letter) => letters[letter] ?? letter).join("")
  const words = plain.replace(/[^a-z0-9]+/g, "-").replace(/^[-\d]+|-+$/g, "")
  const base = (words.length > 1 ? words : "centre").slice(0, 36).replace(/-+$/, "")
  const free = (slug: string) => isSlug(slug) && !taken.includes(slug)
  if (free(base)) return base
  for (let n = 2; ; n++) if (free(`${base}-${n}`)) return `${base}-${n}`
}

/** What a grant to the staff of a centre names: its territory, or the centre's own body where it has none. */
export const scopeOfCentre = ({ partyId, territoryId }: Pick<Centre, "partyId" | "territoryId">): Scopes[number] =>
  territoryId === null ? { kind: "body", id: partyId } : { kind: "territory", id: territoryId }

/** The centre and those that it belongs to, nearest first. */
export function withParents(all: Centre[], centre: Centre): Centre[] {
  const path = [centre]
  for (let up = all.find(({ id }) => id === centre.parentId); up && !path.includes(up); ) {
    path.push(up)
    const { parentId } = up
    up = all.find(({ id }) => id === parentId)
  }
  return path
}

/** What a grant may name to cover a centre: its body, its territory with all above, the same of those it belongs to. */
export const scopesOfCentre = (all: Centre[], territories: Territory[], centre: Centre): Scopes =>
  withParents(all, centre)
    .filter((one) => one === centre || one.closedOn === null)
    .flatMap(
      ({ partyId, territoryId }): Scopes => [
        { kind: "body", id: partyId },
        ...pathUp(territories, territoryId).map(({ id }) => ({ kind: "territory" as const, id })),
      ],
    )

/** The territory of a centre and all below it; nothing where it has none. */
export const territoriesOf = (territories: Territory[], { territoryId }: Pick<Centre, "territoryId">): number[] =>
  territoryId === null ? [] : idsBelow(territories, territoryId)

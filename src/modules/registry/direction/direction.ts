import type { Locale } from "#platform/i18n.ts"

/** What organisations and bodies work in: one catalogue for the installation. The English name may be empty. */
export type Direction = {
  id: number
  nameRu: string
  nameEn: string
  /** Place in the catalogue: the smaller, the earlier. */
  position: number
  /** Not offered any more; whoever has it keeps it. */
  retired: boolean
}

/** A party works in so many at most: more say nothing. */
export const directionLimit = 10

/** The name in the reader's language, else the Russian one. */
export const directionName = ({ nameRu, nameEn }: Direction, locale: Locale): string =>
  (locale === "en" && nameEn) || nameRu

/** What a party may choose from: all that are offered, and the retired ones that it has already. */
export const choosable = (all: Direction[], has: number[]): Direction[] =>
  all.filter(({ id, retired }) => !retired || has.includes(id))

import type { Locale } from "#platform/i18n.ts"

/** What people can do: one catalogue for the installation. The English name may be empty. */
export type Competence = {
  id: number
  nameRu: string
  nameEn: string
  /** Place in the catalogue: the smaller, the earlier. */
  position: number
  /** Not offered any more; whoever has it keeps it. */
  retired: boolean
}

/** The name in the reader's language, else the Russian one. */
export const competenceName = ({ nameRu, nameEn }: Pick<Competence, "nameRu" | "nameEn">, locale: Locale): string =>
  (locale === "en" && nameEn) || nameRu

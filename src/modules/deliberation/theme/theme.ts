import type { Locale } from "#platform/i18n.ts"

/** What items are about: the same catalogue for all resolutions. The English name may be empty. */
export type Theme = { id: number; nameRu: string; nameEn: string }

/** The name in the reader's language, else the Russian one. */
export const themeName = ({ nameRu, nameEn }: Theme, locale: Locale): string => (locale === "en" && nameEn) || nameRu

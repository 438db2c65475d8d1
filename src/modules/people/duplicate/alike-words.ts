import type { Say } from "#platform/i18n.ts"
import type { Because } from "./person-pairs.ts"

/** «имя похоже на 93 %» */
export const personLikenessSaid = (t: Say, { why, percent = 0 }: Because): string =>
  why === "name" ? t("people.alike.name", { percent }) : t(`people.alike.${why}`)

import type { Say } from "#platform/i18n.ts"
import type { Likeness } from "./compare.ts"

/** «похожее название: 92 %» */
export const likenessSaid = (t: Say, likeness: Likeness): string => {
  if (likeness.why === "name" && likeness.percent === 100) return t("registry.alike.name_same")
  if (likeness.why === "name") return t("registry.alike.name", { percent: likeness.percent })
  if (likeness.why === "identifier") return t(likeness.kind === "inn" ? "registry.alike.inn" : "registry.alike.ogrn")
  return t(`registry.alike.${likeness.why}`)
}

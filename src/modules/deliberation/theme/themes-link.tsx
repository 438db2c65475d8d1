import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"
import { canKeepThemes } from "./theme.policy.ts"

/** On the page of settings: the catalogue of themes. */
export async function themesLink(c: Ctx) {
  const { view, actor } = c.var
  const link = { href: view.href("/settings/themes"), label: view.t("theme.list"), icon: "tag" } as const
  return canKeepThemes(actor) ? <CardLinks links={[link]} /> : null
}

import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"

/** On the page of settings, for those who keep the tree. */
export async function territoryLink(c: Ctx) {
  const { view, actor } = c.var
  const link = {
    href: view.href("/settings/territories"),
    label: view.t("registry.territory.list"),
    icon: "map-pin",
  } as const
  return staffSomewhere(actor) ? <CardLinks links={[link]} /> : null
}

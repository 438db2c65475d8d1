import { staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"
import { canKeepDirections } from "../direction/direction.policy.ts"

/** On the page of settings: the tree for those who keep it, the catalogue of directions for those who keep that. */
export async function territoryLink(c: Ctx) {
  const { view, actor } = c.var
  if (!staffSomewhere(actor)) return null
  const territories = {
    href: view.href("/settings/territories"),
    label: view.t("registry.territory.list"),
    icon: "map-pin",
  } as const
  const directions = {
    href: view.href("/settings/directions"),
    label: view.t("direction.list"),
    icon: "flag",
  } as const
  return <CardLinks links={canKeepDirections(actor) ? [territories, directions] : [territories]} />
}

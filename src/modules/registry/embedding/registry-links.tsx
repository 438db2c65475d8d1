import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"
import { rulePath } from "../confirmation/keep.pages.tsx"
import { territoryLink } from "../territory/territory-link.tsx"
import { canKeepEmbedding } from "./embedding.policy.ts"

/** On the page of settings: all that the registry keeps there. */
export async function registryLinks(c: Ctx) {
  const { view, actor } = c.var
  const link = { href: view.href("/settings/embedding"), label: view.t("embedding.title"), icon: "link" } as const
  const confirmation = { href: view.href(rulePath), label: view.t("confirmation.rule"), icon: "check" } as const
  const territories = await territoryLink(c)
  if (!canKeepEmbedding(actor)) return territories
  return (
    <>
      {territories}
      <CardLinks links={[confirmation, link]} />
    </>
  )
}

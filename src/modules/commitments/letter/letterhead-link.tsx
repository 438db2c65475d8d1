import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"

/** On the page of settings: where the sender of letters and their template are kept. */
export async function letterheadLink(c: Ctx) {
  const { view, actor } = c.var
  const link = { href: view.href("/settings/letters"), label: view.t("letterhead.title"), icon: "send" } as const
  return staff(actor) ? <CardLinks links={[link]} /> : null
}

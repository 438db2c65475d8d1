import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"

/** On the page of settings: the sender of letters and their template, and when addressees are reminded. */
export async function letterheadLink(c: Ctx) {
  const { view, actor } = c.var
  const links = [
    { href: view.href("/settings/letters"), label: view.t("letterhead.title"), icon: "send" },
    { href: view.href("/settings/watching"), label: view.t("rule.title"), icon: "clock" },
  ] as const
  return staff(actor) ? <CardLinks links={[...links]} /> : null
}

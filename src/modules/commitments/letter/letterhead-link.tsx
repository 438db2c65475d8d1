import { staff } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"

/** On the page of settings: the sender of letters and their template, when addressees are reminded, who comments. */
export async function letterheadLink(c: Ctx) {
  const { view, actor } = c.var
  const links = [
    { href: view.href("/settings/letters"), label: view.t("letterhead.title"), icon: "send" },
    { href: view.href("/settings/watching"), label: view.t("rule.title"), icon: "clock" },
    { href: view.href("/settings/comments"), label: view.t("comment.settings"), icon: "message-square" },
  ] as const
  return staff(actor) ? <CardLinks links={[...links]} /> : null
}

import { ownTerritory, staff, staffSomewhere } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"

/** On the page of settings: what one follows; for the staff the sender of letters, when to remind, who comments. */
export async function settingsLinks(c: Ctx) {
  const { view, actor } = c.var
  const own = { href: view.href("/settings/following"), label: view.t("follow.list.title"), icon: "eye" } as const
  const links = [
    { href: view.href("/settings/letters"), label: view.t("letterhead.title"), icon: "send" },
    { href: view.href("/settings/watching"), label: view.t("rule.title"), icon: "clock" },
    { href: view.href("/settings/comments"), label: view.t("comment.settings"), icon: "message-square" },
  ] as const
  const territory = ownTerritory(actor)
  const place =
    territory !== null && staffSomewhere(actor) ? [{ ...links[0], href: `${links[0].href}/${territory}` }] : []
  return <CardLinks links={staff(actor) ? [own, ...links] : [own, ...place]} />
}

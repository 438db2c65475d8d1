import { administrator } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"

/** On the page of settings, for administrators. */
export async function webhookLink(c: Ctx) {
  const { view, actor } = c.var
  const link = { href: view.href("/webhooks"), label: view.t("webhooks.title"), icon: "send" } as const
  return administrator(actor) ? <CardLinks links={[link]} /> : null
}

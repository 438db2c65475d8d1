import type { Ctx } from "#platform/http/env.ts"
import { CardLinks } from "#ui/card.tsx"
import { mayInviteCentres } from "./centre.policy.ts"
import { allCentres } from "./centre.store.ts"

/** On the page of settings: the network, for those who invite centres into it, also before there is one. */
export async function networkSetting(c: Ctx) {
  const { view, services, actor } = c.var
  if (!mayInviteCentres(actor, await allCentres(services.db))) return null
  return <CardLinks links={[{ href: view.href("/centres"), label: view.t("centre.list"), icon: "users" }]} />
}

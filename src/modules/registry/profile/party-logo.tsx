import type { Ctx } from "#platform/http/env.ts"
import type { OpenParty } from "../party/party.store.ts"
import { profileOf } from "./profile.store.ts"

/** The logo of an organisation or a body, for pages of other modules; null where it has none. */
export async function partyLogo({ var: { services, view } }: Ctx, party: Pick<OpenParty, "id" | "name">) {
  const { logo, logoAlt } = await profileOf(services.db, party.id)
  if (!logo) return null
  return <img class="party-logo" src={`/files/${logo}`} alt={logoAlt || view.t("profile.logo.of", party)} />
}

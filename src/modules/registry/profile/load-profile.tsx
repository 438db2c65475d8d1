import type { Ctx } from "#platform/http/env.ts"
import { documentsOf } from "../paper/paper.store.ts"
import { opensDocument } from "../paper/paper.ts"
import { DocumentCard } from "../paper/paper-card.tsx"
import { represents } from "../party/party.policy.ts"
import type { Party } from "../party/party.store.ts"
import { loadUnits } from "../status/units-card.tsx"
import { profileOf } from "./profile.store.ts"
import { ProfileHead, PublicContacts } from "./profile-card.tsx"
import { ProfileDeeds } from "./profile-deeds.tsx"

/** Everything of a card that is for everybody: its beginning, what is below, and what may be done. */
export async function loadProfile(c: Ctx, party: Party, canEdit: boolean) {
  const { actor, view, services } = c.var
  const [profile, documents, units] = await Promise.all([
    profileOf(services.db, party.id),
    documentsOf(services.db, party.id),
    loadUnits(c, party),
  ])
  const canOffer = represents(actor, party)
  const open = documents.filter((document) => opensDocument(actor, party, document))
  return {
    head: (
      <>
        <ProfileHead view={view} party={party} profile={profile} />
        <PublicContacts view={view} profile={profile} />
      </>
    ),
    below: (
      <>
        {units}
        <DocumentCard view={view} party={party} documents={open} {...{ canEdit, canOffer }} />
      </>
    ),
    deeds: <ProfileDeeds view={view} party={party} {...{ canEdit, canOffer }} />,
    /** For previews in messengers. */
    mission: profile.mission,
    image: profile.logo ? `${services.baseUrl}/files/${profile.logo}` : undefined,
  }
}
export type LoadedProfile = Awaited<ReturnType<typeof loadProfile>>

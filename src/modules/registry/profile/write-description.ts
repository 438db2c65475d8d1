import type { CommandContext } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { claimAttachments, removeAttachmentsOf, setAudience } from "#platform/files/attachment.store.ts"
import { indexParty } from "../party/index-party.ts"
import type { Party } from "../party/party.store.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { profileOf, writeProfile } from "./profile.store.ts"
import { type Profile, profileFields } from "./profile.ts"

/**
 * Writes what a party says of itself; its row is locked. A new logo waits to be claimed, or is the party's already.
 * @returns which fields became others
 * @throws InvalidInput `files` when the file of the logo is gone
 */
export async function writeDescription(
  { tx, now, announce }: CommandContext,
  party: Party,
  given: Partial<Profile>,
  { logoIsHere = false }: { logoIsHere?: boolean } = {},
): Promise<string[]> {
  const subject = { kind: "party", id: party.id }
  const before = await profileOf(tx, party.id)
  const after = { ...before, ...given }
  const changes = changesBetween(before, after, [...profileFields])
  if (!changes.length) return []
  if (after.logo !== before.logo) {
    if (after.logo && !logoIsHere) await claimAttachments(tx, [after.logo], subject)
    if (after.logo) await setAudience(tx, [after.logo], { kind: "party", ids: [party.id] }, "public")
    if (before.logo) await removeAttachmentsOf(tx, subject, now, [before.logo])
  }
  await writeProfile(tx, party.id, after)
  await indexParty(tx, party, await allTerritories(tx), now)
  const fields = changes.map(({ field }) => field)
  await announce({
    name: "party.described",
    subject,
    payload: { fields, logo: fields.includes("logo") },
    // The number of a file says nothing to a reader: the sentence says that the logo is another.
    changes: changes.filter(({ field }) => field !== "logo"),
  })
  return fields
}

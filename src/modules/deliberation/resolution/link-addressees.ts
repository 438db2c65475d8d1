import type { CommandContext } from "#platform/command.ts"
import { createParty, foldName, partiesByFoldedName } from "#modules/registry/public.ts"
import type { DraftContent } from "../draft/draft.ts"
import { natureOf } from "./nature.ts"

/**
 * Ties addressees to parties of the registry: by the exact name, else, when asked, by adding a new party.
 * Classes («руководители НКО») are not parties and stay words.
 */
export async function linkAddressees(
  ctx: CommandContext,
  content: DraftContent,
  territoryId: number | null,
  addUnknown: boolean,
): Promise<DraftContent> {
  const loose = content.pieces.flatMap((p) => p.addressees).filter((a) => a.partyId === null && a.role !== "class")
  const names = new Map(loose.map((a) => [foldName(a.name), a.name]))
  const known = await partiesByFoldedName(ctx.tx, [...names.keys()])
  if (addUnknown)
    for (const [folded, name] of names)
      if (folded && !known.has(folded)) known.set(folded, await createParty(ctx, { ...natureOf(name), name, territoryId }))
  return {
    ...content,
    pieces: content.pieces.map((p) => ({
      ...p,
      addressees: p.addressees.map((a) =>
        a.partyId === null && a.role !== "class" ? { ...a, partyId: known.get(foldName(a.name)) ?? null } : a,
      ),
    })),
  }
}

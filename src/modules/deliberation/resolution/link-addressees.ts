import { createParty, foldName, guessKind, partiesByFoldedName } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import type { DraftContent } from "../draft/draft.ts"

/** A first guess of what a newly named addressee is; its card can be corrected. */
export const partyLike = (name: string) =>
  guessKind(name) ?? { nature: "organisation" as const, kind: "other" as const }

/**
 * Ties addressees to parties of the registry: by the exact name, else, when asked, by adding a new party.
 * Classes («руководители НКО») are not parties and stay words.
 */
export async function linkAddressees(
  ctx: CommandContext,
  content: DraftContent,
  place: { territoryId: number | null; demo: boolean },
  addUnknown: boolean,
): Promise<DraftContent> {
  const loose = content.pieces.flatMap((p) => p.addressees).filter((a) => a.partyId === null && a.role !== "class")
  const names = new Map(loose.map((a) => [foldName(a.name), a.name]))
  const known = await partiesByFoldedName(ctx.tx, [...names.keys()])
  if (addUnknown)
    for (const [folded, name] of names)
      if (folded && !known.has(folded))
        known.set(folded, await createParty(ctx, { ...partyLike(name), name, ...place }))
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

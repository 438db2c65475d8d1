import { createParty, foldName, guessKind, partiesByFoldedName, partyNames } from "#modules/registry/public.ts"
import type { CommandContext } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import type { DraftAddressee, DraftContent } from "../draft/draft.ts"

/** A first guess of what a newly named addressee is; its card can be corrected. */
export const partyLike = (name: string) =>
  guessKind(name) ?? { nature: "organisation" as const, kind: "other" as const }

/**
 * Adds parties for names that the registry does not know: folded name → id. Two who add the same names at once wait for
 * one another, always in the same order, and the second takes what the first one added.
 */
export async function addParties(
  ctx: CommandContext,
  names: Map<string, string>,
  place: { territoryId: number | null; demo?: boolean },
): Promise<Map<string, number>> {
  const parties = [...names].map(([folded, name]) => ({ folded, party: { ...partyLike(name), name, ...place } }))
  const order = ({ folded, party }: (typeof parties)[0]) => `${party.nature} ${party.kind} ${folded}`
  const added = new Map<string, number>()
  for (const { folded, party } of parties.sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    try {
      added.set(folded, await createParty(ctx, party))
    } catch (err) {
      const there = err instanceof InvalidInput && (await partiesByFoldedName(ctx.tx, [folded])).get(folded)
      if (!there) throw err
      added.set(folded, there)
    }
  }
  return added
}

/** The parties of these names (folded → as written), with those that the registry does not know yet added to it. */
export async function partiesNamed(ctx: CommandContext, names: Map<string, string>, territoryId: number | null) {
  const known = await partiesByFoldedName(ctx.tx, [...names.keys()])
  const unknown = new Map([...names].filter(([folded]) => !known.has(folded)))
  for (const [folded, id] of await addParties(ctx, unknown, { territoryId })) known.set(folded, id)
  return known
}

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
  const all = content.pieces.flatMap((p) => p.addressees)
  const there = await partyNames(
    ctx.tx,
    all.flatMap((a) => a.partyId ?? []),
  )
  const isLoose = (a: DraftAddressee) => a.role !== "class" && (a.partyId === null || !there.has(a.partyId))
  const loose = all.filter(isLoose)
  const names = new Map(loose.map((a) => [foldName(a.name), a.name]))
  const known = await partiesByFoldedName(ctx.tx, [...names.keys()])
  const unknown = new Map([...names].filter(([folded]) => addUnknown && folded && !known.has(folded)))
  for (const [folded, id] of await addParties(ctx, unknown, place)) known.set(folded, id)
  return {
    ...content,
    pieces: content.pieces.map((p) => ({
      ...p,
      addressees: p.addressees.map((a) =>
        isLoose(a)
          ? { ...a, partyId: known.get(foldName(a.name)) ?? null }
          : { ...a, partyId: (a.partyId !== null && there.get(a.partyId)?.id) || null },
      ),
    })),
  }
}

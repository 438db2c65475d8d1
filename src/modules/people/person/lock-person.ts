import { allTerritories, type OpenParty, partyNames, type Territory } from "#modules/registry/public.ts"
import { userIdOf } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import { notAllowed, notFound } from "#platform/refusal.ts"
import { affiliationsOf } from "../affiliation/affiliation.store.ts"
import type { Affiliation } from "../affiliation/affiliation.ts"
import { canKeepPerson, scopesOfPerson } from "./person.policy.ts"
import { type Person, personForUpdate } from "./person.store.ts"

/**
 * The person with its affiliations, which nobody else changes until the transaction ends.
 * @throws Refusal when there is no such person or the actor does not keep it: whoever may not read it learns nothing
 */
export async function lockPerson(
  { tx, actor }: CommandContext,
  id: string,
): Promise<{ person: Person; affiliations: Affiliation[]; parties: OpenParty[]; territories: Territory[] }> {
  const person = await personForUpdate(tx, id)
  if (!person) throw notFound()
  const affiliations = (await affiliationsOf(tx, [id])).get(id) ?? []
  const parties = [
    ...(
      await partyNames(
        tx,
        affiliations.map(({ partyId }) => partyId),
      )
    ).values(),
  ]
  const territories = await allTerritories(tx)
  if (!canKeepPerson(actor, scopesOfPerson(person, parties, territories)))
    throw person.listed ? notAllowed() : notFound()
  return { person, affiliations, parties, territories }
}

/**
 * The same for what people also say of themselves: `own` when the actor is the person.
 * @throws Refusal as `lockPerson` does for whoever is neither
 */
export async function lockOwnPerson(ctx: CommandContext, id: string): Promise<{ person: Person; own: boolean }> {
  const userId = userIdOf(ctx.actor)
  const person = userId === null ? undefined : await personForUpdate(ctx.tx, id)
  if (person?.userId && person.userId === userId) return { person, own: true }
  return { person: (await lockPerson(ctx, id)).person, own: false }
}

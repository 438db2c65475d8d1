import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import type { Tx } from "#platform/db.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { alikeToNew } from "../duplicate/find-alike.ts"
import { AlikeFound, seenAlike } from "../duplicate/refuse-alike.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp } from "../territory/territory.ts"
import { indexParty } from "./index-party.ts"
import { canKeepParty, scopesOfParty } from "./party.policy.ts"
import { insertParty, partyByInn, partyByName } from "./party.store.ts"
import { addressOf } from "./party.ts"
import { type PartyInput, partyInput } from "./party-input.ts"
import { innTaken } from "./party-words.ts"

/**
 * Adds a party inside a transaction that is already open, for commands of other modules that create one in passing.
 * @throws InvalidInput when the name or the ИНН is taken or the territory is not there; Refusal when the territory is not the actor's
 */
export async function createParty(ctx: CommandContext, input: PartyInput, demo = false): Promise<number> {
  const territories = await allTerritories(ctx.tx)
  const path = pathUp(territories, input.territoryId)
  if (input.territoryId !== null && !path.length) throw new InvalidInput({ territoryId: { key: "invalid.choice" } })
  if (!canKeepParty(ctx.actor, scopesOfParty(input, scopesOfPath(path)))) throw notAllowed()
  const row = await insertParty(ctx.tx, input, ctx.now, demo)
  if (!row) {
    const same = (await partyByName(ctx.tx, input.name)) ? undefined : await partyByInn(ctx.tx, input)
    throw new InvalidInput(same ? { inn: innTaken(same) } : { name: { key: "registry.party.name_taken" } })
  }
  await ctx.announce({ name: "party.added", subject: { kind: "party", id: row.id }, payload: { nature: input.nature } })
  await indexParty(ctx.tx, { ...input, id: row.id }, territories, ctx.now)
  return row.id
}

async function refuseAlike(tx: Tx, card: PartyInput & { id: number }, seen: string[]): Promise<void> {
  const alike = await alikeToNew(tx, card)
  if (alike.every(({ party }) => seen.includes(String(party.id)))) return
  throw new AlikeFound(
    alike,
    alike.map(({ party }) => ({ title: party.name, path: addressOf(party) })),
  )
}

/**
 * Adds an organisation or a body to the registry.
 * @throws AlikeFound when there are cards like it besides those that the actor has seen
 */
export const addParty = command({
  name: "party.add",
  input: partyInput.and(z.object({ seenAlike })),
  permit: staffSomewhere,
  async run(ctx, { seenAlike, ...input }) {
    const id = await createParty(ctx, input)
    if (seenAlike) await refuseAlike(ctx.tx, { ...input, id }, seenAlike)
    return { id }
  },
})

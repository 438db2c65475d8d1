import { z } from "zod"
import { ownTerritory, staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { notAllowed } from "#platform/refusal.ts"
import { createTerritory } from "../territory/add-territory.ts"
import { scopesOfPath } from "../territory/territory.policy.ts"
import { allTerritories } from "../territory/territory.store.ts"
import { pathUp, type Territory } from "../territory/territory.ts"
import { foldTerritory, guessTerritoryKind } from "../territory/territory-names.ts"
import { importLimit, importRow } from "./import-row.ts"
import { indexParties } from "./index-party.ts"
import { canKeepParty, scopesOfParty } from "./party.policy.ts"
import { insertParties } from "./party.store.ts"

/** Finds a territory by its name in any writing, or adds it at the top of the tree. */
export async function territoryNamed(ctx: CommandContext, known: Territory[], name: string): Promise<number | null> {
  if (!name) return null
  const found = known.find((territory) => foldTerritory(territory.name) === foldTerritory(name))
  if (found) return found.id
  const kind = guessTerritoryKind(name)
  const { id } = await createTerritory(ctx, { name, kind, parentId: null })
  known.push({ id, name, kind, parentId: null })
  return id
}

/**
 * Saves a list of organisations and bodies. A name that is taken is passed over, so the same list twice does nothing.
 *
 * @returns ids of those added, and numbers of the rows passed over (from 0)
 * @throws Refusal when a row lies outside the actor's territories; then nothing is saved
 */
export const importParties = command({
  name: "party.import",
  input: z.object({ rows: z.array(importRow).min(1).max(importLimit) }),
  permit: staffSomewhere,
  async run(ctx, { rows }) {
    const known = await allTerritories(ctx.tx)
    const parties = []
    for (const { territory, ...row } of rows) {
      // A row that names none lies where whoever pastes it works.
      const territoryId = territory ? await territoryNamed(ctx, known, territory) : ownTerritory(ctx.actor)
      if (!canKeepParty(ctx.actor, scopesOfParty(row, scopesOfPath(pathUp(known, territoryId))))) throw notAllowed()
      parties.push({ ...row, territoryId })
    }
    const ids = await insertParties(ctx.tx, parties, ctx.now)
    for (const [id, { nature }] of ids)
      await ctx.announce({ name: "party.added", subject: { kind: "party", id }, payload: { nature } })
    const added = [...ids].map(([id, party]) => ({ ...party, id }))
    await indexParties(ctx.tx, added, known, ctx.now)
    const saved = new Set([...ids.values()])
    return { added: [...ids.keys()], skipped: parties.flatMap((party, i) => (saved.has(party) ? [] : [i])) }
  },
})

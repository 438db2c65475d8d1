import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { territoryInput } from "./add-territory.ts"
import { canKeepTerritory } from "./territory.policy.ts"
import { lockTerritories, updateTerritory } from "./territory.store.ts"
import { pathUp } from "./territory.ts"

/** Renames a territory or hangs it elsewhere; never under itself. Both places must be the actor's. */
export const editTerritory = command({
  name: "territory.edit",
  input: territoryInput.extend({ id: z.number().int().positive() }),
  permit: staffSomewhere,
  async run({ tx, actor, announce }, input) {
    const all = await lockTerritories(tx)
    const before = all.find(({ id }) => id === input.id)
    if (!before) throw notFound()
    const above = pathUp(all, input.parentId)
    if (input.parentId !== null && !above.length) throw new InvalidInput({ parentId: { key: "invalid.choice" } })
    if (above.some(({ id }) => id === input.id))
      throw new InvalidInput({ parentId: { key: "registry.territory.ring" } })
    if (!canKeepTerritory(actor, pathUp(all, input.id))) throw notAllowed()
    if (before.parentId !== input.parentId && !canKeepTerritory(actor, above)) throw notAllowed()
    const twin = all.some(
      ({ id, parentId, name }) => id !== input.id && parentId === input.parentId && name === input.name,
    )
    if (twin) throw new InvalidInput({ name: { key: "registry.territory.name_taken" } })
    const named = (t: typeof input | typeof before) => ({
      name: t.name,
      kind: t.kind,
      parent: all.find(({ id }) => id === t.parentId)?.name ?? "",
    })
    const changes = changesBetween(named(before), named(input), ["name", "kind", "parent"])
    if (!changes.length) return { id: input.id }
    await updateTerritory(tx, input)
    await announce({
      name: "territory.edited",
      subject: { kind: "territory", id: input.id },
      payload: { fields: changes.map(({ field }) => field) },
      changes,
    })
    return { id: input.id }
  },
})

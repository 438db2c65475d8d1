import { z } from "zod"
import { staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { InvalidInput, notAllowed } from "#platform/refusal.ts"
import { canKeepTerritory } from "./territory.policy.ts"
import { allTerritories, insertTerritory } from "./territory.store.ts"
import { pathUp, territoryKinds } from "./territory.ts"

export const territoryInput = z.object({
  name: z.string().trim().min(1).max(200),
  kind: z.enum(territoryKinds),
  parentId: z.number().int().positive().nullable().default(null),
})

/** Adds a territory under one that the actor runs; only who runs the whole installation adds at the top. */
export async function createTerritory(
  { tx, actor, announce }: CommandContext,
  input: z.output<typeof territoryInput>,
  demo = false,
): Promise<{ id: number }> {
  const path = pathUp(await allTerritories(tx), input.parentId)
  if (input.parentId !== null && !path.length) throw new InvalidInput({ parentId: { key: "invalid.choice" } })
  if (!canKeepTerritory(actor, path)) throw notAllowed()
  const row = await insertTerritory(tx, input, demo)
  if (!row) throw new InvalidInput({ name: { key: "registry.territory.name_taken" } })
  await announce({
    name: "territory.added",
    subject: { kind: "territory", id: row.id },
    payload: { parentId: input.parentId },
    changes: [{ field: "name", after: input.name }],
  })
  return row
}

export const addTerritory = command({
  name: "territory.add",
  input: territoryInput,
  permit: staffSomewhere,
  run: createTerritory,
})

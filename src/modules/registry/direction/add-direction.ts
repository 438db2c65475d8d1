import { z } from "zod"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { foldName } from "../party/party.ts"
import { canKeepDirections } from "./direction.policy.ts"
import { insertDirection, lockDirections } from "./direction.store.ts"
import { directionFields } from "./direction-input.ts"

/** Adds a direction to the catalogue, at its end unless a place is said. @throws InvalidInput when its name is taken */
export const addDirection = command({
  name: "direction.add",
  input: z.object({
    nameRu: directionFields.nameRu,
    nameEn: directionFields.nameEn.default(""),
    position: directionFields.position.optional(),
  }),
  permit: canKeepDirections,
  async run({ tx, announce }, { position, ...names }) {
    const all = await lockDirections(tx)
    if (all.some(({ nameRu }) => foldName(nameRu) === foldName(names.nameRu)))
      throw new InvalidInput({ nameRu: { key: "direction.name_taken" } })
    const last = Math.max(0, ...all.map((direction) => direction.position))
    const row = await insertDirection(tx, { ...names, position: position ?? last + 1, retired: false })
    await announce({
      name: "direction.added",
      subject: { kind: "direction", id: row.id },
      changes: [{ field: "nameRu", after: names.nameRu }],
    })
    return row
  },
})

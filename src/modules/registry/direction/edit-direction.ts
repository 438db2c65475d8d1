import { z } from "zod"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { foldName } from "../party/party.ts"
import { canKeepDirections } from "./direction.policy.ts"
import { lockDirections, updateDirection } from "./direction.store.ts"
import { directionFields } from "./direction-input.ts"

/** Changes the given fields of a direction; a retired one is not offered, and whoever has it keeps it. */
export const editDirection = command({
  name: "direction.edit",
  input: z.object({
    id: z.coerce.number().int(),
    nameRu: directionFields.nameRu.optional(),
    nameEn: directionFields.nameEn.optional(),
    position: directionFields.position.optional(),
    retired: directionFields.retired.optional(),
  }),
  permit: canKeepDirections,
  async run({ tx, announce }, { id, ...given }) {
    const all = await lockDirections(tx)
    const before = all.find((direction) => direction.id === id)
    if (!before) throw notFound()
    const after = { ...before, ...given }
    const changes = changesBetween(before, after, ["nameRu", "nameEn", "position", "retired"])
    if (!changes.length) return { id }
    if (all.some((other) => other.id !== id && foldName(other.nameRu) === foldName(after.nameRu)))
      throw new InvalidInput({ nameRu: { key: "direction.name_taken" } })
    await updateDirection(tx, after)
    await announce({
      name: "direction.edited",
      subject: { kind: "direction", id },
      payload: { fields: changes.map(({ field }) => field) },
      changes,
    })
    return { id }
  },
})

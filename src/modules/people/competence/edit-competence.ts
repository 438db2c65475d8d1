import { z } from "zod"
import { foldName } from "#modules/registry/public.ts"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { canKeepCompetences } from "./competence.policy.ts"
import { lockCompetences, updateCompetence } from "./competence.store.ts"
import { competenceFields } from "./competence-input.ts"

/** Changes the given fields of a competence; a retired one is not offered, and whoever has it keeps it. */
export const editCompetence = command({
  name: "competence.edit",
  input: z.object({
    id: z.coerce.number().int(),
    nameRu: competenceFields.nameRu.optional(),
    nameEn: competenceFields.nameEn.optional(),
    position: competenceFields.position.optional(),
    retired: competenceFields.retired.optional(),
  }),
  permit: canKeepCompetences,
  async run({ tx, announce }, { id, ...given }) {
    const all = await lockCompetences(tx)
    const before = all.find((competence) => competence.id === id)
    if (!before) throw notFound()
    const after = { ...before, ...given }
    const changes = changesBetween(before, after, ["nameRu", "nameEn", "position", "retired"])
    if (!changes.length) return { id }
    if (all.some((other) => other.id !== id && foldName(other.nameRu) === foldName(after.nameRu)))
      throw new InvalidInput({ nameRu: { key: "competence.name_taken" } })
    await updateCompetence(tx, after)
    await announce({
      name: "competence.edited",
      subject: { kind: "competence", id },
      payload: { fields: changes.map(({ field }) => field) },
      changes,
    })
    return { id }
  },
})

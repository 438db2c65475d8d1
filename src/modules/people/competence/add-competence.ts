import { z } from "zod"
import { foldName } from "#modules/registry/public.ts"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { canKeepCompetences } from "./competence.policy.ts"
import { insertCompetence, lockCompetences } from "./competence.store.ts"
import { competenceFields } from "./competence-input.ts"

/** Adds a competence to the catalogue, at its end unless a place is said. @throws InvalidInput when its name is taken */
export const addCompetence = command({
  name: "competence.add",
  input: z.object({
    nameRu: competenceFields.nameRu,
    nameEn: competenceFields.nameEn.default(""),
    position: competenceFields.position.optional(),
  }),
  permit: canKeepCompetences,
  async run({ tx, announce }, { position, ...names }) {
    const all = await lockCompetences(tx)
    if (all.some(({ nameRu }) => foldName(nameRu) === foldName(names.nameRu)))
      throw new InvalidInput({ nameRu: { key: "competence.name_taken" } })
    const last = Math.max(0, ...all.map((competence) => competence.position))
    const row = await insertCompetence(tx, { ...names, position: position ?? last + 1, retired: false })
    await announce({
      name: "competence.added",
      subject: { kind: "competence", id: row.id },
      changes: [{ field: "nameRu", after: names.nameRu }],
    })
    return row
  },
})

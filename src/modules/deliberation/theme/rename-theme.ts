import { z } from "zod"
import { command } from "#platform/command.ts"
import { changesBetween } from "#platform/events.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { canKeepThemes } from "./theme.policy.ts"
import { lockThemes, nameTaken, updateTheme } from "./theme.store.ts"
import { themeFields } from "./theme-input.ts"

/** Renames a theme; items keep it. @throws InvalidInput when the Russian name is taken */
export const renameTheme = command({
  name: "theme.rename",
  input: z.object({ id: z.coerce.number().int(), ...themeFields }),
  permit: canKeepThemes,
  async run({ tx, announce }, { id, ...names }) {
    const [before] = await lockThemes(tx, [id])
    if (!before) throw notFound()
    const changes = changesBetween(before, { ...before, ...names }, ["nameRu", "nameEn"])
    if (!changes.length) return { id }
    if (await nameTaken(tx, names.nameRu, id)) throw new InvalidInput({ nameRu: { key: "theme.name_taken" } })
    await updateTheme(tx, id, names)
    await announce({
      name: "theme.renamed",
      subject: { kind: "theme", id },
      payload: { fields: changes.map(({ field }) => field) },
      changes,
    })
    return { id }
  },
})

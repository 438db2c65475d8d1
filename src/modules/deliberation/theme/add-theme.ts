import { z } from "zod"
import { command } from "#platform/command.ts"
import { InvalidInput } from "#platform/refusal.ts"
import { canKeepThemes } from "./theme.policy.ts"
import { insertTheme } from "./theme.store.ts"
import { themeFields } from "./theme-input.ts"

/** Adds a theme to the catalogue. @throws InvalidInput when its Russian name is taken */
export const addTheme = command({
  name: "theme.add",
  input: z.object(themeFields),
  permit: canKeepThemes,
  async run({ tx, announce }, names) {
    const row = await insertTheme(tx, names)
    if (!row) throw new InvalidInput({ nameRu: { key: "theme.name_taken" } })
    await announce({ name: "theme.added", subject: { kind: "theme", id: row.id } })
    return row
  },
})

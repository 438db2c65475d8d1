import { z } from "zod"
import { command } from "#platform/command.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { canKeepThemes } from "./theme.policy.ts"
import { deleteTheme, isUsed, lockThemes } from "./theme.store.ts"

/** Takes a theme out of the catalogue. @throws Refusal 409 when an item has it: merge it into another one */
export const removeTheme = command({
  name: "theme.remove",
  input: z.object({ id: z.coerce.number().int() }),
  permit: canKeepThemes,
  async run({ tx, announce }, { id }) {
    if (!(await lockThemes(tx, [id])).length) throw notFound()
    if (await isUsed(tx, id)) throw new Refusal(409, "theme.in_use")
    await deleteTheme(tx, id)
    await announce({ name: "theme.removed", subject: { kind: "theme", id } })
    return { id }
  },
})

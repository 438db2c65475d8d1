import { z } from "zod"
import { command } from "#platform/command.ts"
import { InvalidInput, notFound } from "#platform/refusal.ts"
import { canKeepThemes } from "./theme.policy.ts"
import { deleteTheme, lockThemes, moveItems } from "./theme.store.ts"

/** Gives the items of one theme to another one, and takes the first away. @returns how many items were given */
export const mergeThemes = command({
  name: "theme.merge",
  input: z.object({ id: z.coerce.number().int(), into: z.coerce.number().int() }),
  permit: canKeepThemes,
  async run({ tx, announce }, { id, into }) {
    if (id === into) throw new InvalidInput({ into: { key: "invalid.choice" } })
    const found = await lockThemes(tx, [id, into])
    if (!found.some((theme) => theme.id === id)) throw notFound()
    if (!found.some((theme) => theme.id === into)) throw new InvalidInput({ into: { key: "invalid.choice" } })
    const items = await moveItems(tx, id, into)
    await deleteTheme(tx, id)
    await announce({ name: "theme.merged", subject: { kind: "theme", id: into }, payload: { from: id, items } })
    return { id: into, items }
  },
})

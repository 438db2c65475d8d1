import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { itemsOf } from "../item/item.store.ts"
import { canTheme } from "../resolution/resolution.policy.ts"
import { lockResolution } from "../resolution/resolution.store.ts"
import { lockThemes, writeThemes } from "./theme.store.ts"

/**
 * Says what items of an adopted resolution are about; `themeId: null` takes the theme off. Items that have it already
 * are passed over. @returns how many changed
 * @throws InvalidInput at `theme-<item>` when the theme is not there any more
 */
export const setThemes = command({
  name: "item.set_themes",
  input: z.object({
    id: z.coerce.number().int(),
    themes: z
      .array(z.object({ itemId: z.number().int(), themeId: z.number().int().nullable() }))
      .max(5_000)
      .refine((all) => new Set(all.map((c) => c.itemId)).size === all.length),
  }),
  permit: staffSomewhere,
  async run({ tx, actor, announce }, { id, themes }) {
    const resolution = await lockResolution(tx, id)
    if (!resolution) throw notFound()
    if (!canTheme(actor, await territoryScopes(tx, resolution.territoryId))) throw notAllowed()
    if (!resolution.adoptedOn) throw new Refusal(409, "refusal.not_adopted_yet")
    const ids = themes.flatMap((c) => c.themeId ?? [])
    const known = new Map((await lockThemes(tx, ids)).map((theme) => [theme.id, theme]))
    const items = new Map((await itemsOf(tx, id)).map((item) => [item.id, item]))
    const changed = themes.filter(({ itemId, themeId }) => {
      const item = items.get(itemId)
      if (item?.type !== "item") throw notFound()
      if (themeId !== null && !known.has(themeId))
        throw new InvalidInput({ [`theme-${itemId}`]: { key: "invalid.choice" } })
      return (item.theme?.id ?? null) !== themeId
    })
    if (changed.length) await writeThemes(tx, changed)
    for (const { itemId, themeId } of changed)
      await announce({
        name: "item.themed",
        subject: { kind: "item", id: itemId },
        payload: { resolution: id, theme: themeId },
        changes: [
          {
            field: "theme",
            before: items.get(itemId)!.theme?.nameRu ?? null,
            after: themeId === null ? null : known.get(themeId)!.nameRu,
          },
        ],
      })
    return { changed: changed.length }
  },
})

import type { Ctx } from "#platform/http/env.ts"
import { audiencesOf } from "#platform/search/audience.ts"
import { similarToEach } from "#platform/search/search.ts"
import type { Item } from "../item/item.ts"
import { type Suggestion, suggestThemes } from "./suggest-themes.ts"
import { themesOfItems } from "./theme.store.ts"
import type { Theme } from "./theme.ts"

/** Themes to be offered for those items that have none, by the items like them and by words. */
export async function offerThemes(c: Ctx, items: Item[], themes: Theme[]): Promise<Map<number, Suggestion>> {
  const { services, actor } = c.var
  const bare = items.filter((item) => !item.theme)
  const ids = bare.map((item) => String(item.id))
  const like = await similarToEach(services.db, { kind: "item", ids, audiences: audiencesOf(actor), limit: 20 })
  const themed = await themesOfItems(services.db, [...new Set([...like.values()].flat().map(Number))])
  const alike = new Map(
    [...like].map(([id, others]) => [Number(id), others.flatMap((other) => themed.get(Number(other)) ?? [])]),
  )
  const offered = suggestThemes(items, themes, alike)
  return new Map([...offered].filter(([id]) => bare.some((item) => item.id === id)))
}

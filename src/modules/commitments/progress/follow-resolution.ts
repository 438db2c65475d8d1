import { resolutionById } from "#modules/deliberation/public.ts"
import type { Reaction } from "#platform/module.ts"
import { mergeThemes, setTheme, setVisibility } from "./progress.store.ts"

/** What is shown of requests follows who may read the resolution. */
export const followVisibility: Reaction = {
  name: "commitments.follow_visibility",
  to: ["resolution.shown"],
  async run({ tx }, { subjectId }) {
    const resolution = await resolutionById(tx, Number(subjectId))
    if (resolution) await setVisibility(tx, resolution.id, resolution.visibility)
  },
}

/** Figures by theme follow the themes of items. */
export const followThemes: Reaction = {
  name: "commitments.follow_themes",
  to: ["item.themed", "theme.merged"],
  async run({ tx }, { name, subjectId, payload }) {
    if (name === "theme.merged") await mergeThemes(tx, payload.from as number, Number(subjectId))
    else await setTheme(tx, Number(subjectId), (payload.theme ?? null) as number | null)
  },
}

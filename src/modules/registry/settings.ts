import { staffSomewhere } from "#platform/actor.ts"
import type { SettingEntry } from "#platform/module.ts"
import { rulePath } from "./confirmation/keep.pages.tsx"
import { canKeepDirections } from "./direction/direction.policy.ts"
import { canKeepEmbedding } from "./embedding/embedding.policy.ts"

const keepsDirections = { visible: canKeepDirections }
const keepsEmbedding = { visible: canKeepEmbedding }

export const settings: SettingEntry[] = [
  {
    ...{ group: "catalogues", href: "/settings/territories", label: "registry.territory.list", icon: "map-pin" },
    visible: staffSomewhere,
  },
  { group: "catalogues", href: "/settings/directions", label: "direction.list", icon: "flag", ...keepsDirections },
  { group: "work", href: rulePath, label: "confirmation.rule", icon: "check", ...keepsEmbedding },
  { group: "programs", href: "/settings/embedding", label: "embedding.title", icon: "link", ...keepsEmbedding },
]

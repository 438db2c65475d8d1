import type { Child } from "hono/jsx"
import type { View } from "#platform/view.ts"
import type { Direction } from "../direction/direction.ts"
import { directionName } from "../direction/direction.ts"
import { profileLabels } from "../profile/profile-words.ts"
import type { State, SuggestedField } from "./suggestion.ts"

export const suggestionLabels = (view: View): Record<SuggestedField, string> => ({
  ...profileLabels(view),
  name: view.t("field.party.name"),
  shortName: view.t("field.party.shortName"),
  site: view.t("field.party.site"),
  directions: view.t("field.party.directions"),
})

export const tones = {
  waiting: "work",
  accepted: "done",
  partly: "done",
  returned: "late",
  withdrawn: "closed",
} as const
export const stateWord = ({ t }: View, state: State) => t(`value.suggestion.state.${state}`)

/** A value as people read it; `picture` is where a logo can be looked at. */
export function saidValue(
  view: View,
  field: SuggestedField,
  value: string,
  directions: Direction[],
  picture: string,
): Child {
  if (value === "") return <span class="mini">{view.t("journal.empty")}</span>
  if (field === "logo") return <img class="party-logo" src={picture} alt={view.t("field.party.logo")} />
  if (field === "directions") {
    const ids = value.split(",").map(Number)
    const named = directions.filter(({ id }) => ids.includes(id))
    return named.map((direction) => directionName(direction, view.locale)).join(", ")
  }
  return value.split("\n").map((line, i) => [i > 0 && <br />, line])
}

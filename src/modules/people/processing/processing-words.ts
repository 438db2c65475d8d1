import type { View } from "#platform/view.ts"
import { type Process, type ProcessField, processFields } from "./processing.ts"

export const processLabels = ({ t }: Pick<View, "t">) =>
  Object.fromEntries(processFields.map((name) => [name, t(`field.processing.${name}`)])) as Record<ProcessField, string>

/** On what a process rests: the kinds of ground, then the words. */
export const basisSaid = ({ t }: Pick<View, "t">, { grounds, basis }: Pick<Process, "grounds" | "basis">): string =>
  [grounds.map((ground) => t(`value.processing.ground.${ground}`)).join(", "), basis].filter(Boolean).join("\n")

/** All that is said of a process, by label. */
export const factsOf = (view: Pick<View, "t">, process: Process): [label: string, words: string][] => {
  const labels = processLabels(view)
  return processFields
    .filter((name) => name !== "name")
    .map((name) => [labels[name], name === "basis" ? basisSaid(view, process) : process[name]])
}

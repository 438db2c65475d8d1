import { whole } from "./part.ts"
import type { ListStyle } from "./read-list-style.ts"

/** One list of the document with all its nested ones; `values` are its counters by depth. */
export type RunningList = { values: (number | undefined)[] }

/** Which lists go on and which begin anew (OpenDocument 1.3 part 3, 5.3.1, 19.780, 19.782). */
export function listKeeper() {
  const byId = new Map<string, RunningList>()
  const byStyle = new Map<string, RunningList>()
  return (attributes: Record<string, string>): RunningList => {
    const style = attributes["text:style-name"] ?? ""
    const continued = attributes["text:continue-list"]
    const goesOn = attributes["text:continue-numbering"] === "true"
    const known =
      (continued === undefined ? undefined : byId.get(continued)) ?? (goesOn ? byStyle.get(style) : undefined)
    const list = known ?? { values: [] }
    if (attributes["xml:id"]) byId.set(attributes["xml:id"], list)
    byStyle.set(style, list)
    return list
  }
}

/** Counts one numbered paragraph at a depth from 0 and gives its marker. */
export function countItem(list: RunningList, style: ListStyle | undefined, depth: number, startValue?: string): string {
  const level = style?.get(depth)
  const before = list.values[depth]
  list.values[depth] = whole(startValue, before === undefined ? (level?.start ?? 1) : before + 1)
  list.values.length = depth + 1
  return level?.show(list.values) ?? ""
}

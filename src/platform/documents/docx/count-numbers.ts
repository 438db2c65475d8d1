import { formatNumber } from "../format-number.ts"
import { readableMarker } from "../symbols.ts"
import type { List, Numbering } from "./read-numbering.ts"
import { inherited, type Style } from "./read-styles.ts"

/** What a paragraph itself says of its numbering. */
export type OwnNumber = { numId?: string; listLevel?: number }
type Place = { list: List; level: number }

/**
 * Counts automatic numbers as Word does (ECMA-376 part 1, 17.9): all `w:num` of one abstract list share its counters,
 * and a start override begins anew the first time that its `w:num` is used at that level.
 * The returned function is to be called for every paragraph in order.
 */
export function numberCounter(numbering: Numbering) {
  const counters = new Map<string, (number | undefined)[]>()
  const begun = new Set<string>()
  return (own: OwnNumber, styles: Style[]): { marker: string; level: number } | undefined => {
    const place = placeOf(numbering, own, styles)
    if (!place) return undefined
    const { list, level } = place
    const values = counters.get(list.listId) ?? []
    counters.set(list.listId, values)
    const first = list.restarts(level) && !begun.has(`${list.numId} ${level}`)
    begun.add(`${list.numId} ${level}`)
    const before = values[level]
    values[level] = first || before === undefined ? list.start(level) : before + 1
    for (let deeper = level + 1; deeper < 9; deeper++) {
      const restart = list.level(deeper)?.restart
      if (restart === undefined || level < restart) values[deeper] = undefined
    }
    return { marker: markerOf(place, values), level: level + 1 }
  }
}

function placeOf(numbering: Numbering, own: OwnNumber, styles: Style[]): Place | undefined {
  const numId = own.numId ?? inherited(styles, "numId")
  const list = numId === undefined || numId === "0" ? undefined : numbering.list(numId)
  if (!list) return undefined
  const ofStyle = styles.map((style) => list.levelOfStyle(style.id)).find((index) => index >= 0)
  const level = own.listLevel ?? ofStyle ?? inherited(styles, "listLevel") ?? 0
  return level >= 0 && level < 9 && list.level(level) ? { list, level } : undefined
}

function markerOf({ list, level }: Place, values: (number | undefined)[]): string {
  const shape = list.level(level)!
  if (shape.format === "bullet") return readableMarker(shape.text)
  const text = shape.text.replace(/%([1-9])/g, (_, digit: string) => {
    const index = Number(digit) - 1
    const format = list.level(index)?.format ?? "decimal"
    const value = values[index] ?? list.start(index)
    if (format === "bullet" || format === "none") return ""
    return formatNumber(value, shape.legal ? "decimal" : format)
  })
  return readableMarker(text)
}

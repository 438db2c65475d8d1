import { formatNumber, type NumberFormat } from "../format-number.ts"
import { lookup } from "../lookup.ts"

export type HtmlList = { ordered: boolean; format: NumberFormat | "bullet"; next: number; step: 1 | -1 }

const types = lookup<NumberFormat>({
  "1": "decimal",
  a: "lowerLetter",
  A: "upperLetter",
  i: "lowerRoman",
  I: "upperRoman",
})
const styles = lookup<HtmlList["format"]>({
  decimal: "decimal",
  "decimal-leading-zero": "decimalZero",
  "lower-alpha": "lowerLetter",
  "lower-latin": "lowerLetter",
  "upper-alpha": "upperLetter",
  "upper-latin": "upperLetter",
  "lower-roman": "lowerRoman",
  "upper-roman": "upperRoman",
  none: "none",
  disc: "bullet",
  circle: "bullet",
  square: "bullet",
})

const styled = (attributes: Record<string, string>) =>
  styles.get(/list-style(?:-type)?\s*:\s*([\w-]+)/i.exec(attributes.style ?? "")?.[1]?.toLowerCase() ?? "")

/** An `ol`, `ul` or `menu` that has just been opened (HTML Standard, 4.4.5–4.4.8). */
export function openList(name: string, attributes: Record<string, string>): HtmlList {
  const ordered = name === "ol"
  const format = styled(attributes) ?? (ordered ? (types.get(attributes.type ?? "") ?? "decimal") : "bullet")
  return { ordered, format, next: number(attributes.start) ?? 1, step: attributes.reversed === undefined ? 1 : -1 }
}

/** The marker of the next item. A list that counts down without `start` is not foreseen: its length is not known yet. */
export function nextMarker(list: HtmlList | undefined, attributes: Record<string, string>): string | undefined {
  if (!list) return "•"
  const value = (list.ordered ? number(attributes.value) : undefined) ?? list.next
  list.next = value + list.step
  const format = styled(attributes) ?? types.get(attributes.type ?? "") ?? list.format
  if (format === "none") return undefined
  return format === "bullet" ? "•" : `${formatNumber(value, format)}.`
}

function number(text: string | undefined): number | undefined {
  const value = Number.parseInt(text ?? "", 10)
  return Number.isSafeInteger(value) ? value : undefined
}

import { children, elementsOf, type XmlElement } from "../archive/parse-xml.ts"
import { formatNumber, type NumberFormat } from "../format-number.ts"
import { readableMarker } from "../symbols.ts"
import { whole } from "./part.ts"

export type ListLevel = {
  start: number
  /** The number or bullet shown, out of the values of this level and those above it. */
  show(values: (number | undefined)[]): string
}
/** Levels from 0. */
export type ListStyle = Map<number, ListLevel>

/** A `text:list-style` or `text:outline-style` (OpenDocument 1.3 part 3, 16.30–16.34, 19.500). */
export function readListStyle(element: XmlElement): ListStyle {
  const levels = elementsOf(element).filter((one) => one.attributes["text:level"] !== undefined)
  const formats = new Map(levels.map((one) => [levelOf(one), numberFormat(one.attributes["style:num-format"])]))
  const starts = new Map(levels.map((one) => [levelOf(one), whole(one.attributes["text:start-value"], 1)]))
  const numeral = (index: number, values: (number | undefined)[]) =>
    formatNumber(values[index] ?? starts.get(index) ?? 1, formats.get(index) ?? "decimal")
  return new Map(
    levels.map((one) => {
      const index = levelOf(one)
      return [index, { start: starts.get(index) ?? 1, show: shower(one, index, formats.get(index) ?? "none", numeral) }]
    }),
  )
}

const levelOf = (element: XmlElement) => whole(element.attributes["text:level"], 1, 1) - 1

function shower(
  element: XmlElement,
  index: number,
  format: NumberFormat,
  numeral: (index: number, values: (number | undefined)[]) => string,
): ListLevel["show"] {
  const { attributes } = element
  if (element.name === "text:list-level-style-image") return () => "•"
  if (element.name === "text:list-level-style-bullet") {
    const bullet = attributes["text:bullet-char"] ?? ""
    const font = children(element, "style:text-properties")[0]?.attributes["fo:font-family"]
    // a letter in a sign font is a picture of something else
    const sign = /wingdings|symbol/i.test(font ?? "") && /^[\x20-\x7f]$/.test(bullet) ? "•" : bullet
    return () => readableMarker(sign)
  }
  const pattern = attributes["loext:num-list-format"] ?? attributes["style:num-list-format"]
  if (pattern !== undefined)
    return (values) => {
      if (format === "none" && !pattern.replace(/%\d+%/g, "").trim()) return ""
      return readableMarker(pattern.replace(/%(\d+)%/g, (_, level: string) => numeral(Number(level) - 1, values)))
    }
  const prefix = attributes["style:num-prefix"] ?? ""
  const suffix = attributes["style:num-suffix"] ?? ""
  const first = Math.max(0, index + 1 - whole(attributes["text:display-levels"], 1, 1))
  return (values) => {
    if (format === "none") return readableMarker(prefix + suffix)
    const numerals: string[] = []
    for (let level = first; level <= index; level++) numerals.push(numeral(level, values))
    return readableMarker(prefix + numerals.filter(Boolean).join(".") + suffix)
  }
}

function numberFormat(text: string | undefined): NumberFormat {
  switch (text) {
    case undefined:
    case "":
      return "none"
    case "I":
      return "upperRoman"
    case "i":
      return "lowerRoman"
    case "A":
      return "upperLetter"
    case "a":
      return "lowerLetter"
    case "01":
    case "01, 02, 03, ...":
      return "decimalZero"
  }
  if (/^А/.test(text)) return "russianUpper"
  if (/^а/.test(text)) return "russianLower"
  return "decimal"
}

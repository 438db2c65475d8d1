import { child, children, type XmlElement } from "../archive/parse-xml.ts"

/** Numbers of formats that Excel has for dates by itself (ECMA-376, 18.8.30); those of time alone are left out. */
const own = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58])

/** Numbers of the cell styles that show a number as a date. */
export function dateStyles(styles: XmlElement | undefined): Set<number> {
  const made = new Map(
    children(child(styles, "s:numFmts"), "s:numFmt").map(({ attributes }) => [
      Number(attributes.numFmtId),
      attributes.formatCode ?? "",
    ]),
  )
  const isDate = (id: number) => {
    const code = made.get(id)
    return code === undefined ? own.has(id) : /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ""))
  }
  const formats = children(child(styles, "s:cellXfs"), "s:xf").map(({ attributes }) => Number(attributes.numFmtId ?? 0))
  return new Set(formats.flatMap((id, i) => (isDate(id) ? [i] : [])))
}

/** A day of Excel as 25.12.2026; undefined outside of what it can hold. Day 60 is 29 February 1900, which never was. */
export function dayOf(serial: number, from1904: boolean): string | undefined {
  if (serial < 1 || serial > 2_958_465) return undefined
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial
  const day = new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * 86_400_000).toISOString()
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`
}

import { SaxesParser } from "saxes"
import { isIsoDate } from "#platform/office/dates.ts"
import type { DayKind } from "./year-days.ts"
import { emptyFile, finish, quoted, type ReadYear, type Trouble, take, trouble } from "./year-file.ts"

const kinds: Record<string, DayKind> = { 1: "off", 2: "short", 3: "work" }

/**
 * The XML of xmlcalendar.ru: `<calendar year="2026"><days><day d="01.09" t="1" f="01.03"/>`, where `d` is month and
 * day, and `t` is 1 off, 2 an hour shorter (on a weekend, too), 3 working though on a weekend.
 */
export function readYearXml(text: string): ReadYear {
  const file = emptyFile()
  let broken: Trouble | undefined
  const parser = new SaxesParser()
  const stop = () => {
    broken ??= trouble(parser.line, "workdays.file.broken")
  }
  parser.on("doctype", stop)
  parser.on("error", stop)
  parser.on("opentag", ({ name, attributes }) => {
    if (name === "calendar" && /^\d{4}$/.test(attributes.year ?? "")) file.year = Number(attributes.year)
    if (name !== "day" || file.year === null) return
    const { d = "", t = "" } = attributes
    const kind = kinds[t]
    const day = `${file.year}-${d.replace(".", "-")}`
    if (kind) take(file, parser.line, isIsoDate(day) ? day : null, kind, d)
    else file.troubles.push(trouble(parser.line, "workdays.file.no_type", { text: quoted(t) }))
  })
  parser.write(text).close()
  if (!broken && file.year === null) broken = trouble(null, "workdays.file.not_xmlcalendar")
  return broken ? { ok: false, troubles: [broken] } : finish(file)
}

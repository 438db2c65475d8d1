import { isoFromDate, isoFromText } from "#platform/office/dates.ts"
import type { DayKind } from "./year-days.ts"
import { emptyFile, finish, quoted, type ReadYear, take, trouble } from "./year-file.ts"

/** How the kind of a day is written, «ё» as «е»; the first of each kind in a language is what we write. */
const words: Record<string, DayKind> = {
  выходной: "off",
  сокращенный: "short",
  рабочий: "work",
  off: "off",
  short: "short",
  work: "work",
}

/** Rows of a table «date; kind» out of CSV or .xlsx; empty rows and a row of headings are passed over. */
export function readYearRows(rows: (string | Date)[][]): ReadYear {
  const file = emptyFile()
  rows.forEach(([date = "", word = ""], i) => {
    const said = date instanceof Date ? isoFromDate(date) : date.trim()
    const told = word instanceof Date ? isoFromDate(word) : word.trim()
    if ((!said && !told) || (i === 0 && !/\d/.test(said))) return
    const kind = words[told.toLowerCase().replaceAll("ё", "е")]
    if (kind) take(file, i + 1, isoFromText(said), kind, said)
    else file.troubles.push(trouble(i + 1, "workdays.file.no_kind", { text: quoted(told) }))
  })
  return finish(file)
}

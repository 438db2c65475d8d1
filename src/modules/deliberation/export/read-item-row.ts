import type { ExportedItem } from "./exported-resolution.ts"
import { codeNamed } from "./sheet-layout.ts"
import { type Complain, dateOf, numberOf, type SheetRow, textOf } from "./sheet-row.ts"

/** One row of the sheet of items; `index` from 0 numbers those that carry no number of their own. */
export function readItemRow({ row, cells }: SheetRow, index: number, complain: Complain): ExportedItem {
  // Excel turns a typed «2.1» into the second of January
  for (const cell of [cells.path, cells.label]) if (cell instanceof Date) complain("path_is_date", row)
  const text = textOf(cells.text)
  if (!text.trim()) complain("text_missing", row)
  const label = textOf(cells.label)
  const path = textOf(cells.path).trim() || label.trim().replace(/[.)]+$/, "") || String(index + 1)
  const type = cells.type === undefined ? "item" : codeNamed("type", textOf(cells.type))
  if (!type) complain("type_unknown", row, { value: textOf(cells.type) })
  const forceText = textOf(cells.force) || textOf(cells.forceLabel)
  const force = forceText ? codeNamed("force", forceText) : "decide"
  if (!force) complain("force_unknown", row, { value: forceText })
  return {
    type: type ?? "item",
    path,
    label,
    text,
    depth: cells.depth === undefined ? path.split(".").length - 1 : numberOf(cells.depth, row, complain),
    addressees: addressees(cells, row, complain),
    force: force ?? "decide",
    forceLabel: textOf(cells.forceLabel),
    ...terms(cells, row, complain),
    theme: textOf(cells.theme) || null,
    status: textOf(cells.status) || null,
    amendedFrom: textOf(cells.amendedFrom) || null,
  }
}

function addressees(cells: SheetRow["cells"], row: number, complain: Complain): ExportedItem["addressees"] {
  const names = textOf(cells.addressees).split(cells.roles === undefined ? /[\n;]/ : "\n")
  const roles = textOf(cells.roles).split("\n")
  return names.flatMap((name, i) => {
    if (!name.trim()) return []
    const said = roles[i]?.trim()
    const role = said ? codeNamed("role", said) : "lead"
    if (!role) complain("role_unknown", row, { value: said ?? "" })
    return [{ name: name.trim(), role: role ?? "lead" }]
  })
}

/** «до конца года» in the column of dates is a term in words. */
function terms(cells: SheetRow["cells"], row: number, complain: Complain) {
  const deadline = dateOf(cells.deadline)
  const term = textOf(cells.term) || null
  if (deadline || cells.deadline === undefined) return { deadline, term }
  if (!term) return { deadline: null, term: textOf(cells.deadline) }
  complain("date_invalid", row, { value: textOf(cells.deadline) })
  return { deadline: null, term }
}

import { parsePasted } from "#platform/office/paste.ts"
import type { Saying } from "#platform/refusal.ts"
import { sayingsOf } from "#platform/sayings.ts"
import type { Territory } from "../territory/territory.ts"
import { foldTerritory } from "../territory/territory-names.ts"
import { guessKind, type KindGuess } from "./guess-kind.ts"
import { innKey } from "./identifiers.ts"
import { type ImportRow, importRow } from "./import-row.ts"
import { foldName } from "./party.ts"
import { partyFields } from "./party-input.ts"
import { type ColumnUse, guessColumns, hasHeader, pastedFields } from "./pasted-columns.ts"

/** Rows as they were pasted; `line` counts from 1, empty rows are counted and left out. */
export type Pasted = { header: string[] | null; columns: ColumnUse[]; rows: { line: number; cells: string[] }[] }

/** What the reader corrected on the page: columns, whether the first row is a heading. */
export type Corrections = { columns?: ColumnUse[]; header?: boolean }

/** Reads pasted text and guesses its columns. */
export function readPasted(text: string, territories: Territory[], corrected: Corrections = {}): Pasted {
  const all = parsePasted(text)
    .map((cells, i) => ({ line: i + 1, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim()))
  const cells = all.map((row) => row.cells)
  const header = corrected.header ?? hasHeader(cells)
  const known = new Set(territories.map(({ name }) => foldTerritory(name)))
  const guessed = guessColumns(cells, header, known)
  return {
    header: header ? (cells[0] ?? []) : null,
    columns: guessed.map((use, i) => corrected.columns?.[i] ?? use),
    rows: header ? all.slice(1) : all,
  }
}

export type Accepted = { line: number; row: ImportRow; kind: "chosen" | "named" | "guessed" | "assumed" }
export type Refused = { line: number; cells: string[]; reasons: { field: string; saying: Saying }[] }
export type Repeated = { line: number; name: string; id?: number; ofLine?: number }
export type Checked = { accepted: Accepted[]; refused: Refused[]; repeated: Repeated[] }

type Check = {
  /** Ids of parties of the registry by folded name. */
  existing: Map<string, number>
  /** The same by ИНН and КПП, as `innKey` writes them. */
  byInn: Map<string, number>
  territories: Territory[]
  /** Kind of a party whose name and column say nothing. */
  assumed: KindGuess
  /** Kinds chosen on the page, by line. */
  chosen: Map<number, KindGuess>
  /** Reads a cell of the column «вид»: labels of kinds in both languages. */
  kindOfCell(cell: string): KindGuess | null
  /** Whether the reader may add such a party. */
  permits(row: ImportRow): boolean
}

/** ИНН of all rows as they were pasted, to be looked up in the registry. */
export const pastedInns = ({ rows, columns }: Pasted): string[] =>
  rows.flatMap(({ cells }) => partyFields.inn.safeParse(cells[columns.indexOf("inn")] ?? "").data || [])

/** Folded names of all rows, to be looked up in the registry. */
export const foldedNames = ({ rows, columns }: Pasted): string[] =>
  rows.map(({ cells }) => foldName(cells[columns.indexOf("name")] ?? "")).filter(Boolean)

function kindOf(line: number, name: string, cell: string, check: Check): Pick<Accepted, "kind"> & { guess: KindGuess } {
  const chosen = check.chosen.get(line)
  if (chosen) return { kind: "chosen", guess: chosen }
  const named = cell && (check.kindOfCell(cell) ?? guessKind(cell))
  if (named) return { kind: "named", guess: named }
  const guess = guessKind(name)
  return guess ? { kind: "guessed", guess } : { kind: "assumed", guess: check.assumed }
}

/** Sorts the rows: to be saved, refused with the reasons, or there already. Every row is in exactly one list. */
export function checkPasted(pasted: Pasted, check: Check): Checked {
  const checked: Checked = { accepted: [], refused: [], repeated: [] }
  const lines = new Map<string, number>()
  const places = Map.groupBy(check.territories, ({ name }) => foldTerritory(name))
  for (const { line, cells } of pasted.rows) {
    const cell = (use: ColumnUse) => (cells[pasted.columns.indexOf(use)] ?? "").trim()
    const { kind, guess } = kindOf(line, cell("name"), cell("kind"), check)
    const fields = pastedFields.filter((field) => field !== "kind")
    const parsed = importRow.safeParse({ ...guess, ...Object.fromEntries(fields.map((field) => [field, cell(field)])) })
    const reasons = parsed.success ? {} : sayingsOf(parsed.error)
    if ((places.get(foldTerritory(cell("territory")))?.length ?? 0) > 1)
      reasons.territory = { key: "registry.paste.several_territories" }
    if (parsed.success && !check.permits(parsed.data)) reasons.territory = { key: "registry.paste.foreign_territory" }
    const folded = foldName(cell("name"))
    const inn = parsed.success ? innKey(parsed.data) : ""
    const id = check.existing.get(folded) ?? check.byInn.get(inn)
    const ofLine = lines.get(folded) ?? lines.get(inn)
    if (folded && (id !== undefined || ofLine !== undefined))
      checked.repeated.push({ line, name: cell("name"), ...(id === undefined ? { ofLine: ofLine! } : { id }) })
    else if (!parsed.success || Object.keys(reasons).length)
      checked.refused.push({
        line,
        cells,
        reasons: Object.entries(reasons).map(([field, saying]) => ({ field, saying })),
      })
    else {
      checked.accepted.push({ line, row: parsed.data, kind })
      lines.set(folded, line)
      if (inn) lines.set(inn, line)
    }
  }
  return checked
}

const quoted = (cell: string) => (/["\t\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Rows back as text that reads the same, headings included: what was refused stays in the form. */
export const pastedText = (header: string[] | null, rows: { cells: string[] }[]): string =>
  [...(header ? [header] : []), ...rows.map(({ cells }) => cells)]
    .map((cells) => cells.map(quoted).join("\t"))
    .join("\n")

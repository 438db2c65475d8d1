import type { FigureTable } from "../tables.ts"

/** One row of `commitments.figure`, or several summed up. `value`: days for `days`, days since 2000-01-01 for `due`. */
export type FigureRow = Pick<FigureTable, "key" | "measure" | "value" | "requests">

export type Figures = {
  /** Requests that count: without those handed over or withdrawn. */
  asked: number
  answered: number
  /** Median number of days from asking to the first answer; null where nobody answered. */
  days: number | null
  /** In work now, those overdue included. */
  accepted: number
  overdue: number
  reported: number
  released: number
  declined: number
  /** Without a decision yet: asked, or received and considered. */
  waiting: number
  /** Shares of those asked, 0 to 1; null where nobody was. */
  shareAnswered: number | null
  shareDone: number | null
}

const dayMs = 86_400_000
/** A day (YYYY-MM-DD) as the table keeps it: days since 2000-01-01. */
export const dayNumber = (day: string): number => (Date.parse(day) - Date.parse("2000-01-01")) / dayMs

/**
 * The median of values that occur so many times: the one in the middle, halfway between the two where there is none.
 * @returns null when nothing was counted
 */
export function medianOf(histogram: { value: number; requests: number }[]): number | null {
  const sorted = histogram.filter(({ requests }) => requests > 0).toSorted((a, b) => a.value - b.value)
  const count = sorted.reduce((sum, { requests }) => sum + requests, 0)
  if (!count) return null
  const at = (place: number) => {
    let passed = 0
    return sorted.find(({ requests }) => {
      passed += requests
      return passed > place
    })!.value
  }
  return (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2
}

/**
 * What rows of the table say together, whatever their keys and visibilities.
 * @param today YYYY-MM-DD: what was due before it and is still in work is overdue
 */
export function figuresOf(rows: Omit<FigureRow, "key">[], today: string): Figures {
  const sum = (measure: FigureRow["measure"], counts: (value: number) => boolean = () => true) =>
    rows.reduce((n, row) => (row.measure === measure && counts(row.value) ? n + row.requests : n), 0)
  const asked = sum("asked")
  const answered = sum("answered")
  const [accepted, reported, released, declined] = [sum("accepted"), sum("reported"), sum("released"), sum("declined")]
  const day = dayNumber(today)
  return {
    asked,
    answered,
    days: medianOf(rows.filter(({ measure }) => measure === "days")),
    accepted,
    overdue: sum("due", (due) => due < day),
    reported,
    released,
    declined,
    waiting: asked - accepted - reported - released - declined,
    shareAnswered: asked ? answered / asked : null,
    shareDone: asked ? released / asked : null,
  }
}

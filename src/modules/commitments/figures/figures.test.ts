import fc from "fast-check"
import { expect, test } from "vitest"
import { dayNumber, type FigureRow, figuresOf, medianOf } from "./figures.ts"

const histogram = fc.array(
  fc.record({ value: fc.integer({ min: 0, max: 60 }), requests: fc.integer({ min: 0, max: 9 }) }),
)

test("the median of a histogram is that of the numbers it stands for", () => {
  expect(medianOf([])).toBeNull()
  expect(medianOf([{ value: 3, requests: 0 }])).toBeNull()
  expect(
    medianOf([
      { value: 9, requests: 1 },
      { value: 2, requests: 1 },
    ]),
  ).toBe(5.5)
  fc.assert(
    fc.property(histogram, (rows) => {
      const all = rows.flatMap(({ value, requests }) => Array(requests).fill(value) as number[]).sort((a, b) => a - b)
      const half = all.length / 2
      const expected = all.length ? (all[Math.ceil(half) - 1]! + all[Math.floor(half)]!) / 2 : null
      expect(medianOf(rows)).toBe(expected)
    }),
  )
})

test("figures: a term is overdue from the day after it, and what has no decision is what is left", () => {
  const row = (measure: FigureRow["measure"], requests: number, value = 0) => ({ measure, requests, value })
  const rows = [
    row("asked", 10),
    row("answered", 8),
    row("days", 5, 2),
    row("days", 3, 30),
    row("accepted", 3),
    row("reported", 1),
    row("released", 2),
    row("declined", 1),
    row("due", 1, dayNumber("2026-03-09")),
    row("due", 2, dayNumber("2026-03-10")),
  ]
  expect(figuresOf(rows, "2026-03-10")).toEqual({
    asked: 10,
    answered: 8,
    days: 2,
    accepted: 3,
    overdue: 1,
    reported: 1,
    released: 2,
    declined: 1,
    waiting: 3,
    shareAnswered: 0.8,
    shareDone: 0.2,
  })
  expect(figuresOf([], "2026-03-10")).toMatchObject({ asked: 0, shareAnswered: null, shareDone: null, days: null })
})

import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { endsWithin, hasEnded, inForce, overlap, type Term, troubleOfEnd, troublesOf } from "./status.ts"

const dayOf = (n: number) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10)
const number = fc.integer({ min: 0, max: 40 })
const edge = fc.option(number, { nil: null })
/** A term among forty days, with its days as numbers. */
const term = fc
  .tuple(edge, edge)
  .filter(([from, until]) => from === null || until === null || from <= until)
  .map(([from, until]): Term & { days: number[] } => ({
    from: from === null ? null : dayOf(from),
    until: until === null ? null : dayOf(until),
    days: Array.from({ length: 43 }, (_, i) => i - 1).filter((i) => i >= (from ?? -1) && i <= (until ?? 41)),
  }))

describe("terms", () => {
  test("overlap exactly when a day is in force in both", () => {
    fc.assert(
      fc.property(term, term, (a, b) => {
        expect(overlap(a, b)).toBe(a.days.some((day) => b.days.includes(day)))
        expect(overlap(b, a)).toBe(overlap(a, b))
      }),
    )
  })

  test("are ahead, in force or ended on a day, both ends included", () => {
    fc.assert(
      fc.property(term, number, (a, n) => {
        expect(inForce(a, dayOf(n))).toBe(a.days.includes(n))
        expect(hasEnded(a, dayOf(n))).toBe(a.days.every((day) => day < n))
      }),
    )
  })

  test("end within so many days when they are in force now and not for longer", () => {
    fc.assert(
      fc.property(term, number, fc.integer({ min: 0, max: 60 }), (a, n, days) => {
        const last = a.until === null ? Number.POSITIVE_INFINITY : a.days.at(-1)!
        expect(endsWithin(a, dayOf(n), days)).toBe(a.days.includes(n) && last <= n + days)
      }),
    )
  })
})

describe("a new status", () => {
  const today = "2026-11-21"
  const status = (from: string | null, until: string | null, kind: "so_nko" | "tos" = "so_nko") => ({
    from,
    until,
    kind,
  })

  test("keeps its days in order and near", () => {
    expect(troublesOf(status("2026-02-01", "2026-01-31"), [], today)).toHaveProperty("until")
    expect(troublesOf(status("2026-02-01", "2026-02-01"), [], today)).toBeNull()
    expect(troublesOf(status("2028-01-01", null), [], today)).toHaveProperty("from")
    expect(troublesOf(status("2027-12-31", null), [], today)).toBeNull()
  })

  test("meets no other of its kind; those of other kinds may run beside it", () => {
    const others = [status("2024-01-01", "2024-12-31"), status(null, null, "tos")]
    expect(troublesOf(status("2024-12-31", null), others, today)).toEqual({
      kind: { key: "registry.status.overlaps" },
    })
    expect(troublesOf(status("2025-01-01", null), others, today)).toBeNull()
    expect(troublesOf(status("2025-01-01", null, "tos"), others, today)).toHaveProperty("kind")
  })

  test("however many are entered, at most one of a kind is in force on any day", () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 12 }), number, (terms, n) => {
        const kept: ReturnType<typeof status>[] = []
        for (const { from, until } of terms) {
          const one = status(from, until)
          if (!troublesOf(one, kept, today)) kept.push(one)
        }
        expect(kept.filter((one) => inForce(one, dayOf(n))).length).toBeLessThanOrEqual(1)
      }),
    )
  })

  test("ends between its beginning and its term", () => {
    const short = { from: "2024-01-01", until: "2024-12-31" }
    expect(troubleOfEnd(short, "2023-12-31")).toEqual({ key: "registry.status.until_before_from" })
    expect(troubleOfEnd(short, "2024-12-31")).toEqual({ key: "registry.status.prolongs" })
    expect(troubleOfEnd(short, "2024-12-30")).toBeNull()
    expect(troubleOfEnd({ from: null, until: null }, "2030-01-01")).toBeNull()
  })
})

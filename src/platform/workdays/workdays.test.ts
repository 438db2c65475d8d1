import { describe, expect, it } from "vitest"
import { addWorkdays, daysOfYear, isWorkday, nextWorkday, type Workdays } from "./workdays.ts"
import { daysOf, kindIn } from "./year-days.ts"

const builtIn: Workdays = { years: {}, quiet: new Set() }

const count = (w: Workdays, start: string) =>
  daysOf(Number(start.slice(0, 4))).filter((day) => day.startsWith(start) && isWorkday(w, day)).length

describe("the built-in year 2026", () => {
  it("has the working days that the production calendar has", () => {
    expect(count(builtIn, "2026")).toBe(247)
    const months = ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12"]
    expect(months.map((month) => count(builtIn, `2026-${month}`))).toEqual([
      ...[15, 19, 21, 22, 19, 21, 23, 21, 22, 22, 20, 22],
    ])
  })

  it("has four short days, so 1972 hours", () => {
    const days = daysOfYear(builtIn, 2026)
    const short = daysOf(2026).filter((day) => kindIn(days, day) === "short")
    expect(short).toEqual(["2026-04-30", "2026-05-08", "2026-06-11", "2026-11-03"])
  })

  it.each([
    ["2026-01-08", false],
    ["2026-01-09", false], // moved from 3 January
    ["2026-01-12", true],
    ["2026-02-23", false],
    ["2026-03-09", false], // 8 March is a Sunday
    ["2026-05-11", false], // 9 May is a Saturday
    ["2026-06-12", false],
    ["2026-11-04", false],
    ["2026-11-21", false], // a Saturday
    ["2026-12-30", true],
    ["2026-12-31", false], // moved from 4 January
  ])("%s is a working day: %s", (day, works) => expect(isWorkday(builtIn, day)).toBe(works))
})

describe("a year without known transfers", () => {
  it("moves a holiday on a weekend, but not those of January", () => {
    // 2028: 1, 2, 8 January are on a weekend, 4 November is a Saturday
    expect(isWorkday(builtIn, "2028-01-10")).toBe(true)
    expect(isWorkday(builtIn, "2028-11-06")).toBe(false)
    expect(kindIn(daysOfYear(builtIn, 2028), "2028-12-31")).toBe("off")
    expect(kindIn(daysOfYear(builtIn, 2029), "2029-12-31")).toBe("short")
  })
})

describe("steps over working days", () => {
  it.each([
    ["2026-11-03", 0, "2026-11-03"],
    ["2026-11-04", 0, "2026-11-05"],
    ["2026-11-03", 1, "2026-11-05"],
    ["2026-11-07", 1, "2026-11-09"],
    ["2026-12-30", 1, "2027-01-11"],
    ["2027-01-11", -1, "2026-12-30"],
    ["2026-11-08", -1, "2026-11-06"],
    ["2026-01-12", 246, "2026-12-30"],
  ])("%s %i is %s", (day, n, expected) => expect(addWorkdays(builtIn, day, n)).toBe(expected))

  it("pass a quiet day, and follow a stored year", () => {
    const w = { years: { 2026: { "2026-11-07": "work" } } as Workdays["years"], quiet: new Set(["2026-11-05"]) }
    expect(isWorkday(w, "2026-11-04")).toBe(true) // the stored year says nothing of it
    expect(nextWorkday(w, "2026-11-05")).toBe("2026-11-06")
    expect(nextWorkday(w, "2026-11-07")).toBe("2026-11-07")
    expect(nextWorkday(builtIn, "2026-11-07")).toBe("2026-11-09")
  })
})

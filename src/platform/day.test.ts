import { describe, expect, it } from "vitest"
import { startOfDay, understandDay, understandPastDay, zoneInWords } from "./day.ts"

const today = "2026-11-21"

describe("a typed date", () => {
  it.each([
    ["14 марта", "2027-03-14"],
    ["21 ноября", "2026-11-21"],
    ["24 декабря", "2026-12-24"],
    ["14 марта 2026 г.", "2026-03-14"],
    ["1 мая 2027 года", "2027-05-01"],
    ["14.03", "2027-03-14"],
    ["1.12", "2026-12-01"],
    ["14.03.26", "2026-03-14"],
    ["14.03.2026", "2026-03-14"],
    ["2026-03-14", "2026-03-14"],
    [" 3 September 2027 ", "2027-09-03"],
  ])("%s is %s", (typed, day) => expect(understandDay(typed, today)).toBe(day))

  it.each(["", "31.02.2026", "32 мая", "14 мартобря", "завтра?", "2026-13-01", "14.03.202"])("%j is none", (typed) =>
    expect(understandDay(typed, today)).toBeNull(),
  )

  it.each([
    ["17 ноября", "2026-11-17"],
    ["21.11", "2026-11-21"],
    ["22 ноября", "2025-11-22"],
    ["17  НОЯБРЯ 2024 г.", "2024-11-17"],
    ["1 января 2030", "2030-01-01"],
  ])("%s was %s", (typed, day) => expect(understandPastDay(typed, today)).toBe(day))

  it("begins by the clocks of its zone", () => {
    expect(startOfDay("2026-11-21", "Europe/Moscow").toISOString()).toBe("2026-11-20T21:00:00.000Z")
    expect(startOfDay("2026-03-29", "Europe/Berlin").toISOString()).toBe("2026-03-28T23:00:00.000Z")
    expect(startOfDay("2026-03-30", "Europe/Berlin").toISOString()).toBe("2026-03-29T22:00:00.000Z")
    expect(startOfDay("2026-11-21", "America/New_York").toISOString()).toBe("2026-11-21T05:00:00.000Z")
  })

  it("is of a zone that has a name", () => expect(zoneInWords("Europe/Moscow", "ru")).toContain("Москва"))
})

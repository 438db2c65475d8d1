import { describe, expect, test } from "vitest"
import { seenBy } from "../person/fields.ts"
import { daysAfter, levelsFrom, stateOf } from "./skill.ts"

describe("a competence of a person", () => {
  const today = "2026-11-21"
  const at = new Date("2026-01-10T09:00:00Z")

  test("counts while it is confirmed, until its last day inclusive", () => {
    const state = (until: string | null, confirmedAt: Date | null = at, endedAt: Date | null = null) =>
      stateOf({ until, confirmedAt, endedAt }, today)
    expect([state(null), state(today), state("2026-11-20")]).toEqual(["confirmed", "confirmed", "expired"])
    expect([state(null, null), state("2026-11-20", null), state(null, at, at)]).toEqual(["stated", "expired", "ended"])
  })

  test("a level is looked for with those above it", () => {
    expect(levelsFrom("beginner")).toEqual(["beginner", "confident", "expert"])
    expect(levelsFrom("expert")).toEqual(["expert"])
  })

  test("sixty days go over the end of a year", () => {
    expect(daysAfter(today, 60)).toBe("2027-01-20")
  })

  test("what somebody tells of its time and experience is never for everybody", () => {
    for (const field of ["competences", "roles", "languages"] as const) expect(seenBy("public", field)).toBe(true)
    for (const field of ["availability", "experience"] as const) expect(seenBy("public", field)).toBe(false)
  })
})

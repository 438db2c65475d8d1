import { describe, expect, test } from "vitest"
import { fillText, standingOf, troubleOfAge, troubleOfText } from "./consent.ts"

const born = "2010-11-21"
const marks = (ownConsentOn: string | null, guardianConsentOn: string | null, birthOn: string | null = born) => ({
  birthOn,
  ownConsentOn,
  guardianConsentOn,
})

describe("who has to consent", () => {
  test("under 14 the guardian alone; from the 14th birthday the young person too", () => {
    expect(standingOf(marks(null, "2023-01-01"), "2024-11-20")).toMatchObject({ counts: true, lacks: [] })
    expect(standingOf(marks(null, "2023-01-01"), "2024-11-21")).toMatchObject({ counts: false, lacks: ["own"] })
    expect(standingOf(marks("2024-11-21", "2023-01-01"), "2024-11-21").counts).toBe(true)
    expect(standingOf(marks("2024-11-21", null), "2024-11-21").lacks).toEqual(["guardian"])
    expect(standingOf(marks(null, null), "2024-11-21").lacks).toEqual(["guardian", "own"])
  })

  test("from the 18th birthday on nobody but the person, and what was said before does not count", () => {
    const young = marks("2025-01-01", "2025-01-01")
    expect(standingOf(young, "2028-11-20")).toMatchObject({ counts: true, cameOfAge: false })
    expect(standingOf(young, "2028-11-21")).toEqual({ counts: false, lacks: ["own"], cameOfAge: true })
    expect(standingOf(marks("2028-11-21", null), "2028-11-21")).toMatchObject({ counts: true, cameOfAge: false })
    expect(standingOf(marks(null, null), "2028-11-21").cameOfAge).toBe(false)
  })

  test("whose age nobody knows consents alone", () => {
    expect(standingOf(marks(null, null, null), "2026-11-21").lacks).toEqual(["own"])
    expect(standingOf(marks("2026-01-01", null, null), "2026-11-21").counts).toBe(true)
  })

  test("what cannot be given at an age is refused on the very day", () => {
    expect(troubleOfAge("processing", born, "2024-11-20")).toBe("consent.too_young")
    expect(troubleOfAge("processing", born, "2024-11-21")).toBeNull()
    expect(troubleOfAge("guardian", born, "2028-11-20")).toBeNull()
    expect(troubleOfAge("guardian", born, "2028-11-21")).toBe("consent.of_age")
    expect(troubleOfAge("guardian", null, "2028-11-21")).toBe("consent.birth_needed")
    expect(troubleOfAge("publication", born, "2028-11-20")).toBe("consent.minor_hidden")
    expect(troubleOfAge("publication", born, "2028-11-21")).toBeNull()
    expect(troubleOfAge("publication", null, "2028-11-21")).toBe("consent.birth_needed")
  })
})

describe("words of a consent", () => {
  test("name what they may and what they must", () => {
    expect(troubleOfText("processing", "Я, {signer}: {operator}. {фото}")).toEqual({ unknown: ["фото"], missing: [] })
    expect(troubleOfText("publication", "Я, {signer}: {operator}")).toEqual({
      unknown: [],
      missing: ["fields", "conditions"],
    })
  })

  test("are filled in paragraph by paragraph; what is not known is left for the pen", () => {
    expect(fillText("Я, {signer}.\n\nКому: {operator}", { operator: "Центр «Опора»" })).toEqual([
      "Я, ________________________.",
      "Кому: Центр «Опора»",
    ])
  })
})

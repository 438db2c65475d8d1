import { expect, test } from "vitest"
import { changesWanted, standing, stateAfter, suggestedFields, type Values } from "./suggestion.ts"

const now = (more: Partial<Values> = {}): Values => ({
  ...(Object.fromEntries(suggestedFields.map((field) => [field, ""])) as Values),
  ...more,
})

test("only what would be other is suggested, with what was there", () => {
  const wanted = changesWanted(now({ name: "Причал", mission: "Учим" }), {
    name: "Причал",
    mission: "",
    about: "Текст",
  })
  expect(wanted).toEqual([
    { field: "mission", before: "Учим", after: "" },
    { field: "about", before: "", after: "Текст" },
  ])
})

test("a field that became something else meanwhile is told from one that is as suggested", () => {
  const change = { field: "mission", before: "а", after: "б" } as const
  expect(standing(change, now({ mission: "а" }))).toBe("fresh")
  expect(standing(change, now({ mission: "б" }))).toBe("same")
  expect(standing(change, now({ mission: "в" }))).toBe("outdated")
})

test("some of several is a part", () => {
  expect([stateAfter(0, 2), stateAfter(1, 2), stateAfter(2, 2)]).toEqual(["returned", "partly", "accepted"])
})

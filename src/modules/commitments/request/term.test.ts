import { expect, test } from "vitest"
import { understandTerm } from "./term.ts"

test.each([
  ["1 июня", "2027-06-01"],
  ["до 1 июня 2026 г.", "2026-06-01"],
  ["к 14.12.2026", "2026-12-14"],
  ["до конца года", "2026-12-31"],
  ["конец месяца", "2026-11-30"],
  ["до конца квартала", "2026-12-31"],
  ["II квартал 2027 г.", "2027-06-30"],
  ["в 1 квартале", "2027-03-31"],
  ["2027 год", "2027-12-31"],
  ["через 2 недели", "2026-12-05"],
  ["в течение месяца", "2026-12-21"],
  ["end of the year", "2026-12-31"],
  ["in 10 days", "2026-12-01"],
])("%s is a day", (typed, day) => {
  expect(understandTerm(typed, "2026-11-21")).toEqual({ termOn: day, term: "" })
})

test("a standing term stays in words, nothing is nothing, and what is no term is said so", () => {
  expect(understandTerm("Постоянно", "2026-11-21")).toEqual({ termOn: null, term: "Постоянно" })
  expect(understandTerm("  ", "2026-11-21")).toEqual({ termOn: null, term: "" })
  expect(understandTerm("когда-нибудь", "2026-11-21")).toBeNull()
  expect(understandTerm("32 января", "2026-11-21")).toBeNull()
})

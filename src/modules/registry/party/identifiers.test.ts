import fc from "fast-check"
import { expect, test } from "vitest"
import { isKpp, wrongInn, wrongOgrn } from "./identifiers.ts"

// Published numbers of large organisations, and numbers made by the rule.
test.each(["7707083893", "7736050003", "500100732259"])("the ИНН %s is right", (inn) =>
  expect(wrongInn(inn)).toBeNull(),
)
test.each([
  ["7707083892", "digit"],
  ["500100732258", "digit"],
  ["0000000000", "digit"],
  ["77070838", "length"],
  ["77070838933", "length"],
  ["770708389А", "length"],
])("the ИНН %s is wrong by its %s", (inn, what) => expect(wrongInn(inn)).toBe(what))

test.each(["1027700132195", "1027700070518", "304500116000157"])("the ОГРН %s is right", (ogrn) =>
  expect(wrongOgrn(ogrn)).toBeNull(),
)
test.each([
  ["1027700132194", "digit"],
  ["304500116000158", "digit"],
  ["10277001321", "length"],
])("the ОГРН %s is wrong by its %s", (ogrn, what) => expect(wrongOgrn(ogrn)).toBe(what))

test.each([
  ["773601001", true],
  ["77AB01001", false],
  ["7736AB001", true],
  ["7736ab001", false],
  ["77360100", false],
])("the КПП %s: %s", (kpp, right) => expect(isKpp(kpp)).toBe(right))

test("one digit that is mistyped is always noticed in an ОГРН", () => {
  const body = fc.integer({ min: 100_000_000_000, max: 999_999_999_999 })
  const numbers = body.map((n) => `${n}${Number(BigInt(n) % 11n) % 10}`)
  fc.assert(
    fc.property(numbers, (ogrn) => {
      expect(wrongOgrn(ogrn)).toBeNull()
      expect(wrongOgrn(`${ogrn.slice(0, -1)}${(Number(ogrn.at(-1)) + 1) % 10}`)).toBe("digit")
    }),
  )
})

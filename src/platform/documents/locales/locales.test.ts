import { IntlMessageFormat } from "intl-messageformat"
import { expect, test } from "vitest"
import { refusalCodes } from "../document-refusal.ts"
import en from "./en.json" with { type: "json" }
import ru from "./ru.json" with { type: "json" }

test("both languages say every refusal, and the same warnings", () => {
  expect(Object.keys(en)).toEqual(Object.keys(ru))
  const refusals = Object.keys(ru).filter((key) => key.startsWith("documents.refusal."))
  expect(refusals.toSorted()).toEqual(refusalCodes.map((code) => `documents.refusal.${code}`).toSorted())
})

test("every sentence can be said and ends as one", () => {
  for (const [locale, catalogue] of Object.entries({ ru, en }))
    for (const text of Object.values(catalogue))
      expect(new IntlMessageFormat(text, locale).format({ limit: 50, rows: 100, columns: 10 })).toMatch(
        /^[А-ЯA-Z][^{}]+[.»]$/,
      )
})

import fc from "fast-check"
import { expect, test } from "vitest"
import { dateFromIso, isIsoDate, isoFromDate, isoFromText, longDate, longDateRange, shortDate } from "./dates.ts"

test("a date is written the official way, in both languages", () => {
  expect(longDate("2019-03-14", "ru")).toMatch(/^14 марта 2019\sг\.$/)
  expect(longDate("2019-03-14", "en")).toBe("14 March 2019")
  expect(shortDate("2019-03-04", "ru")).toBe("04.03.2019")
  expect(shortDate("2019-03-04", "en")).toBe("04/03/2019")
  expect(longDateRange("2019-10-24", "2019-10-25", "ru")).toMatch(/^24–25 октября 2019\sг\.$/)
  expect(longDateRange("2019-10-24", null, "en")).toBe("24 October 2019")
})

test("a date that is not in the calendar is refused", () => {
  for (const text of ["2019-02-29", "2019-13-01", "14.03.2019", "", "2019-3-4"]) expect(isIsoDate(text)).toBe(false)
  expect(() => dateFromIso("2023-02-30")).toThrow(RangeError)
})

test("dates are read as people type them", () => {
  for (const text of [
    "2019-03-14",
    "14.03.2019",
    " 14/3/2019 ",
    "14.03.2019 г.",
    "14 марта 2019 г.",
    "14 Марта 2019 года",
    "14 March 2019",
  ])
    expect(isoFromText(text)).toBe("2019-03-14")
  const months = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
  ]
  expect(months.map((month) => isoFromText(`1 ${month} 2020 г.`))).toEqual(
    months.map((_, i) => `2020-${String(i + 1).padStart(2, "0")}-01`),
  )
  for (const text of ["31.02.2019", "до конца года", "1 брюмера 2019", ""]) expect(isoFromText(text)).toBeNull()
})

test("no zone moves the day, and what is written is read again", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("1900-01-01"), max: new Date("2100-12-31"), noInvalidDate: true }), (at) => {
      const iso = isoFromDate(at)
      expect(isoFromDate(dateFromIso(iso))).toBe(iso)
      expect(isoFromText(longDate(iso, "ru"))).toBe(iso)
      expect(isoFromText(shortDate(iso, "ru"))).toBe(iso)
    }),
  )
})

import { expect, test } from "vitest"
import { sayDay, sayMoment } from "#ui/when.ts"

const now = new Date("2026-11-21T15:00:00Z")
const moment = (at: string, locale: "ru" | "en" = "ru", zone = "Europe/Moscow") =>
  sayMoment(new Date(at), now, zone, locale)

test("days near today are said both ways, others exactly", () => {
  expect(sayDay("2026-11-21", "2026-11-21", "ru")).toEqual({ near: "сегодня", exact: "21 ноября 2026\u00a0г." })
  expect(sayDay("2026-11-24", "2026-11-21", "ru").near).toBe("через 3 дня")
  expect(sayDay("2026-11-16", "2026-11-21", "ru").near).toBe("5 дней назад")
  expect(sayDay("2027-03-01", "2026-11-21", "ru")).toEqual({ near: undefined, exact: "1 марта 2027\u00a0г." })
  expect(sayDay("2026-11-20", "2026-11-21", "en")).toEqual({ near: "yesterday", exact: "20 November 2026" })
})

test("days are counted across a change of clocks and of year", () => {
  expect(sayDay("2026-03-30", "2026-03-28", "ru").near).toBe("послезавтра")
  expect(sayDay("2027-01-02", "2026-12-31", "en").near).toBe("in 2 days")
})

test("moments are said by the zone's wall clock", () => {
  expect(moment("2026-11-21T15:00:00Z")).toEqual({ near: "сегодня, 18:00", exact: "21 ноября 2026\u00a0г." })
  expect(moment("2026-11-21T21:30:00Z")).toEqual({ near: "завтра, 00:30", exact: "22 ноября 2026\u00a0г." })
  expect(moment("2026-11-21T21:30:00Z", "en", "UTC")).toEqual({ near: "today, 21:30", exact: "21 November 2026" })
  expect(moment("2026-11-18T09:12:00Z")).toEqual({ near: "3 дня назад", exact: "18 ноября 2026\u00a0г., 12:12" })
  expect(moment("2026-03-14T09:12:00Z").near).toBeUndefined()
})

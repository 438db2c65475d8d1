import { beforeAll, describe, expect, test } from "vitest"
import { system } from "#platform/actor.ts"
import { fixedClock } from "#platform/clock.ts"
import { perform } from "#platform/command.ts"
import type { Services } from "#platform/services.ts"
import { freshDatabase } from "#test/database.ts"
import { aResolution } from "#test/resolution.ts"
import { testServices } from "#test/services.ts"
import { amendResolution } from "../resolution/amend-resolution.ts"
import { directItem } from "./direct-item.ts"
import { asAmended, itemsOnDay } from "./items-on-day.ts"

const item = { text: "Поставить скамьи.", deadline: "2026-09-01", term: "" }
const change = (field: "text" | "deadline" | "removed" | "added", before: string, after: string) => ({
  ...{ itemId: 1, field, before, after },
})

describe("what amendments made of an item", () => {
  const all = [
    change("text", "Поставить скамьи.", "Поставить десять скамей."),
    change("deadline", "2026-06-01", "2026-09-01"),
  ]

  test("before them the adopted words and the adopted term hold, after them the later ones", () => {
    expect(asAmended(item, all, [])).toEqual({
      ...{ words: "Поставить скамьи.", deadline: "2026-06-01", term: "", struck: false, later: false },
    })
    expect(asAmended(item, all, all)).toMatchObject({ words: "Поставить десять скамей.", deadline: "2026-09-01" })
  })

  test("one that was struck out stood before, one that was added did not", () => {
    const struck = [change("removed", "", "yes")]
    expect([asAmended(item, struck, []).struck, asAmended(item, struck, struck).struck]).toEqual([false, true])
    const added = [change("added", "", "Поставить скамьи.")]
    expect([asAmended(item, added, []).later, asAmended(item, added, added).later]).toEqual([true, false])
  })
})

describe("in the database", () => {
  let services: Services
  let id: number
  let first: number
  beforeAll(async () => {
    const { url } = await freshDatabase()
    const early = testServices(url, {}, { clock: fixedClock("2026-03-02T09:00:00Z") })
    const text =
      "РЕЗОЛЮЦИЯ\nг. Луговой, 2 марта 2026 года\nУчастники решили:\n1. Поставить скамьи.\n2. Осветить аллеи.\n"
    const made = await aResolution(early, text, { adoptedOn: "2026-03-02" })
    id = made.id
    first = made.items.find(({ type }) => type === "item")!.id
    services = testServices(url, {}, { clock: fixedClock("2026-05-10T09:00:00Z") })
    const { db, clock, listeners } = services
    const caller = { db, clock, listeners, actor: system("test") }
    const changes = [{ itemId: first, field: "text", after: "Поставить десять скамей." }]
    await perform(amendResolution, caller, { id, amendedOn: "2026-04-01", reason: "Уточнили", changes })
    await perform(directItem, caller, { id: first, directedOn: "2026-04-05", names: ["Совет ветеранов"] })
  })

  const stood = async (on: string, known: Date | null = null) => {
    const { items } = await itemsOnDay(services.db, id, { on, known })
    const one = items.find((it) => it.id === first)!
    return [one.words, one.addressees.length]
  }

  test("words and addressees are those of the day, as far as they were known by an instant", async () => {
    expect(await stood("2026-03-31")).toEqual(["Поставить скамьи.", 0])
    expect(await stood("2026-04-02")).toEqual(["Поставить десять скамей.", 0])
    expect(await stood("2026-04-05")).toEqual(["Поставить десять скамей.", 1])
    expect(await stood("2026-04-05", new Date("2026-05-01T00:00:00Z"))).toEqual(["Поставить скамьи.", 0])
    const { changedAt } = await itemsOnDay(services.db, id, { on: "2026-03-02", known: null })
    expect(changedAt).toEqual(new Date("2026-05-10T09:00:00Z"))
  })
})

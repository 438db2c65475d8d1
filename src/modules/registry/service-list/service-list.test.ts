import fc from "fast-check"
import { expect, test } from "vitest"
import { servesOn, targets, targetsMeant, troublesOf } from "../service-provider/service-provider.ts"
import { codeKey, differencesBetween, type Entry, hindrances, inForceOn, type ServiceList } from "./service-list.ts"

const entry = (id: number, more: Partial<Entry> = {}): Entry => ({
  id,
  code: String(id),
  name: `Услуга ${id}`,
  description: "",
  criteria: [],
  version: 1,
  ...more,
})
const list = (number: number, inForceFrom: string | null, approved = true): ServiceList => ({
  number,
  inForceFrom,
  approvedAt: approved ? new Date(0) : null,
  documentName: "Постановление",
  documentNumber: "",
  documentDate: null,
  link: "",
  version: 1,
})

test("codes stand as people count", () => {
  const codes = ["10", "1.10", "2", "1.2", "1", "3а", "3"]
  expect(codes.toSorted((a, b) => (codeKey(a) < codeKey(b) ? -1 : 1))).toEqual([
    "1",
    "1.2",
    "1.10",
    "2",
    "3",
    "3а",
    "10",
  ])
  expect(codeKey("01.")).toBe(codeKey(" 1 "))
})

test("a version is in force until the next one is; a draft never", () => {
  const lists = [list(3, "2027-01-01", false), list(2, "2026-01-01"), list(1, "2024-01-01")]
  expect(inForceOn(lists, "2023-12-31")).toBeUndefined()
  expect(inForceOn(lists, "2025-12-31")?.number).toBe(1)
  expect(inForceOn(lists, "2026-01-01")?.number).toBe(2)
  expect(inForceOn(lists, "2028-01-01")?.number).toBe(2)
})

test("what two versions differ by: services by themselves, criteria by their names", () => {
  const criterion = (name: string, threshold: string) => ({ name, threshold, measured: "", how: "" })
  const before = [entry(1), entry(2, { criteria: [criterion("Срок", "5"), criterion("Место", "1")] }), entry(3)]
  const after = [
    entry(1, { version: 9 }),
    entry(2, { code: "22", criteria: [criterion("Срок", "3"), criterion("Вход", "1")] }),
    entry(4),
  ]
  const found = differencesBetween(before, after)
  expect(found.added.map(({ id }) => id)).toEqual([4])
  expect(found.struck.map(({ id }) => id)).toEqual([3])
  expect(found.changed).toHaveLength(1)
  expect(found.changed[0]!.criteria).toEqual([
    { before: criterion("Место", "1") },
    { before: criterion("Срок", "5"), after: criterion("Срок", "3") },
    { after: criterion("Вход", "1") },
  ])
  expect(differencesBetween(before, before)).toEqual({ added: [], struck: [], changed: [] })
})

test("a draft is approved only with a document, services and a day after the last", () => {
  expect(hindrances(list(2, "2026-01-01", false), 3, list(1, "2024-01-01"))).toEqual([])
  expect(hindrances(list(2, "2024-01-01", false), 3, list(1, "2024-01-01"))).toEqual(["service_list.not_after_last"])
  expect(hindrances({ ...list(1, null, false), documentName: "" }, 0, undefined)).toHaveLength(3)
})

test("an organisation provides a service once at a time, within its days and while it is there", () => {
  const term = { from: "2025-01-01", until: "2025-12-31" }
  expect(servesOn(term, null, "2025-12-31")).toBe(true)
  expect(servesOn(term, null, "2026-01-01")).toBe(false)
  expect(servesOn(term, "2025-06-01", "2025-06-01")).toBe(false)
  const today = "2026-11-21"
  expect(troublesOf({ from: "2026-01-01", until: null }, [term], today)).toBeNull()
  expect(troublesOf({ from: "2025-12-31", until: null }, [term], today)).toHaveProperty("from")
  expect(troublesOf({ from: "2025-02-01", until: "2025-01-01" }, [], today)).toHaveProperty("until")
  expect(troublesOf({ from: "2030-01-01", until: null }, [], today)).toHaveProperty("from")
})

test("«для всех» stands alone; any other choice is kept whole", () => {
  fc.assert(
    fc.property(fc.subarray([...targets]), (chosen) => {
      const meant = targetsMeant(chosen)
      expect(meant).toEqual(chosen.includes("all") ? ["all"] : chosen)
    }),
  )
})

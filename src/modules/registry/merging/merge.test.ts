import { expect, test } from "vitest"
import { apart, contradicts, differences, exchange, remembered, type Sides, usualChoice } from "./merge.ts"

const card = (more: Partial<Sides>): Sides => ({
  ...{ id: 1, version: 1, nature: "organisation", kind: "ngo", name: "Опора", shortName: "", territoryId: null },
  ...{ email: "", headEmail: "", phone: "", postalAddress: "", letterTo: "", site: "", legalForm: "" as const },
  ...{ inn: "", ogrn: "", kpp: "", endedOn: null, mission: "", about: "", publicEmail: "", publicPhone: "" },
  ...{ publicAddress: "", openingHours: "", links: "", logo: null, logoAlt: "" },
  ...more,
})
const a = card({ name: "Опора", phone: "1", email: "a@a.ru" })
const b = card({ id: 2, name: "Фонд «Опора»", email: "b@b.ru", site: "https://opora.ru", logo: "x", logoAlt: "Лого" })

test("only fields that differ are chosen, and what one card alone knows is chosen already", () => {
  expect(differences(a, b)).toEqual(["name", "email", "phone", "site", "logo"])
  expect(usualChoice(a, b)).toEqual(["site", "logo"])
  expect(differences(a, a)).toEqual([])
})

test("values are exchanged, so that nothing is lost, and come back", () => {
  const after = exchange(a, b, ["name", "email", "logo"])
  expect(after.survivor).toMatchObject({ name: b.name, email: "b@b.ru", phone: "1", logo: "x", logoAlt: "Лого" })
  expect(after.merged).toMatchObject({ name: a.name, email: "a@a.ru", logo: null, logoAlt: "" })
  const before = remembered(a, b, ["name", "email", "logo"])
  expect(apart(after.survivor, after.merged, ["name", "email", "logo"], before)).toEqual({
    survivor: a,
    merged: b,
    stays: [],
  })
})

test("what somebody has changed since stays with the survivor; the other one has its own again", () => {
  const before = remembered(a, b, ["name", "email"])
  const { survivor, merged } = exchange(a, b, ["name", "email"])
  const done = apart({ ...survivor, email: "c@c.ru" }, merged, ["name", "email"], before)
  expect(done.stays).toEqual(["email"])
  expect(done.survivor).toMatchObject({ name: a.name, email: "c@c.ru" })
  expect(done.merged).toMatchObject({ name: b.name, email: "b@b.ru" })
})

test("two numbers of the state contradict one another only where both are there", () => {
  expect(contradicts({ inn: "1", ogrn: "" }, { inn: "", ogrn: "2" })).toBe(false)
  expect(contradicts({ inn: "1", ogrn: "" }, { inn: "2", ogrn: "" })).toBe(true)
  expect(contradicts({ inn: "1", ogrn: "1" }, { inn: "1", ogrn: "2" })).toBe(true)
})

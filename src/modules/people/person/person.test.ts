import { describe, expect, test } from "vitest"
import { fieldsSeen, personFields, publishable, readers, seenBy } from "./fields.ts"
import { ageOn, bornBy, fullName, isMinor, phoneKey } from "./person.ts"
import { groupsOf } from "./person-words.ts"

describe("who sees which field", () => {
  test("the staff sees all; nobody else sees the staff's note", () => {
    for (const field of personFields) expect(seenBy("staff", field)).toBe(true)
    expect(readers.filter((reader) => seenBy(reader, "note"))).toEqual(["staff"])
  })

  test("birth and address are never published, and no organisation sees them", () => {
    for (const field of ["availability", "experience"] as const) expect(publishable).not.toContain(field)
    for (const field of ["birthOn", "address", "note"] as const) {
      expect(publishable).not.toContain(field)
      expect(seenBy("organisation", field)).toBe(false)
    }
  })

  test("everybody sees what is published, and nothing unless the name is", () => {
    expect([...fieldsSeen(undefined, [])]).toEqual([])
    expect([...fieldsSeen(undefined, ["phone", "email"])]).toEqual([])
    expect([...fieldsSeen("public", ["name", "phone"])]).toEqual(["name", "phone"])
    expect([...fieldsSeen("organisation", [])]).toEqual([
      ...["name", "territory", "email", "phone", "affiliations"],
      ...["competences", "roles", "languages", "availability", "experience"],
    ])
  })
})

describe("what follows from data", () => {
  test("full years are counted to the day", () => {
    expect(ageOn("2008-11-21", "2026-11-20")).toBe(17)
    expect(ageOn("2008-11-21", "2026-11-21")).toBe(18)
    expect(isMinor("2008-11-21", "2026-11-20")).toBe(true)
    expect(isMinor("2008-11-21", "2026-11-21")).toBe(false)
    expect(isMinor(null, "2026-11-21")).toBe(false)
    expect("2008-11-21" <= bornBy(18, "2026-11-21")).toBe(true)
    expect("2008-11-22" <= bornBy(18, "2026-11-21")).toBe(false)
  })

  test("«серебряные», школьники and студенты are told by age and studies, not by ticks", () => {
    const at = (role: "pupil" | "student", until: string | null) => ({
      id: 1,
      personId: "",
      partyId: 1,
      role,
      post: "",
      from: null,
      until,
      endedWhy: "",
    })
    const today = "2026-11-21"
    expect(groupsOf({ birthOn: "1971-11-21" }, [], today)).toEqual(["silver"])
    expect(groupsOf({ birthOn: "1971-11-22" }, [], today)).toEqual([])
    expect(groupsOf({ birthOn: "2012-01-01" }, [at("pupil", null)], today)).toEqual(["minor", "pupil"])
    expect(groupsOf({ birthOn: "2005-01-01" }, [at("student", "2026-06-30")], today)).toEqual([])
  })

  test("a telephone is one however it is written; a name is said in the order of papers", () => {
    expect(phoneKey("8 (912) 345-67-89")).toBe(phoneKey("+7 912 3456789"))
    expect(phoneKey("123")).toBe("")
    expect(fullName({ familyName: "Орлова", givenName: "Вера", patronymic: "" })).toBe("Орлова Вера")
  })
})

import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { worthALook } from "#modules/registry/public.ts"
import { type ComparedPerson, comparePeople } from "./compare-people.ts"
import { keysOfPerson } from "./person-keys.ts"

/** «Орлова Вера Павловна», or the parts as they stand in the fields; then what else is known. */
function person(name: string, more: Partial<ComparedPerson> = {}): ComparedPerson {
  const [familyName = "", givenName = "", patronymic = ""] = name.includes("|") ? name.split("|") : name.split(" ")
  return { familyName, givenName, patronymic, birthOn: null, email: "", phone: "", ...more }
}
const found = (a: ComparedPerson, b: ComparedPerson) =>
  keysOfPerson(a).some((key) => keysOfPerson(b).includes(key)) && comparePeople(a, b).score >= worthALook
const why = (a: ComparedPerson, b: ComparedPerson) => comparePeople(a, b).because.map((one) => one.why)

const phone = { phone: "+7 912 345-67-89" }
const born = { birthOn: "1990-05-01" }

describe("one person written twice", () => {
  test.each([
    ["Кедрова Алёна Игоревна", "Кедрова Алена Игоревна", "name_same"],
    ["Кедрова Наталия Игоревна", "Кедрова Наталья Игоревна", "name"],
    ["Кедрова Софья Игоревна", "Кедрова София Игоревна", "name"],
    ["Ivanova Anna", "Иванова Анна", "name_latin"],
    ["Shchukina Yulia", "Щукина Юлия", "name_latin"],
    ["Кедрова Анна Игоревна", "Анна Кедрова Игоревна", "name_swapped"],
    ["Кедрова Анна Игоревна", "Анна Игоревна Кедрова", "name_swapped"],
    ["Кедрова Анна", "Анна Кедрова", "name_swapped"],
    ["Кедрова Анна Игоревна", "Кедрова Анна Игоревна||", "name_same"],
    ["Кедрова Анна Игоревна", "Кедрова Анна", "name_same"],
    ["Петрова-Сидорова Анна Игоревна", "Сидорова Анна Игоревна", "name_double"],
    ["Петрова-Сидорова Анна Игоревна", "Петрова Анна Игоревна", "name_double"],
    ["Ветлугина Анна Игоревна", "Ветлугна Анна Игоревна", "name"],
    ["Ветлугина Анна Игоревна", "Вектлугина Анна Игоревна", "name"],
    ["Ветлугина Светлана Игоревна", "Ветлугина Свелтана Игоревна", "name"],
    ["Ветлугина Светлана Игоревна", "Ветлугина Светлана Игорвена", "name"],
  ])("%s and %s: %s", (one, other, reason) => {
    const [a, b] = [person(one), person(other)]
    expect(why(a, b)).toContain(reason)
    expect(found(a, b), JSON.stringify(comparePeople(a, b))).toBe(true)
    expect(comparePeople(b, a).score).toBe(comparePeople(a, b).score)
  })
  test.each(["8 (912) 345-67-89", "89123456789", "+7-912-345-67-89", "912 345 67 89"])(
    "the telephone %s is the same",
    (other) => {
      const [a, b] = [person("Ракитина Вера", phone), person("Ракитина Вера", { phone: other })]
      expect(why(a, b)).toEqual(["name_same", "phone"])
      expect(comparePeople(a, b).score).toBeGreaterThan(comparePeople(person("Ракитина Вера"), b).score)
    },
  )
  test("a family name that was changed, by the day of birth or a contact", () => {
    const maiden = person("Кедрова Анна Игоревна", { ...born, ...phone })
    expect(found(maiden, person("Осокина Анна Игоревна", born))).toBe(true)
    expect(why(maiden, person("Осокина Анна Игоревна", born))).toEqual(["name_changed", "birthday"])
    expect(found(maiden, person("Осокина Анна Игоревна", phone))).toBe(true)
    expect(found(maiden, person("Осокина Анна Игоревна"))).toBe(false)
  })
  test("a contact and a day of birth outweigh another telephone", () => {
    const card = person("Кедрова Анна Игоревна", { ...born, phone: "89000000001", email: "A@example.ru" })
    expect(found(card, person("Кедрова Анна", { ...born, ...phone }))).toBe(true)
    expect(found(card, person("Кедрова А.", { email: "a@example.ru", ...born }))).toBe(true)
    expect(found(card, person("Anna Kedrova", { email: "a@example.ru", ...phone }))).toBe(true)
  })
})

describe("two people", () => {
  const namesake = person("Иванова Анна Сергеевна", { ...born, ...phone, email: "a@example.ru" })
  test("namesakes are worth a look only while nothing contradicts", () => {
    expect(found(namesake, person("Иванова Анна Сергеевна"))).toBe(true)
    for (const more of [{ birthOn: "1991-05-01" }, { phone: "89000000001" }, { email: "b@example.ru" }])
      expect(found(namesake, person("Иванова Анна Сергеевна", more)), JSON.stringify(more)).toBe(false)
  })
  test.each([
    ["Иванова Анна Петровна", "another patronymic"],
    ["Иванова Инна Сергеевна", "a sister"],
    ["Иванов Александр Сергеевич", "a brother"],
    ["Кедрова Анна Павловна", "another family name"],
    ["Ольга Ракитина", "nothing in common"],
  ])("%s: %s", (name) => {
    expect(found(namesake, person(name))).toBe(false)
    expect(found(namesake, person(name, phone)), "with the telephone of the family").toBe(false)
  })
  test("twins, and those whose names differ by what tells a man from a woman", () => {
    const twin = person("Иванова Мария Сергеевна", { ...born, ...phone, email: "a@example.ru" })
    expect(found(namesake, twin)).toBe(false)
    expect(found(person("Шевченко Олег", phone), person("Шевченко Ольга", phone))).toBe(false)
    expect(found(person("Петров Александр"), person("Петрова Александра"))).toBe(false)
  })
  test("another day of birth lowers, and only much else outweighs it", () => {
    const other = { birthOn: "1990-01-05" }
    expect(found(namesake, person("Иванова Анна Сергеевна", { ...other, ...phone }))).toBe(false)
    expect(found(namesake, person("Иванова Анна Сергеевна", { ...other, ...phone, email: "a@example.ru" }))).toBe(true)
  })
})

test("any two people: the same either way, within bounds, told why, with a dozen keys at most", () => {
  const word = fc.string({ unit: fc.constantFrom(..."абвгдеёиклмнопрстуь-."), maxLength: 12 })
  const days = fc.constantFrom(null, "1990-05-01", "1991-05-01")
  const one = fc
    .record({ familyName: word, givenName: word, patronymic: word, birthOn: days })
    .map((name) => person("", { ...name, phone: "89123456789, 89123456780", email: "a@example.ru" }))
  fc.assert(
    fc.property(one, one, (a, b) => {
      const [there, back] = [comparePeople(a, b), comparePeople(b, a)]
      expect(there.score).toBeGreaterThanOrEqual(0)
      expect(there.score).toBeLessThanOrEqual(100)
      expect(Math.abs(there.score - back.score)).toBeLessThanOrEqual(1)
      expect(there.because.length).toBeGreaterThan(0)
      expect(keysOfPerson(a).length).toBeLessThanOrEqual(12)
    }),
  )
})

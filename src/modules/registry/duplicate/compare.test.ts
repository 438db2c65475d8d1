import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { compare, distance, keysOf, worthALook } from "./compare.ts"
import { emailsOf, latinOf, phonesOf } from "./fold.ts"

const named = (...names: string[]) => ({ names })
const why = (a: string, b: string) => compare(named(a), named(b)).because.map((one) => one.why)
const score = (a: string, b: string) => compare(named(a), named(b)).score

describe("two names", () => {
  test.each([
    ["АНО «Тёплый дом»", "Автономная некоммерческая организация «Теплый дом»"],
    ["Фонд «Вымпел»", "Vympel Foundation"],
    ["Клуб «Надежда»", "Клуб «Надежада»"],
    ["Благотворительный фонд «Тёплый дом»", "Фонд «Теплый домик»"],
    ["Совет ветеранов Заречного района", "Заречный районный совет ветеранов"],
    ["Центр «Радуга детства»", "Центр «Радгуа детства»"],
    ["Анна Петрова", "Петрова Анна Сергеевна"],
    ["Щукина Юлия", "Shchukina Yulia"],
  ])("%s is like %s", (a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(worthALook)
    expect(keysOf(named(a)).some((key) => keysOf(named(b)).includes(key))).toBe(true)
  })
  test.each([
    ["Школа № 5", "Школа № 6"],
    ["Фонд «Луч»", "Фонд «Дом»"],
    ["Совет ветеранов Заречного района", "Совет молодёжи Заречного района"],
    ["Анна Петрова", "Ольга Петрова"],
  ])("%s is not like %s", (a, b) => expect(score(a, b)).toBeLessThan(worthALook))
  test("are told why", () => {
    expect(why("Фонд «Вымпел»", "Vympel")).toEqual(["name_latin"])
    expect(why("Анна Петрова", "Петрова Анна Сергеевна")).toEqual(["name_swapped"])
    expect(why("РЦД", "Ресурсный центр добровольчества")).toEqual(["name_short"])
    expect(compare(named("Клуб «Надежда»"), named("Клуб «Надежада»")).because).toEqual([{ why: "name", percent: 89 }])
  })
})

test("contacts and identifiers count, however they are written", () => {
  expect(phonesOf("8 (900) 000-00-01 доб. 12, +7 900 000 00 02; 5-55-55")).toEqual(["9000000001", "9000000002"])
  expect(emailsOf("Dom@Example.ru; x")).toEqual(["dom@example.ru"])
  const a = { names: ["Клуб «Луч»"], phones: "+7 900 000-00-01", emails: "a@example.ru" }
  const b = { names: ["Клуб «Луча»"], phones: "89000000001", emails: "A@EXAMPLE.RU" }
  expect(compare(a, b).because.map((one) => one.why)).toEqual(["name", "phone", "email"])
  const ogrn = { names: ["Одно"], identifiers: { ogrn: "1027700132195" } }
  expect(compare(ogrn, { ...ogrn, names: ["Другое"] })).toEqual({
    score: 95,
    because: [{ why: "identifier", kind: "ogrn" }],
  })
  expect(compare({ names: ["А"], identifiers: { ogrn: "" } }, { names: ["Б"], identifiers: { ogrn: "" } }).score).toBe(
    0,
  )
})

test("any two names: the same either way, and one is like itself", () => {
  const name = fc.string({
    unit: fc.constantFrom(..."абвгдеёжзийклмнопрстуфхцчшщъыьэюя abc-«»5"),
    minLength: 1,
    maxLength: 30,
  })
  fc.assert(
    fc.property(name, name, (a, b) => {
      expect(score(a, b)).toBe(score(b, a))
      expect(distance(a, b)).toBe(distance(b, a))
      expect(distance(a, b)).toBeLessThanOrEqual(Math.max(a.length, b.length))
      if (latinOf(a).match(/\p{L}|\d/u)) expect(score(a, a)).toBeGreaterThanOrEqual(score(a, b))
    }),
  )
})

import { describe, expect, it } from "vitest"
import { answerKinds, askedStanding, possible, type Standing } from "../request/request.ts"
import { seenByAll } from "./check.page.tsx"
import { type fieldsOf, readAnswer } from "./typed-answer.ts"

const today = "2026-11-21"
const who = { name: "Ия Зимина", post: "начальник отдела" }
const at = (standing: Partial<Standing> = {}) => ({ standing: { ...askedStanding, ...standing }, waiting: [], today })
const read = (kind: keyof typeof fieldsOf, typed: object, standing: Partial<Standing> = {}) =>
  readAnswer(kind, { ...who, ...typed }, at(standing))
const wrong = (...args: Parameters<typeof read>) => Object.keys(read(...args).errors)

describe("what was typed", () => {
  it("is understood as people type it", () => {
    expect(read("accept", { term: "1 июня 2027 г." })).toMatchObject({ answer: { termOn: "2027-06-01" }, errors: {} })
    expect(read("accept", { term: "до конца года" }).answer.termOn).toBe("2026-12-31")
    expect(read("accept", { term: "постоянно" }).answer).toMatchObject({ termOn: null, term: "постоянно" })
    expect(read("receive", { until: "через 2 недели" }).answer.until).toBe("2026-12-05")
    const report = { text: "Поставили", done: "part", share: "40 %", links: "dvor.example/otchet\nhttps://a.example/b" }
    expect(read("report", report, { stage: "accepted" })).toMatchObject({
      answer: { share: 40, links: ["https://dvor.example/otchet", "https://a.example/b"] },
      errors: {},
    })
    expect(read("report", { text: "Всё", done: "all", share: "3" }, { stage: "accepted" }).answer.share).toBe(100)
  })

  it("has its trouble beside the field", () => {
    expect(wrong("accept", {})).toEqual(["term"])
    expect(wrong("accept", { term: "когда-нибудь" })).toEqual(["term"])
    expect(wrong("accept", { term: "1 июня 2020" })).toEqual(["term"])
    expect(wrong("accept", { term: "1 июня 2027", name: "", post: " " })).toEqual(["name", "post"])
    expect(wrong("receive", {})).toEqual(["until"])
    expect(wrong("receive", { until: "постоянно" })).toEqual(["until"])
    expect(wrong("decline", {})).toEqual(["text"])
    expect(wrong("propose", { text: "так лучше" })).toEqual(["term"])
    expect(wrong("hand_over", { text: "не наше" })).toEqual(["handTo"])
    const accepted = { stage: "accepted" as const }
    expect(wrong("report", { text: "Да", done: "part", share: "много" }, accepted)).toEqual(["share"])
    expect(wrong("report", { text: "Да", done: "part", share: "100" }, accepted)).toEqual(["share"])
    expect(wrong("report", { text: "Да" }, accepted)).toEqual(["done"])
    expect(wrong("report", { text: "Да", done: "all", links: "не адрес" }, accepted)).toEqual(["links"])
    expect(wrong("extend", { term: "1 июня 2027", text: "долго" })).toEqual([""])
  })

  it("of other kinds is not taken along", () => {
    const read = readAnswer("decline", { ...who, text: "нет денег", term: "ерунда", handTo: "X", share: "9" }, at())
    expect(read.errors).toEqual({})
    expect(read.answer).toMatchObject({ termOn: null, handTo: "", share: null })
  })
})

describe("«Так это увидят все»", () => {
  const given = {
    text: "Потому что",
    term: "1 июня 2027",
    until: "1 июня 2027",
    handTo: "Школа",
    wording: "Иначе",
    done: "all",
  }
  it("shows words that wait for the coordinator as such, and hides what stays between the two", () => {
    const shown = Object.fromEntries(
      answerKinds
        .filter((kind) => possible(kind, { stage: kind === "extend" ? "accepted" : "asked" }, []))
        .map((kind) => {
          const { answer } = read(kind, given, { stage: kind === "extend" ? "accepted" : "asked" })
          const { open, later } = seenByAll(answer, today)
          return [kind, open ? [open.text, later] : null]
        }),
    )
    expect(shown).toMatchObject({
      accept: ["", ""],
      receive: ["", ""],
      accept_part: ["Потому что", ""],
      decline: ["", "Потому что"],
      hand_over: ["Потому что", ""],
      report: ["", "Потому что"],
      propose: null,
      ask: null,
      extend: null,
    })
  })
})

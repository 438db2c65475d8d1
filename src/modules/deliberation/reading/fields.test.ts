import { describe, expect, it } from "vitest"
import type { SourceLine } from "#platform/documents/source.ts"
import { datesIn } from "./date.ts"
import { dueOf } from "./deadline.ts"
import { checkExecutable } from "./executable.ts"
import { forceOf } from "./force.ts"
import en from "./locales/en.json" with { type: "json" }
import ru from "./locales/ru.json" with { type: "json" }
import { readMarker } from "./numbering.ts"
import { statedCount } from "./participants.ts"
import { peopleIn } from "./person.ts"
import { placeInProse, placeOfLine } from "./place.ts"
import { understand } from "./understand.ts"

describe("the number of a line", () => {
  it.each([
    ["1. создать", "1", "создать"],
    ["1.Создать", "1", "Создать"],
    ["2) провести", "2", "провести"],
    ["1.1 проинформировать", "1.1", "проинформировать"],
    ["3.2. обеспечить", "3.2", "обеспечить"],
    ["III. МЕХАНИЗМЫ", "III", "МЕХАНИЗМЫ"],
    ["IХ. Задачи", "IX", "Задачи"],
    ["б) доложить", "б", "доложить"],
    ["- обмен", "-", "обмен"],
    ["•создать", "•", "создать"],
    ["1. Министерству культуры", "1", "Министерству культуры"],
    ["7\tУтвердить", "7", "Утвердить"],
  ])("%s", (text, label, rest) => {
    expect(readMarker(text)).toMatchObject({ marker: { label }, rest })
  })

  it.each([
    "16.00 час. начало",
    "2017-2024 годы",
    "III (XIX) съезд",
    "XV – юбилейный",
    "г. Тула",
    "12.10 2021 г.",
    "900 делегатов",
    "24.10.2019",
  ])("none: %s", (text) => expect(readMarker(text)).toBeNull())
})

describe("dates", () => {
  it.each([
    ["14 марта 2019 г.", "2019-03-14", undefined],
    ["«22» декабря 2009 года", "2009-12-22", undefined],
    ["« 22 » мая 2017", "2017-05-22", undefined],
    ["24-25 октября 2019 года", "2019-10-24", "2019-10-25"],
    ["30 октября – 2 ноября 2012 года", "2012-10-30", "2012-11-02"],
    ["с 4 по 6 октября 2017 года", "2017-10-04", "2017-10-06"],
    ["28-30.09.2019 г.", "2019-09-28", "2019-09-30"],
    ["03.06.2018г.", "2018-06-03", undefined],
  ])("%s", (text, date, dateEnd) => {
    expect(datesIn(text)).toEqual([expect.objectContaining(dateEnd ? { date, dateEnd } : { date })])
  })

  it.each(["12.10 2021 г.", "31 февраля 2020 года", "2017-2024", "№ 12.05.20"])("none: %s", (text) => {
    expect(datesIn(text)).toEqual([])
  })
})

describe("the term of an item", () => {
  it.each([
    ["провести опрос до 1 июня 2020 г.;", "2020-06-01"],
    ["в срок до 01.07.2020", "2020-07-01"],
    ["отчитаться не позднее 15 июля 2020 года", "2020-07-15"],
    ["Рассмотреть вопрос (срок – 1 сентября 2020 года, отв. – Лукошкина В.Г.)", "2020-09-01"],
    ["Срок исполнения: 16.06.2023 г.", "2023-06-16"],
  ])("%s", (text, deadline) => expect(dueOf(text).deadline).toBe(deadline))

  it.each([
    ["до конца I квартала 2011 года провести пленумы", "до конца I квартала 2011 года"],
    ["вступает в силу через 30 дней после опубликования", "через 30 дней после опубликования"],
    ["постоянно освещать работу", "постоянно"],
    ["в течение месяца освободить подвал", "в течение месяца"],
    ["отложить вопрос до следующего собрания", "до следующего собрания"],
    ["Срок: до конца года", "до конца года"],
    ["В срок до 30 апреля направить предложения", "В срок до 30 апреля"],
  ])("%s", (text, term) => expect(dueOf(text)).toEqual({ deadline: null, term }))

  it.each([
    "реализовать программу на 2019-2024 годы",
    "в соответствии с Законом от 12.01.1995 № 5-ФЗ",
    "Провести субботник 20 апреля 2019 года",
    "исполнять «План до 1 мая 2020 года»",
  ])("none: %s", (text) => expect(dueOf(text)).toEqual({ deadline: null, term: null }))
})

describe("people and their number", () => {
  it("reads initials before and after, glued, spaced, and full names", () => {
    const text =
      "Апель Н.Ю., Н.Ю.Апельсинова; Громов Г. Г., Павел Андреевич Ветлугин, Рябинкина Ольга Викторовна, Фамилия И.О."
    expect(peopleIn(text).map((one) => one.name)).toEqual([
      "Апель Н.Ю.",
      "Н.Ю. Апельсинова",
      "Громов Г.Г.",
      "Ветлугин Павел Андреевич",
      "Рябинкина Ольга Викторовна",
    ])
  })

  it.each([
    ["приняли участие 67 человек:", 67],
    ["Присутствовало – 61 чел.", 61],
    ["Количество зарегистрированных участников слушаний: 27 человек.", 27],
    ["Форум собрал 240 участников", 240],
    ["приняли участие представители 42 регионов", null],
    ["участники 3 июля 2015 года", null],
  ])("%s", (text, count) => expect(statedCount(text)).toBe(count))
})

describe("places", () => {
  it.each([
    ["г. Чехов, библиотека\t14 марта 2019 г.", "г. Чехов, библиотека"],
    ["(Ташкент, 19-20 апреля 2019 г.)", "Ташкент"],
    ["25 марта 2022 года\tгород Севастополь", "город Севастополь"],
    ["р.п. Лысые Горы", "р.п. Лысые Горы"],
    ["14 марта 2019 г.", null],
  ])("%s", (line, place) => expect(placeOfLine(line)).toBe(place))

  it.each([
    ["14 марта в г. Чехове состоялся круглый стол", "г. Чехов"],
    ["в Костроме прошёл съезд", "Кострома"],
    ["центр в городе Севастополе", "город Севастополь"],
    ["в России прошёл съезд", null],
  ])("%s", (text, place) => expect(placeInProse(text)).toBe(place))
})

describe("force", () => {
  it.each([
    ["Ходатайствовать о формировании совета", "petition"],
    ["В целях обмена, ходатайствовать о формировании", "petition"],
    ["Одобрить работу", "endorse"],
    ["Рассмотреть вопрос", "consider"],
    ["в связи с жалобами, обратиться в полицию", "appeal"],
    ["Согласно Указу рекомендовать руководителям", "recommend"],
    ["Поручить совету", "instruct"],
    ["создать центр", "decide"],
  ])("%s", (text, force) => expect(forceOf(text, null)).toBe(force))

  it("is inherited where the verb says nothing of it", () =>
    expect(forceOf("создать центр", "recommend")).toBe("recommend"))
})

describe("can it be carried out", () => {
  const lead = [{ raw: "Совету", name: "Совет", role: "lead" as const }]
  const item = (text: string, more = {}) => ({
    text,
    addressees: lead,
    force: "decide" as const,
    deadline: null,
    ...more,
  })
  it.each([
    [item("Создать центр", { addressees: [] }), ["no_addressee"]],
    [item("Поддержать центр", { addressees: [], force: "endorse" }), []],
    [item("Центр для всех"), ["no_verb"]],
    [item("Выработать рекомендации по календарю, ввести ветеранов в состав советов"), ["two_actions"]],
    [item("Создать сообщество объединений. Провести первую встречу"), ["two_actions"]],
    [item("Активизировать работу с молодёжью"), ["nothing_to_measure"]],
    [item("Рекомендовать руководителям консультации от Департаменту рекомендовать мнений"), ["garbled"]],
    [item("Организовать и провести встречу (с ветеранами"), ["garbled"]],
    [item("Создать центр поддержки"), []],
  ])("%o", (one, found) => expect(checkExecutable(one)).toEqual(found))

  it("has a text in both languages for every code", () => {
    expect(Object.keys(en)).toEqual(Object.keys(ru))
    for (const code of [
      "no_addressee",
      "no_verb",
      "two_actions",
      "nothing_to_measure",
      "garbled",
      "addressee_unsure",
      "unnumbered",
    ]) {
      expect(ru).toHaveProperty([`reading.warning.${code}`])
    }
  })
})

describe("numbers that the word processor shows by itself", () => {
  const paths = (rows: [text: string, marker?: string, level?: number][]) => {
    const lines = rows.map(
      ([text, marker, level], i): SourceLine => ({ n: i + 1, text, kind: "paragraph", marker, level }),
    )
    return understand(lines).items.map((item) => `${item.path} ${item.type}`)
  }
  it("keeps levels apart, bullets and repeated numbers too", () => {
    expect(
      paths([
        ["Решили:"],
        ["Рекомендовать школам:", "1.", 1],
        ["обучить педагогов;", "1.", 2],
        ["назначить ответственных;", "2.", 2],
        ["Создать совет.", "2.", 1],
        ["Провести акции:", "3.", 1],
        ["в парке;", "•", 2],
        ["в библиотеке.", "•", 2],
      ]),
    ).toEqual(["1 block", "1.1 item", "1.2 item", "2 item", "3 item", "3.1 item", "3.2 item"])
  })
  it("takes whole numbers as they are", () => {
    expect(
      paths([
        ["Решили:"],
        ["Совету ветеранов:", "1.", 1],
        ["провести встречу;", "1.1.", 2],
        ["издать книгу.", "1.2.", 2],
      ]),
    ).toEqual(["1 block", "1.1 item", "1.2 item"])
  })
})

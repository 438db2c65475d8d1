import { describe, expect, test } from "vitest"
import { guessReply } from "./guess-reply.ts"
import { senderOf } from "./sender.ts"

const guess = (text: string, subject = "", fromName = "") => guessReply({ subject, text, fromName }, "2026-11-20")

describe("the kind of answer", () => {
  test.each([
    ["accept", "Сообщаем, что пункт 1 принят к исполнению."],
    ["accept", "Ваш запрос мы взяли в работу, скамьи поставим весной."],
    ["accept", "Праздник двора будет организован до 1 июня."],
    ["accept_part", "Пункт 2 принят к исполнению частично: без сцены."],
    ["accept_part", "Принимаем к исполнению в части озвучивания светофоров."],
    ["receive", "Запрос рассматривается, ответ дадим до 1 декабря."],
    ["receive", "Ваше письмо зарегистрировано за № 17."],
    ["decline", "К сожалению, поставить скамьи не можем: земля не городская."],
    ["decline", "Не представляется возможным исполнить пункт 3."],
    ["decline", "Принять к исполнению не можем: денег не предусмотрено."],
    ["extend", "Просим продлить срок исполнения до 1 марта 2027 года."],
    ["extend", "Работы не выполнены из-за морозов, просим перенести срок на весну."],
    ["report", "Пункт 1 исполнен: поставлено шесть скамей."],
    ["report", "Направляем отчёт об исполнении пункта 2."],
    ["report", "Работы завершены 10 ноября."],
    ["hand_over", "Запрос направлен по принадлежности в управление дорог."],
    ["propose", "Предлагаем изложить пункт в иной редакции."],
    ["ask", "Просим уточнить, о каких переходах идёт речь."],
    ["ask", "О каком дворе вы пишете?"],
    [null, "Спасибо за письмо."],
    [null, ""],
  ])("%s: %s", (kind, text) => {
    expect(guess(text).kind).toBe(kind)
  })

  test.each([["Пункт ещё не исполнен."], ["Пункт не был выполнен."]])("no report: %s", (text) => {
    expect(guess(text).kind).not.toBe("report")
  })
})

describe("the term", () => {
  test.each([
    ["Срок — до 1 июня 2027 года.", "2027-06-01"],
    ["Срок исполнения: 01.06.2027.", "2027-06-01"],
    ["Сделаем не позднее 15 декабря, как договорились.", "2026-12-15"],
    ["Взято в работу, исполним до конца года.", "2026-12-31"],
    ["Просим продлить срок до II квартала 2027 года.", "2027-06-30"],
    ["Поставим в I квартале 2027 года.", "2027-03-31"],
    ["Ответим в течение 2 недель.", "2026-12-04"],
    ["Наша позиция прежняя; к 10 декабря всё сделаем", "2026-12-10"],
    ["На Ваше письмо до 1 марта 2026 года ответа не было. Сделаем до 5 марта 2027 г.", "2027-03-05"],
    ["Мы дошли до предела.", null],
    ["", null],
  ])("%s", (text, day) => {
    expect(guess(text).termOn).toBe(day)
  })

  test("that stands", () => {
    expect(guess("Принято к исполнению, срок — постоянно.")).toMatchObject({ termOn: null, term: "постоянно" })
  })
})

describe("numbers", () => {
  test.each([
    ["Ваш запрос: вх. № 123 от 5 марта.", "123 от 5 марта"],
    ["Зарегистрировано под номером 17/03-П.", "17/03-П"],
    ["Входящий номер 45-К от 19.11.2026", "45-К от 19.11.2026"],
    ["Исх. № 88 от 20.11.2026", ""],
    ["Въехали 3 машины", ""],
  ])("under which they have it: %s", (text, found) => {
    expect(guess(text).theirNumber).toBe(found)
  })

  test("of their letter, also in its subject", () => {
    expect(guess("Согласны.", "Ответ, исх. № 88-2 от 20.11.2026").letterNumber).toBe("88-2 от 20.11.2026")
  })

  test("of items", () => {
    expect(guess("По пунктам 2, 5 и 7, а также п. 2.1 сообщаем.").items).toEqual(["2", "5", "7", "2.1"])
  })
})

describe("who answers", () => {
  test.each([
    [
      "С уважением,\nначальник отдела культуры\nП. И. Рябинин\n+7 900 000-00-00",
      "П. И. Рябинин",
      "начальник отдела культуры",
    ],
    ["С уважением, Ольга Ветрова", "Ольга Ветрова", ""],
    ["С уважением\nВетрова Ольга Петровна\nзаместитель главы", "Ветрова Ольга Петровна", "заместитель главы"],
    ["С уважением,\nГлава города   Рябинин П.И.", "Рябинин П.И.", "Глава города"],
    ["Согласны.", "Анна Соколова", ""],
  ])("%s", (text, name, post) => {
    expect(guess(`Принято к исполнению.\n\n${text}`, "", "Анна Соколова")).toMatchObject({ name, post })
  })

  test("an office is no person", () => {
    expect(guess("Согласны.", "", "Приёмная").name).toBe("")
  })

  test("who is in charge", () => {
    expect(guess("Взято в работу. Ответственный исполнитель — отдел культуры. Ждём.").responsible).toBe(
      "отдел культуры",
    )
  })
})

test("the words are kept without greeting and signature", () => {
  const letter = "Здравствуйте, Лидия!\n\nПункт 1 исполнен.\nСкамьи стоят.\n\nС уважением,\nП. И. Рябинин"
  expect(guess(letter)).toMatchObject({ text: "Пункт 1 исполнен.\nСкамьи стоят.", share: 100 })
  expect(guess("Здравствуйте! Пункт исполнен на 40 %.")).toMatchObject({
    text: "Здравствуйте! Пункт исполнен на 40 %.",
    share: 40,
  })
  expect(guess("Пункт исполнен частично.").share).toBeNull()
})

test.each([
  ["office@lugovoy.example", "Office@Lugovoy.example", "same"],
  ["ryabinin@lugovoy.example", "office@lugovoy.example", "domain"],
  ["ryabinin@mail.ru", "office@mail.ru", "other"],
  ["ryabinin@lugovoy.example.org", "office@lugovoy.example", "other"],
  ["ryabinin@lugovoy.example", "", "unknown"],
])("%s writes for %s: %s", (from, known, said) => {
  expect(senderOf(from, known)).toBe(said)
})

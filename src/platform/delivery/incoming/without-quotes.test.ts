import { describe, expect, test } from "vitest"
import { withoutQuotes } from "./without-quotes.ts"

const own = "Здравствуйте!\n\nПункт взят в работу, срок — до 1 марта 2027 года.\n\nС уважением,\nПётр Рябинин"

describe("the letter that is answered is left out", () => {
  test.each([
    [
      "Яндекс",
      `${own}\n\n02.11.2026, 10:00, "Ресурсный центр" <centre@example.ru>:\n> Просим ответить.\n> До 20 ноября.`,
    ],
    [
      "Яндекс, разметка",
      `${own}\n\n02.11.2026, 10:00, "Ресурсный центр" <centre@example.ru>:\nПросим ответить.\nДо 20 ноября.`,
    ],
    [
      "Mail.ru",
      `${own}\n\n\nПонедельник, 2 ноября 2026, 10:00 +03:00 от Ресурсный центр <centre@example.ru>:\n> Просим ответить.\n>`,
    ],
    [
      "Gmail",
      `${own}\n\nпн, 2 нояб. 2026 г. в 10:00, Ресурсный центр <centre@example.ru>:\n\n> Просим ответить.\n>\n> До 20 ноября.\n`,
    ],
    [
      "Gmail, broken line",
      `${own}\n\nOn Mon, 2 Nov 2026 at 10:00, The Resource Centre of the Region <\ncentre@example.ru> wrote:\n\n> Please answer.`,
    ],
    ["Thunderbird", `${own}\n\n02.11.2026 10:00, Ресурсный центр пишет:\n> Просим ответить.`],
    [
      "Apple Mail",
      `${own}\n\n> 2 нояб. 2026 г., в 10:00, Ресурсный центр <centre@example.ru> написал(а):\n> \n> Просим ответить.`,
    ],
    ["The Bat!", `${own}\n\nВы писали 2 ноября 2026 г., 10:00:\n\nРЦ> Просим ответить.\nРЦ> До 20 ноября.`],
    [
      "Outlook",
      `${own}\n\n________________________________\nОт: Ресурсный центр <centre@example.ru>\nОтправлено: 2 ноября 2026 г. 10:00\nКому: Приёмная\nТема: Запрос\n\nПросим ответить.`,
    ],
    [
      "Outlook, English",
      `${own}\n\nFrom: Centre <centre@example.ru>\nSent: Monday, November 2, 2026 10:00 AM\nTo: Office\nSubject: Request\n\nPlease answer.`,
    ],
    ["Outlook Express", `${own}\n\n-----Исходное сообщение-----\nПросим ответить.`],
    ["Outlook 2003", `${own}\n\n-----Original Message-----\nPlease answer.`],
    ["quotes alone", `${own}\n\n> Просим ответить.\n> До 20 ноября.`],
    [
      "answer below",
      `02.11.2026, 10:00, "Ресурсный центр" <centre@example.ru>:\n> Просим ответить.\n> До 20 ноября.\n\n${own}`,
    ],
    ["answer below quotes alone", `> Просим ответить.\n\n${own}`],
    [
      "a year in the line above",
      `${own}\nДо 01.12.2026.\nпн, 2 нояб. 2026 г. в 10:00, Центр <centre@example.ru>:\n> Просим.`,
      `${own}\nДо 01.12.2026.`,
    ],
  ])("%s", (_, text, expected = own) => {
    expect(withoutQuotes(text)).toBe(expected)
  })
})

describe("nothing is left out", () => {
  test.each([
    ["of a text of its own", own],
    [
      "of a text that speaks of times",
      "Совещание прошло 02.11.2026 в 10:00:\n— решили;\n— сделали.\nИванова: согласна.",
    ],
    ["of a text that says who wrote", "Как Вы писали 3 ноября в 10:00:\nсрок — до марта. Мы согласны."],
    [
      "of what is forwarded",
      `${own}\n\n-------- Пересылаемое сообщение --------\nОт: Отдел <otdel@example.ru>\nДата: 2 ноября 2026\nКому: Приёмная\nТема: Ответ\n\nОтвет отдела.`,
    ],
    ["when there is nothing else", "> Просим ответить."],
    ["of nothing", ""],
    ["of a list of fields", "От: жителей города\nЗаявка: 7"],
  ])("%s", (_, text) => {
    expect(withoutQuotes(text)).toBe(text)
  })

  test("of answers between quoted lines but the tail", () => {
    const head = "02.11.2026 10:00, Центр пишет:\n"
    const between = "> 1. Провести осмотр.\nСделаем.\n> 2. Выделить деньги.\nНе можем."
    expect(withoutQuotes(`${head}${between}\n> Ждём ответа.`)).toBe(between)
  })
})

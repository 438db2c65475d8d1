import { expect, test } from "vitest"
import { namesPeople, openLines } from "./open-passages.ts"

test("words that name somebody are known, in any case and with initials on either side", () => {
  const participants = [{ name: "Ветлугин Павел Андреевич" }, { name: "Н.С. Журавская" }, { name: "" }]
  for (const text of [
    "ВЫСТУПИЛИ: Кольцов Б.Ю., Сапожкова Г.Л.",
    "СЛУШАЛИ: А.М. Полетаеву о занятиях с детьми.",
    "О подготовке рассказал Ветлугин.",
    "Слово дали Журавской.",
    "Заседание вёл Тучин Роман Егорович.",
  ])
    expect(namesPeople(text, participants), text).toBe(true)
  for (const text of [
    "В работе приняли участие 58 человек: руководители организаций, волонтёры.",
    "О ходе подготовки к зиме.",
    "г. Заречный, ул. Садовая, д. 4",
    "Голосовали: «за» – 8, «против» – 0.",
  ])
    expect(namesPeople(text, participants), text).toBe(false)
})

test("the source of an item keeps what the item says itself", () => {
  const item = { text: "Поручить Тучину Р.Е. завершить ремонт." }
  const lines = [
    { text: " Поручить Тучину Р.Е. завершить ремонт." },
    { text: "Ответственный: Кольцов Б.Ю." },
    { text: "Срок: до мая." },
  ]
  expect(openLines(lines, item).map((line) => line.text)).toEqual([lines[0]!.text, lines[2]!.text])
})

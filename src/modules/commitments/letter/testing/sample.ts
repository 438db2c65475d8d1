import { translatorOf } from "../../../../setup.ts"
import type { Letter } from "../letter-docx.ts"

const { say } = translatorOf()
export const russian = say.ru
export const english = say.en

/** An invented letter about two items of an invented round table. */
export const letter: Letter = {
  number: "12",
  date: "2026-03-18",
  addressee: {
    name: "Администрация города Синегорска",
    person: "Заместителю главы П. С. Ольховскому",
    address: "123456, г. Синегорск, ул. Мира, д. 1",
  },
  salutation: "Уважаемый Пётр Сергеевич!",
  items: [
    {
      path: "2.1",
      label: "1.",
      text: "Предоставить помещение для встреч добровольцев совместно с советом ветеранов.",
      deadline: null,
      term: "до конца учебного года",
    },
    { path: "2.2", label: "2.", text: "Определить цели работы ресурсного центра:", deadline: null, term: null },
  ],
  resolution: {
    title: "Резолюция по итогам круглого стола «Добровольчество рядом: город и общественные организации»",
    date: "2026-03-14",
    place: "г. Синегорск",
  },
  sender: {
    organisation: "АНО «Ресурсный центр „Берег“»",
    address: "123456, г. Синегорск, ул. Речная, д. 5",
    post: "Директор",
    name: "А. Б. Лесная",
    executor: "В. Г. Полевой",
    phone: "8 (000) 000-00-00",
  },
  answer: { address: "farvater.example/answer", code: "ABCDE-FGHJK", until: "2026-09-14" },
}

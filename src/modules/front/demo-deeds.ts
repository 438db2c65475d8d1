import type { ActKind } from "#modules/commitments/public.ts"

/** One thing that was said on a day, by the addressee or by the centre; the fields of the act as commands take them. */
export type DemoAct = { on: string; kind: ActKind; text?: string; termOn?: string; term?: string } & {
  wording?: string
  until?: string
  theirNumber?: string
  share?: number
  handTo?: string
}
/** An item, whom it was sent to when that is not whom the text names, and what came of it. */
type DemoDeed = { item: string; to?: string; acts: DemoAct[] }
export type DemoDeeds = {
  /** The name of the text. */
  resolution: string
  asked: string
  /** A later act that gives addressees to items that name none. */
  directed?: { on: string; items: Record<string, string> }
  deeds: DemoDeed[]
}

const administration = "Администрация городского округа Заречный"
const blind = "Заречная городская организация общества слепых"
const warmHouse = "Благотворительный фонд «Тёплый дом»"
const lighthouse = "Волонтёрский отряд «Маяк» школы № 3"
const paper = "Редакция газеты «Заречные вести»"
const opora = "АНО «Ресурсный центр «Опора»"

/** Who speaks for the addressees of the example; all names are made up. */
export const demoSpeaker = { name: "Н. В. Ольшанская", post: "начальник отдела" }

/** What became of the example's items: answered in every way, reported, released, left without an answer. */
export const demoDeeds: DemoDeeds[] = [
  {
    resolution: "slushaniya.docx",
    asked: "2025-06-11",
    directed: {
      on: "2025-06-10",
      items: { "1": administration, "2": administration, "3": administration, "4": opora, "5": administration },
    },
    deeds: [
      {
        item: "1",
        acts: [
          { on: "2025-06-20", kind: "accept", termOn: "2025-09-30" },
          { on: "2025-09-25", kind: "report", share: 100, text: "Обследованы все двадцать переходов, акты подписаны." },
          { on: "2025-10-01", kind: "release" },
        ],
      },
      {
        item: "2",
        acts: [
          { on: "2025-06-20", kind: "receive", until: "2025-07-20", theirNumber: "214" },
          { on: "2025-07-15", kind: "accept", termOn: "2025-11-01" },
          { on: "2025-10-20", kind: "extend", termOn: "2026-02-01", text: "Поставщик перенёс срок доставки сигналов." },
          { on: "2025-10-22", kind: "agree" },
          { on: "2026-01-28", kind: "report", share: 100, text: "Сигналы установлены." },
          { on: "2026-02-02", kind: "return", text: "Приложите фотографии обоих переходов." },
          { on: "2026-02-10", kind: "report", share: 100, text: "Сигналы работают на обоих переходах." },
          { on: "2026-02-12", kind: "release" },
        ],
      },
      {
        item: "3",
        acts: [
          {
            on: "2025-06-25",
            kind: "decline",
            text: "Список входов ведут собственники зданий, у администрации его нет.",
          },
          { on: "2025-06-27", kind: "look" },
        ],
      },
      {
        item: "4",
        acts: [
          { on: "2025-06-12", kind: "accept", term: "постоянно" },
          { on: "2025-12-20", kind: "report", share: 60, text: "На карте 46 мест, добавили два микрорайона." },
        ],
      },
      {
        item: "5",
        acts: [
          {
            on: "2025-06-23",
            kind: "hand_over",
            text: "Водителей обучает перевозчик.",
            handTo: "Муниципальное предприятие «Горавтобус»",
          },
        ],
      },
    ],
  },
  {
    resolution: "serebro.docx",
    asked: "2025-11-25",
    deeds: [
      { item: "2", to: blind, acts: [{ on: "2025-12-03", kind: "accept", term: "постоянно" }] },
      { item: "2", to: warmHouse, acts: [] },
      {
        item: "3",
        to: administration,
        acts: [
          {
            on: "2025-12-10",
            kind: "decline",
            text: "Льготы на проезд устанавливает область, у города таких прав нет.",
          },
          { on: "2025-12-11", kind: "look" },
        ],
      },
      {
        item: "4.1",
        acts: [
          { on: "2025-12-01", kind: "accept", termOn: "2026-02-01" },
          { on: "2026-01-30", kind: "report", share: 100, text: "Расписание составлено и передано в школы." },
          { on: "2026-02-03", kind: "release" },
        ],
      },
      {
        item: "4.2",
        acts: [
          {
            on: "2025-12-01",
            kind: "accept_part",
            termOn: "2026-04-01",
            text: "Подготовим памятку для начальной школы.",
          },
          { on: "2026-03-28", kind: "report", share: 100, text: "Памятка напечатана, роздана в трёх школах." },
          {
            on: "2026-04-02",
            kind: "release_part",
            share: 60,
            termOn: "2026-12-15",
            text: "Памятка есть, её ждут ещё пять школ.",
          },
        ],
      },
      {
        item: "5",
        acts: [
          { on: "2025-11-27", kind: "accept", term: "ежемесячно" },
          { on: "2026-06-30", kind: "report", share: 50, text: "Вышло семь листков, тираж 120." },
        ],
      },
    ],
  },
  {
    resolution: "hartiya.docx",
    asked: "2026-02-10",
    deeds: [
      { item: "1", acts: [{ on: "2026-02-12", kind: "accept", term: "ежеквартально" }] },
      {
        item: "2",
        acts: [
          {
            on: "2026-02-16",
            kind: "propose",
            term: "ежеквартально",
            wording: "Предоставлять сообществу зал для встреч раз в квартал.",
            text: "Раз в месяц зал занят.",
          },
          { on: "2026-02-18", kind: "agree" },
        ],
      },
      { item: "3", acts: [{ on: "2026-02-20", kind: "accept", termOn: "2026-06-01" }] },
      { item: "4", acts: [] },
      { item: "5", acts: [{ on: "2026-03-02", kind: "report", share: 20, text: "Пригласили двух ветеранов труда." }] },
    ],
  },
  {
    resolution: "rezolyuciya-kruglogo-stola.docx",
    asked: "2026-03-18",
    deeds: [
      {
        item: "1.1",
        acts: [
          { on: "2026-03-24", kind: "receive", until: "2026-04-10", theirNumber: "97" },
          { on: "2026-04-08", kind: "accept", termOn: "2026-10-01" },
          { on: "2026-09-25", kind: "extend", termOn: "2026-12-20", text: "Ремонт помещения закончится в декабре." },
        ],
      },
      {
        item: "1.2",
        acts: [
          { on: "2026-04-08", kind: "accept", termOn: "2026-11-15" },
          { on: "2026-11-16", kind: "report", share: 100, text: "Итоги конкурса опубликованы на сайте города." },
        ],
      },
      {
        item: "1.3",
        acts: [
          { on: "2026-04-08", kind: "accept", termOn: "2026-08-30" },
          {
            on: "2026-08-24",
            kind: "report",
            share: 100,
            text: "Фестиваль прошёл 22 августа, участвовали 14 сообществ.",
          },
          { on: "2026-08-26", kind: "release" },
        ],
      },
      { item: "2.1", acts: [{ on: "2026-03-26", kind: "accept", term: "постоянно" }] },
      { item: "2.1", to: paper, acts: [{ on: "2026-03-27", kind: "accept", termOn: "2026-12-31" }] },
      {
        item: "2.2",
        acts: [
          { on: "2026-03-26", kind: "accept", termOn: "2026-05-01" },
          { on: "2026-04-28", kind: "report", share: 100, text: "В группе девять человек, проведены две встречи." },
          { on: "2026-05-04", kind: "release" },
        ],
      },
      { item: "2.3", acts: [{ on: "2026-03-26", kind: "accept", termOn: "2026-12-10" }] },
      { item: "2.4", acts: [{ on: "2026-11-12", kind: "decline", text: "Сбор объявят после проекта памятника." }] },
      {
        item: "3.1",
        to: blind,
        acts: [
          { on: "2026-04-02", kind: "accept", termOn: "2026-06-30" },
          { on: "2026-06-29", kind: "report", share: 100, text: "Перечень изучен, подали заявку в реестр." },
          { on: "2026-07-02", kind: "release" },
        ],
      },
      { item: "3.1", to: warmHouse, acts: [{ on: "2026-04-06", kind: "accept", termOn: "2026-11-30" }] },
      { item: "3.2", to: warmHouse, acts: [] },
      {
        item: "4.1",
        acts: [
          { on: "2026-03-30", kind: "accept", termOn: "2026-09-01" },
          { on: "2026-08-31", kind: "report", share: 100, text: "Кураторы назначены во всех одиннадцати школах." },
          { on: "2026-09-02", kind: "release" },
        ],
      },
      { item: "4.2", acts: [{ on: "2026-11-18", kind: "ask", text: "Сколько часов занятий вы предлагаете?" }] },
    ],
  },
  {
    resolution: "forum.docx",
    asked: "2026-06-09",
    deeds: [
      {
        item: "1.1",
        acts: [
          { on: "2026-06-10", kind: "accept", termOn: "2026-07-01" },
          { on: "2026-06-26", kind: "report", share: 100, text: "Письма и пресс-релиз отправлены." },
          { on: "2026-06-29", kind: "release" },
        ],
      },
      { item: "1.2", acts: [{ on: "2026-06-10", kind: "accept", termOn: "2026-12-01" }] },
      { item: "1.3", acts: [{ on: "2026-06-10", kind: "accept", term: "постоянно" }] },
      { item: "2.1", to: lighthouse, acts: [{ on: "2026-06-18", kind: "accept", term: "постоянно" }] },
      { item: "2.2", to: lighthouse, acts: [] },
      {
        item: "3.1",
        acts: [
          {
            on: "2026-11-10",
            kind: "propose",
            termOn: "2027-02-15",
            text: "Глава города встретится с победителями в феврале.",
          },
        ],
      },
      { item: "3.2", acts: [] },
    ],
  },
]

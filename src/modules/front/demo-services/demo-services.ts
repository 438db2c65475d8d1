import type { Criterion, Price, Target } from "#modules/registry/public.ts"

type DemoService = { code: string; name: string; description: string; criteria: Criterion[] }
const k = (name: string, measured: string, how: string, threshold: string): Criterion => ({
  name,
  measured,
  how,
  threshold,
})

const satisfied = k(
  "Довольны ли получатели",
  "доля довольных",
  "опрос раз в полгода, не меньше 30 человек",
  "не меньше 85 %",
)
const access = k("Доступность места", "вход, указатели, запись по телефону", "осмотр раз в год", "выполнены все три")

/** The invented town's list as it was at first. */
export const firstList: DemoService[] = [
  {
    code: "1",
    name: "Помощь на дому пожилым людям",
    description: "Покупка продуктов и лекарств, уборка, прогулки, чтение вслух. Не реже двух раз в неделю.",
    criteria: [
      k("Приходят вовремя", "доля посещений в согласованное время", "журнал посещений", "не меньше 90 %"),
      satisfied,
    ],
  },
  {
    code: "2",
    name: "Обучение пожилых людей компьютеру и телефону",
    description: "Занятия в группах до двенадцати человек: госуслуги, запись к врачу, защита от мошенников.",
    criteria: [k("Закончили курс", "доля дошедших до конца", "списки групп", "не меньше 70 %"), access],
  },
  {
    code: "3",
    name: "Сопровождение людей с инвалидностью",
    description: "Поездка к врачу, в учреждение, на мероприятие вместе с помощником.",
    criteria: [k("Срок от просьбы до поездки", "рабочие дни", "журнал просьб", "не больше 3"), access],
  },
  {
    code: "4",
    name: "Сбор и выдача вещей семьям с детьми",
    description: "Одежда, коляски, школьные принадлежности. Вещи проверяют и сортируют.",
    criteria: [k("Срок выдачи", "дни от просьбы", "журнал выдачи", "не больше 5")],
  },
  {
    code: "5",
    name: "Летние дворовые площадки для подростков",
    description: "Игры, мастерские, спорт с вожатыми во дворах в июне и июле.",
    criteria: [k("Вожатых на группу", "человек на 15 подростков", "осмотр без предупреждения", "не меньше 2")],
  },
  {
    code: "6",
    name: "Выпуск городской стенгазеты",
    description: "Стенгазета о жизни города в библиотеках и школах.",
    criteria: [],
  },
  {
    code: "7",
    name: "Бесплатная правовая консультация",
    description: "Ответ юриста на вопрос о льготах, жилье, опеке, труде; помощь составить заявление.",
    criteria: [k("Срок приёма", "дни от записи до встречи", "журнал записи", "не больше 7"), satisfied],
  },
]

/** What the second version strikes, and what it says anew. */
export const struckCode = "6"
export const secondList: DemoService[] = [
  {
    code: "2",
    name: "Обучение пожилых людей компьютеру и телефону",
    description: "Занятия в группах до десяти человек: госуслуги, запись к врачу, защита от мошенников. Есть выездные.",
    criteria: [
      k("Закончили курс", "доля дошедших до конца", "списки групп", "не меньше 80 %"),
      k("Пользуются после курса", "доля тех, кто сам входит на госуслуги", "звонок через месяц", "не меньше 60 %"),
      access,
    ],
  },
  {
    code: "8",
    name: "Подготовка добровольцев",
    description: "Курс из четырёх встреч: первая помощь, общение, безопасность, права добровольца.",
    criteria: [k("Пришли на первое дело", "доля в течение двух месяцев", "списки выходов", "не меньше 50 %")],
  },
  {
    code: "9",
    name: "Поддержка семей, где растёт ребёнок с инвалидностью",
    description: "Группа для родителей, игровая комната, помощь психолога.",
    criteria: [satisfied, access],
  },
]

export const demoLists = [
  {
    documentName: "Постановление администрации городского округа Заречный «О перечне социально полезных услуг»",
    documentNumber: "314",
    documentDate: "2023-11-20",
    inForceFrom: "2024-01-01",
  },
  {
    documentName: "Постановление администрации городского округа Заречный «О новой редакции перечня услуг»",
    documentNumber: "127",
    documentDate: "2025-05-26",
    inForceFrom: "2025-07-01",
  },
]

export type DemoProvider = {
  code: string
  organisation: string
  targets: Target[]
  price: Price
  priceNote?: string
  howToGet: string
  phone?: string
  address?: string
  capacity?: string
  from: string
  until?: string
  proof: string
}

const fund = "Благотворительный фонд «Тёплый дом»"
const opora = "АНО «Ресурсный центр «Опора»"
const blind = "Заречная городская организация общества слепых"
const lighthouse = "Волонтёрский отряд «Маяк» школы № 3"
const college = "Заречный политехнический колледж"
const library = "Центральная городская библиотека"
const agreement = (no: number, date: string) => `Соглашение с администрацией № ${no} от ${date}`

/** A dozen entries: who provides what. */
export const demoProviders: DemoProvider[] = [
  {
    code: "1",
    organisation: fund,
    targets: ["older"],
    price: "free",
    howToGet: "Позвоните по будням с 9 до 17. Помощник придёт познакомиться.",
    phone: "+7 000 000-10-01",
    capacity: "40 человек",
    from: "2024-02-01",
    proof: agreement(11, "25.01.2024"),
  },
  {
    code: "1",
    organisation: lighthouse,
    targets: ["older", "veterans"],
    price: "free",
    howToGet: "Заявку принимает учитель-куратор отряда.",
    phone: "+7 000 000-10-02",
    capacity: "12 человек",
    from: "2024-09-02",
    proof: agreement(38, "29.08.2024"),
  },
  {
    code: "2",
    organisation: library,
    targets: ["older"],
    price: "free",
    howToGet: "Запишитесь на абонементе, группы начинаются в первый понедельник месяца.",
    phone: "+7 000 000-10-03",
    address: "г. Заречный, улица Книжная, дом 2, вход со двора без ступеней",
    capacity: "10 человек в группе",
    from: "2024-01-15",
    proof: agreement(4, "12.01.2024"),
  },
  {
    code: "2",
    organisation: college,
    targets: ["older", "disabled"],
    price: "partly",
    priceNote: "курс бесплатный, печать материалов 150 рублей",
    howToGet: "Напишите или приходите на день открытых дверей.",
    phone: "+7 000 000-10-04",
    address: "г. Заречный, проспект Труда, дом 17",
    from: "2025-09-01",
    proof: agreement(22, "27.08.2025"),
  },
  {
    code: "3",
    organisation: blind,
    targets: ["disabled"],
    price: "free",
    howToGet: "Позвоните за три рабочих дня до поездки.",
    phone: "+7 000 000-10-05",
    capacity: "6 поездок в день",
    from: "2024-03-01",
    proof: agreement(15, "22.02.2024"),
  },
  {
    code: "4",
    organisation: fund,
    targets: ["families", "hard_times"],
    price: "free",
    howToGet: "Пункт выдачи работает по вторникам и субботам, возьмите свидетельство о рождении ребёнка.",
    address: "г. Заречный, улица Садовая, дом 9",
    from: "2024-01-10",
    proof: agreement(2, "09.01.2024"),
  },
  {
    code: "4",
    organisation: opora,
    targets: ["families"],
    price: "free",
    howToGet: "Через центр «Опора» по записи.",
    from: "2024-02-15",
    until: "2025-06-30",
    proof: agreement(13, "12.02.2024"),
  },
  {
    code: "5",
    organisation: lighthouse,
    targets: ["children"],
    price: "free",
    howToGet: "Приходите на площадку двора по улице Мира, дом 5, с 10 до 13.",
    capacity: "30 подростков",
    from: "2024-06-01",
    proof: agreement(29, "20.05.2024"),
  },
  {
    code: "7",
    organisation: opora,
    targets: ["all"],
    price: "free",
    howToGet: "Запись по телефону или на сайте центра.",
    phone: "+7 000 000-10-06",
    address: "г. Заречный, площадь Мира, дом 3",
    from: "2024-01-15",
    proof: agreement(5, "12.01.2024"),
  },
  {
    code: "7",
    organisation: blind,
    targets: ["disabled"],
    price: "free",
    howToGet: "Приём юриста по средам, есть запись шрифтом Брайля.",
    phone: "+7 000 000-10-05",
    from: "2025-01-20",
    proof: agreement(1, "16.01.2025"),
  },
  {
    code: "8",
    organisation: opora,
    targets: ["youth", "older"],
    price: "free",
    howToGet: "Набор каждый квартал, объявление на сайте центра.",
    capacity: "25 человек на курсе",
    from: "2025-07-01",
    proof: agreement(19, "27.06.2025"),
  },
  {
    code: "9",
    organisation: fund,
    targets: ["families"],
    price: "partly",
    priceNote: "группа бесплатная, занятие с логопедом 400 рублей",
    howToGet: "Позвоните, первая встреча одна на один.",
    phone: "+7 000 000-10-01",
    address: "г. Заречный, улица Садовая, дом 9",
    from: "2025-08-01",
    proof: agreement(21, "24.07.2025"),
  },
]

import type { Visibility } from "#modules/deliberation/public.ts"
import type { Kind, Nature, StatusKind } from "#modules/registry/public.ts"
import { charter } from "./demo-texts/charter.ts"
import { forum } from "./demo-texts/forum.ts"
import { hearing } from "./demo-texts/hearing.ts"
import { roundTable } from "./demo-texts/round-table.ts"
import { silver } from "./demo-texts/silver.ts"
import { youth } from "./demo-texts/youth.ts"

export const demoTown = "Заречный"

type DemoParty = {
  nature: Nature
  kind: Kind
  name: string
  shortName?: string
  email?: string
  phone?: string
  postalAddress?: string
  letterTo?: string
  /** Russian names of what it works in, as the catalogue begins. */
  directions?: string[]
  /** When it said last that its card is right. */
  confirmed?: string
  statuses?: { kind: StatusKind; from: string; until?: string; proof: string }[]
}

/** The invented town's bodies and organisations, in the words of its resolutions. All names are made up. */
export const demoParties: DemoParty[] = [
  {
    nature: "body",
    kind: "authority",
    name: "Администрация городского округа Заречный",
    shortName: "Администрация",
    email: "priemnaya@zarechny.example",
    phone: "+7 000 000-00-01",
    postalAddress: "000001, г. Заречный, площадь Мира, дом 1",
    letterTo: "Главе городского округа Заречный\nП. С. Верескову",
  },
  {
    nature: "body",
    kind: "department",
    name: "Министерство социального развития Приозёрской области",
    postalAddress: "000010, г. Приозёрск, улица Садовая, дом 4",
    letterTo: "Министру\nА. Н. Лугиной",
  },
  { nature: "body", kind: "department", name: "Управление образования города Заречный", email: "obr@zarechny.example" },
  { nature: "body", kind: "council", name: "Общественный совет города Заречный", email: "sovet@zarechny.example" },
  {
    nature: "body",
    kind: "council",
    name: "Координационный совет по делам ветеранов",
    directions: ["Помощь пожилым", "Патриотическое воспитание и память"],
  },
  {
    nature: "organisation",
    kind: "ngo",
    name: "АНО «Ресурсный центр «Опора»",
    shortName: "Опора",
    email: "opora@zarechny.example",
    confirmed: "2026-03-12",
    directions: ["Поддержка НКО и добровольчества", "Образование и наставничество"],
    statuses: [
      { kind: "so_nko", from: "2021-09-14", proof: "Реестр СО НКО, запись № 00-0117 от 14.09.2021" },
      { kind: "resource_centre", from: "2024-02-01", proof: "Постановление администрации № 48 от 26.01.2024" },
    ],
  },
  {
    nature: "organisation",
    kind: "ngo",
    name: "Заречная городская организация общества слепых",
    directions: ["Помощь людям с инвалидностью", "Правовая помощь"],
  },
  {
    nature: "organisation",
    kind: "ngo",
    name: "Благотворительный фонд «Тёплый дом»",
    confirmed: "2025-02-10",
    directions: ["Благотворительность", "Семья и детство", "Помощь пожилым"],
    statuses: [
      { kind: "so_nko", from: "2022-03-21", proof: "Реестр СО НКО, запись № 00-0204 от 21.03.2022" },
      { kind: "iopu", from: "2022-05-11", until: "2024-05-10", proof: "Решение № 31 от 11.05.2022" },
      { kind: "social_provider", from: "2025-01-16", proof: "Реестр поставщиков социальных услуг, запись № 00-58" },
    ],
  },
  {
    nature: "organisation",
    kind: "school_unit",
    name: "Волонтёрский отряд «Маяк» школы № 3",
    directions: ["Молодёжь", "Экология", "Помощь животным"],
    statuses: [{ kind: "school_unit", from: "2023-09-01", proof: "Приказ директора школы № 112 от 01.09.2023" }],
  },
  {
    nature: "organisation",
    kind: "education",
    name: "Заречный политехнический колледж",
    directions: ["Молодёжь", "Образование и наставничество"],
  },
  {
    nature: "organisation",
    kind: "media",
    name: "Редакция газеты «Заречные вести»",
    directions: ["Медиа и просвещение"],
    statuses: [{ kind: "media", from: "2012-06-05", proof: "Свидетельство о регистрации № 00-00391 от 05.06.2012" }],
  },
  {
    nature: "organisation",
    kind: "institution",
    name: "Центральная городская библиотека",
    directions: ["Культура и искусство", "Медиа и просвещение"],
  },
]

export type DemoText = {
  name: string
  text: string
  /** null: stays a draft, so that the check page has something to show. */
  visibility: Visibility | null
  adoptedOn: string
  /** What its endorsements should bring; "" closes them at adoption. */
  expected: string
}

/** Oldest first. */
export const demoTexts: DemoText[] = [hearing, silver, charter, roundTable, forum, youth]

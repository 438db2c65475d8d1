import type { AffiliationRole, Level, Publishable, RoleName } from "#modules/people/public.ts"

type DemoPerson = {
  person: { familyName: string; givenName: string; patronymic?: string; birthOn?: string } & Partial<
    Record<"phone" | "email" | "note", string>
  >
  /** Consents, said in person on the day given. */
  consents?: { kind: "processing" | "publication"; fields?: Publishable[]; givenOn: string }[]
  guardian?: { name: string; relation: "mother"; phone: string; email: string }
  /** By the names of the catalogue; with a ground they are confirmed. */
  skills?: { competence: string; level: Level; evidence?: string; ground?: string }[]
  role?: { role: RoleName; from: string; ground: string }
  languages?: { code: string; fluency: "basic" | "fluent" | "native" }[]
  availability?: string
  belongs: { party: string; role: AffiliationRole; post?: string; from: string }[]
}

/** Who processes the data of the example's people. */
export const demoOperator = {
  name: "АНО «Ресурсный центр «Опора»",
  address: "г. Заречный, Садовая ул., 12",
  requisites: "ИНН 0000000000, ОГРН 0000000000000",
  contact: "opora@zarechny.example, +7 000 000-01-00",
}

/** The invented town's people; none of them is listed for everybody before they consent. */
export const demoPeople: DemoPerson[] = [
  {
    person: {
      familyName: "Осипова",
      givenName: "Лидия",
      patronymic: "Марковна",
      birthOn: "1984-04-02",
      phone: "+7 000 000-01-01",
      email: "osipova@zarechny.example",
    },
    belongs: [{ party: "АНО «Ресурсный центр «Опора»", role: "head", post: "директор", from: "2019-02-01" }],
  },
  {
    person: {
      familyName: "Ракитина",
      givenName: "Зоя",
      patronymic: "Ильинична",
      birthOn: "1958-10-19",
      phone: "+7 000 000-01-02",
      note: "Звонить после обеда",
    },
    consents: [
      { kind: "processing", givenOn: "2026-02-03" },
      { kind: "publication", fields: ["name", "affiliations", "competences", "roles"], givenOn: "2026-02-03" },
    ],
    skills: [
      { competence: "Уход за пожилыми", level: "expert", evidence: "Стаж 22 года", ground: "трудовая книжка" },
      { competence: "Первая помощь", level: "confident", evidence: "Курсы 2025 года" },
    ],
    role: { role: "mentor", from: "2025-09-01", ground: "решение совета от 28.08.2025" },
    availability: "По будням после обеда",
    belongs: [
      { party: "Координационный совет по делам ветеранов", role: "member", from: "2020-05-01" },
      { party: "АНО «Ресурсный центр «Опора»", role: "volunteer", from: "2021-09-01" },
    ],
  },
  // The same person, entered a second time in haste: «Похожие карточки» shows the two.
  {
    person: { familyName: "Зоя", givenName: "Ракитина", phone: "8 (000) 000-01-02" },
    belongs: [{ party: "Волонтёрский отряд «Маяк» школы № 3", role: "volunteer", from: "2025-03-01" }],
  },
  {
    person: { familyName: "Ручьёв", givenName: "Степан", birthOn: "2004-06-30", email: "ruchev@zarechny.example" },
    consents: [{ kind: "processing", givenOn: "2026-03-12" }],
    skills: [{ competence: "Русский жестовый язык", level: "confident", ground: "удостоверение переводчика" }],
    languages: [{ code: "en", fluency: "fluent" }],
    belongs: [{ party: "Благотворительный фонд «Тёплый дом»", role: "volunteer", from: "2024-10-01" }],
  },
  {
    person: { familyName: "Полянская", givenName: "Ася", patronymic: "Денисовна", birthOn: "2011-01-15" },
    guardian: {
      name: "Полянская Дарья Игоревна",
      relation: "mother",
      phone: "+7 000 000-01-05",
      email: "polyanskaya@zarechny.example",
    },
    belongs: [{ party: "Благотворительный фонд «Тёплый дом»", role: "volunteer", from: "2026-02-01" }],
  },
]

/** An invented organisation that has asked to join and waits for an answer. */
export const demoApplication = {
  name: "Клуб «Зелёный двор»",
  inn: "",
  partyKind: "ngo",
  directions: [],
  about: "Сажаем деревья и ухаживаем за дворами вместе с жителями. Нас двенадцать человек, работаем третий год.",
  familyName: "Лугова",
  givenName: "Марина",
  patronymic: "Олеговна",
  post: "председатель",
  email: "dvor@zarechny.example",
  phone: "+7 000 000-01-09",
}

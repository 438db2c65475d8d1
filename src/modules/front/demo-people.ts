import type { AffiliationRole } from "#modules/people/public.ts"

type DemoPerson = {
  person: { familyName: string; givenName: string; patronymic?: string; birthOn: string } & Partial<
    Record<"phone" | "email" | "note", string>
  >
  belongs: { party: string; role: AffiliationRole; post?: string; from: string }[]
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
    belongs: [
      { party: "Координационный совет по делам ветеранов", role: "member", from: "2020-05-01" },
      { party: "АНО «Ресурсный центр «Опора»", role: "volunteer", from: "2021-09-01" },
    ],
  },
  {
    person: { familyName: "Ручьёв", givenName: "Степан", birthOn: "2004-06-30", email: "ruchev@zarechny.example" },
    belongs: [{ party: "Благотворительный фонд «Тёплый дом»", role: "volunteer", from: "2024-10-01" }],
  },
  {
    person: { familyName: "Полянская", givenName: "Ася", patronymic: "Денисовна", birthOn: "2011-01-15" },
    belongs: [{ party: "Благотворительный фонд «Тёплый дом»", role: "volunteer", from: "2026-02-01" }],
  },
]

import type { Visibility } from "#modules/deliberation/public.ts"
import type { Kind, Nature } from "#modules/registry/public.ts"
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
    directions: ["Поддержка НКО и добровольчества", "Образование и наставничество"],
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
    directions: ["Благотворительность", "Семья и детство", "Помощь пожилым"],
  },
  {
    nature: "organisation",
    kind: "school_unit",
    name: "Волонтёрский отряд «Маяк» школы № 3",
    directions: ["Молодёжь", "Экология", "Помощь животным"],
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

import { foldName } from "#modules/registry/public.ts"
import type { KnownColumn } from "#platform/tabular/importer.ts"
import { affiliationRoles } from "../affiliation/affiliation.ts"
import { roleWord } from "../affiliation/affiliation-words.ts"
import { levels } from "../skill/skill.ts"
import { levelWord } from "../skill/skill-words.ts"

/** Columns that an import of people knows, in the order of the template. */
export const personColumns: KnownColumn[] = [
  { key: "fullName", label: "people.import.full_name", example: "", spare: true },
  { key: "familyName", label: "field.person.familyName", example: "Орлова" },
  { key: "givenName", label: "field.person.givenName", example: "Вера" },
  { key: "patronymic", label: "field.person.patronymic", example: "Павловна" },
  { key: "birthOn", label: "field.person.birthOn", example: "14.03.1990" },
  { key: "phone", label: "field.person.phone", example: "+7 900 000-00-01" },
  { key: "email", label: "field.person.email", example: "orlova@example.ru" },
  { key: "territory", label: "field.person.territory", example: "" },
  { key: "address", label: "field.person.address", example: "" },
  { key: "party", label: "field.person.party", example: "" },
  { key: "partyInn", label: "people.import.party_inn", example: "", spare: true },
  {
    key: "role",
    label: "field.person.role",
    example: "",
    values: (say) => affiliationRoles.map((role) => roleWord(say, role)),
  },
  { key: "post", label: "field.person.post", example: "" },
  { key: "from", label: "field.person.from", example: "" },
  { key: "competences", label: "people.import.competences", example: "" },
  {
    key: "level",
    label: "field.person.level",
    example: "",
    spare: true,
    values: (say) => levels.map((level) => levelWord(say, level)),
  },
  { key: "languages", label: "field.person.languages", example: "английский — свободно" },
  { key: "availability", label: "field.person.availability", example: "по выходным" },
  { key: "experience", label: "field.person.experience", example: "" },
  { key: "note", label: "field.person.note", example: "" },
  { key: "consentOn", label: "people.import.consent_on", example: "" },
  {
    key: "consentHow",
    label: "people.import.consent_how",
    example: "",
    values: (say) => [say("value.person.channel.in_person")],
  },
  { key: "card", label: "people.import.card", example: "", spare: true },
]

const whole = (words: string) => new RegExp(`^(?:${words})(?: ?[(,/*].*)?$`)
/** How lists of people name their columns; the first that fits. */
const headings: [RegExp, string][] = [
  [whole("карточка|адрес карточки|card"), "card"],
  [whole("как дано согласие|согласие на обработку: как дано|how consent was given"), "consentHow"],
  [
    whole(
      "согласие на обработку(?: данных| персональных данных)?(?:: дата)?|дата согласия(?: на обработку)?|(?:date of )?consent(?: to processing)?",
    ),
    "consentOn",
  ],
  [
    whole(
      "ф\\.? ?и\\.? ?о\\.?|фио|фамилия,? имя(?:,| и)? отчество|фамилия и имя|фамилия,? имя|участник|доброволец|волонтер|full name",
    ),
    "fullName",
  ],
  [whole("фамилия|family name|surname|last name"), "familyName"],
  [whole("имя|name|given name|first name"), "givenName"],
  [whole("отчество|patronymic|middle name"), "patronymic"],
  [whole("дата рождения|день рождения|д\\.? ?р\\.?|родил\\S+|date of birth|day of birth|born"), "birthOn"],
  [whole("(?:контактн\\S+ |мобильн\\S+ )?(?:тел\\.?|телефон|телефоны|номер телефона|phone|telephone|mobile)"), "phone"],
  [whole("e-?mail|емейл|имейл|эл\\.? ?почта|почта|(?:адрес )?электронн\\S+ почт\\S+|e-?mail address"), "email"],
  [
    whole(
      "территория|муниципалитет|муниципальное образование|город|район|округ|городской округ|населенный пункт|territory|city|town|district",
    ),
    "territory",
  ],
  [whole("(?:домашний )?адрес|адрес проживания|address"), "address"],
  [whole("инн(?: организации)?|inn|tin(?: of the organi[sz]ation)?"), "partyInn"],
  [whole("организация|нко|место работы|место учебы|место работы или учебы|школа|вуз|отряд|organi[sz]ation"), "party"],
  [whole("роль|кем является|role"), "role"],
  [whole("должность|post|position"), "post"],
  [whole("с какого дня|с какой даты|в организации с|дата вступления|since|from|since what day"), "from"],
  [whole("компетенции|компетенция|навыки|умения|competences|competencies|skills"), "competences"],
  [whole("уровень|уровень компетенций|level"), "level"],
  [whole("языки|знание языков|languages"), "languages"],
  [
    whole("когда может помочь|доступность|занятость|свободное время|availability|when available|when they can help"),
    "availability",
  ],
  [whole("опыт|experience"), "experience"],
  [whole("заметка|заметки|примечание|примечания|комментарий|note|notes|comment"), "note"],
]

const headingOf = (cell: string) => headings.find(([pattern]) => pattern.test(foldName(cell).slice(0, 80)))?.[1]

const nameKeys = ["fullName", "familyName", "givenName"]

/** Whether the first row names the columns. */
export function hasHeader(rows: string[][]): boolean {
  const found = (rows[0] ?? []).filter((cell) => cell.trim()).map(headingOf)
  const known = found.filter(Boolean).length
  return found.some((key) => key && nameKeys.includes(key)) || (known > 1 && known * 2 >= found.length)
}

const looks: [string, RegExp][] = [
  ["email", /^\S+@\S+\.\S+$/],
  ["phone", /^\+?[78]?[\s(-]*\d{3}[\s)-]*\d{3}[\s-]?\d\d[\s-]?\d\d$/],
  ["birthOn", /^\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d$/],
  ["fullName", /^[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ][а-яё]+(?: [А-ЯЁ][а-яё]+(?:вич|вна|ична|оглы|кызы))$/],
]

/** What most of a column's cells look like. */
function lookOf(cells: string[]): string | null {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean)
  const most = (pattern: RegExp) =>
    filled.length > 0 && filled.filter((cell) => pattern.test(cell)).length >= filled.length * 0.6
  return looks.find(([, pattern]) => most(pattern))?.[0] ?? null
}

/** Keys by headings, or by what cells look like. */
export function guessPersonColumns(header: string[] | null, rows: string[][]): (string | null)[] {
  const width = Math.max(header?.length ?? 0, ...rows.map((row) => row.length))
  const keys = Array.from(
    { length: width },
    (_, i) => headingOf(header?.[i] ?? "") ?? (header?.[i] ? null : lookOf(rows.map((row) => row[i] ?? ""))),
  )
  // «Имя» without «Фамилия» beside it holds the whole name
  const parted = keys.includes("familyName") || keys.includes("fullName")
  return keys.map((key) => (key === "givenName" && !parted ? "fullName" : key))
}

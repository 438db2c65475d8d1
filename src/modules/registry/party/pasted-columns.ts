import { foldTerritory } from "../territory/territory-names.ts"
import { wrongInn, wrongOgrn } from "./identifiers.ts"
import { foldName } from "./party.ts"

export const pastedFields = [
  "name",
  "shortName",
  "kind",
  "territory",
  "email",
  "headEmail",
  "phone",
  "postalAddress",
  "letterTo",
  "site",
  "inn",
  "kpp",
  "ogrn",
] as const
export type PastedField = (typeof pastedFields)[number]
/** What a column is taken for; "ignored" is kept out of the registry and said so. */
export type ColumnUse = PastedField | "ignored"

// Whole headings, not their beginnings: «Организация ветеранов» in the first row is a party, «Организация» a heading.
const tail = "(?: (?:организации|организаций|органа|учреждения|нко|со нко|объединения|совета))?"
const heading = (words: string) => new RegExp(`^(?:${words})${tail}(?: ?[(,/*:].*)?$`)
const headings: [RegExp, ColumnUse][] = [
  [heading("инн|inn|tin"), "inn"],
  [heading("кпп|kpp"), "kpp"],
  [heading("огрн|огрнип|огрн(?: ?/ ?| или )огрнип|ogrn"), "ogrn"],
  [heading("n|no|№|№ ?п/п|п/п|номер|инн ?/ ?кпп|окпо|октмо|оквэд|окфс|окопф|id"), "ignored"],
  [
    heading(
      "(?:адрес )?(?:e-?mail|эл\\.? ?почта|эл\\.? ?адрес|электронн\\S+ (?:почт\\S+|адрес)|почта) (?:руководителя|директора|председателя|главы)|e-?mail of (?:the )?(?:head|director|chair)",
    ),
    "headEmail",
  ],
  [
    heading(
      "(?:адрес )?(?:e-?mail|емейл|имейл|эл\\.? ?почта|эл\\.? ?адрес|электронн\\S+ (?:почт\\S+|адрес)|почта|e-?mail address)",
    ),
    "email",
  ],
  [
    heading(
      "(?:адрес )?(?:сайт|сайта|веб-сайт|website|site|url|web|ссылка|соц\\S* сет\\S*|группа вк\\S*|вконтакте|страница)(?: в интернете?)?",
    ),
    "site",
  ],
  [
    heading(
      "(?:почтовый |юридический |фактический )?адрес|почтовый адрес|адрес для писем|индекс и адрес|(?:postal |mailing )?address",
    ),
    "postalAddress",
  ],
  [
    heading("(?:контактн\\S+ )?(?:тел\\.?|телефон|телефоны|номер телефона|phone|telephone|факс|тел\\.? ?/ ?факс)"),
    "phone",
  ],
  [
    heading(
      "руководитель|фио руководителя|ф\\. ?и\\. ?о\\.?(?: руководителя)?|фио|председатель|директор|глава|кому|кому письмо|контактн\\S+ лицо|head|letter to|contact|addressee",
    ),
    "letterTo",
  ],
  [
    heading(
      "сокращенно|сокр\\.?|аббревиатура|(?:сокращенное|краткое|сокр\\.?) (?:наименование|название|имя)|short name|short|abbreviation",
    ),
    "shortName",
  ],
  [
    heading("вид|тип|категория|статус|форма|опф|организационно-правовая форма|правовая форма|kind|type|category"),
    "kind",
  ],
  [
    heading(
      "территория|муниципалитет|муниципальное образование|муниципальный (?:район|округ)|город|район|город ?/ ?район|округ|городской округ|населенный пункт|регион|субъект|место|territory|district|city|town|region|municipality",
    ),
    "territory",
  ],
  [
    heading(
      "(?:полное |официальное )?(?:наименование|название)|организация|организации|орган|органы|учреждение|учреждения|объединение|нко|со нко|name|full name|title|organi[sz]ation|organi[sz]ations|body",
    ),
    "name",
  ],
]

const headingOf = (cell: string): ColumnUse | undefined =>
  headings.find(([pattern]) => pattern.test(foldName(cell).slice(0, 80)))?.[1]

/** Whether the first row names the columns: it names the party's own, or most of its cells are headings. */
export function hasHeader(rows: string[][]): boolean {
  const found = (rows[0] ?? []).filter((cell) => cell.trim()).map(headingOf)
  const known = found.filter(Boolean).length
  return found.includes("name") || (known > 1 && known * 2 >= found.length)
}

const digits = (text: string) => text.replace(/\D/g, "").length
const looks: [ColumnUse, (cell: string) => boolean][] = [
  ["email", (cell) => /^\S+@\S+\.\S+/.test(cell)],
  [
    "site",
    (cell) =>
      /^(?:https?:\/\/|www\.|vk\.com|ok\.ru|t\.me)|^[\wа-яё-]+(?:\.[\wа-яё-]+)*\.(?:ru|рф|su|com|org|info)(?:\/|$)/i.test(
        cell,
      ),
  ],
  [
    "phone",
    (cell) => /^[\d\s()+.,;доб/-]+$/i.test(cell) && /[ ()+-]/.test(cell) && digits(cell) >= 5 && digits(cell) <= 24,
  ],
  ["phone", (cell) => /^[78]\d{10}$/.test(cell)],
  ["inn", (cell) => wrongInn(cell) === null],
  ["ogrn", (cell) => wrongOgrn(cell) === null],
  ["ignored", (cell) => /^[\d\s./]+$/.test(cell)],
  [
    "postalAddress",
    (cell) =>
      /(?:^|\D)\d{6}(?:\D|$)|(?:^|[ ,])(?:ул|пр-т|просп|пер|пл|бул|ш)\.|(?:^|[ ,])(?:улица|проспект|переулок|шоссе)/i.test(
        cell,
      ),
  ],
  [
    "letterTo",
    (cell) =>
      /^(?:[А-ЯЁ][а-яё-]+ (?:[А-ЯЁ]\. ?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|ична))|[А-ЯЁ]\. ?[А-ЯЁ]\. ?[А-ЯЁ][а-яё-]+)$/.test(
        cell,
      ),
  ],
]

const looksLikePlace = (cell: string) =>
  /^(?:г|гор|с|п|пос|пгт|ст|дер?|х)\.\s?\S+$|(?:^| )(?:район|округ|область|край|поселение)$|^(?:городской округ|республика) /i.test(
    cell,
  )

/** What most of a column's cells look like; the column of names cannot be told so and comes out of what remains. */
function lookOf(cells: string[], territories: Set<string>): ColumnUse | undefined {
  const filled = cells.map((cell) => cell.trim()).filter(Boolean)
  const most = (fits: (cell: string) => boolean) =>
    filled.length > 0 && filled.filter(fits).length >= filled.length * 0.6
  if (most((cell) => territories.has(foldTerritory(cell)) || looksLikePlace(cell))) return "territory"
  return looks.find(([, fits]) => most(fits))?.[0]
}

const meanLength = (cells: string[]) => cells.join("").replace(/[^\p{L}]/gu, "").length / Math.max(1, cells.length)

/**
 * What each column holds: by its heading, else by what its cells look like; the longest text that remains is the name.
 * Every field is used once; what is left over is "ignored".
 * @param territories folded names that the registry knows
 */
export function guessColumns(rows: string[][], header: boolean, territories: Set<string>): ColumnUse[] {
  const width = Math.max(0, ...rows.map((row) => row.length))
  const body = header ? rows.slice(1) : rows
  const column = (i: number) => body.map((row) => row[i] ?? "")
  const taken = new Set<ColumnUse>()
  const take = (use: ColumnUse | undefined): ColumnUse | undefined => {
    if (use === undefined || use === "ignored") return use
    if (taken.has(use)) return "ignored"
    taken.add(use)
    return use
  }
  const uses = Array.from({ length: width }, (_, i) => take(header ? headingOf(rows[0]![i] ?? "") : undefined))
  for (let i = 0; i < width; i++) uses[i] ??= take(lookOf(column(i), territories))
  if (!taken.has("name")) {
    const open = uses.flatMap((use, i) => (use === undefined ? [i] : []))
    const columns = open.length ? open : uses.map((_, i) => i)
    const best = columns.toSorted((a, b) => meanLength(column(b)) - meanLength(column(a)))[0]
    if (best !== undefined) uses[best] = "name"
  }
  return uses.map((use) => use ?? "ignored")
}

import type { KnownColumn } from "#platform/tabular/importer.ts"
import { legalForms } from "../party/identifiers.ts"
import { foldName, kinds, natures } from "../party/party.ts"
import { formWord, kindWord } from "../party/party-words.ts"
import { guessColumns } from "../party/pasted-columns.ts"
import { statusKinds } from "../status/status.ts"
import { statusWord } from "../status/status-words.ts"

/** Columns that an import of organisations and bodies knows, in the order of the template. */
export const partyColumns: KnownColumn[] = [
  { key: "name", label: "field.party.name", example: "Фонд «Тёплый дом»" },
  { key: "shortName", label: "field.party.shortName", example: "Тёплый дом" },
  {
    key: "kind",
    label: "field.party.kind",
    example: "НКО",
    values: (say) => natures.flatMap((nature) => kinds[nature].map((kind) => kindWord(say, { kind }))),
  },
  { key: "territory", label: "field.party.territory", example: "Заречный район" },
  {
    key: "legalForm",
    label: "field.party.legalForm",
    example: "",
    values: (say) => legalForms.map((form) => formWord(say, form)),
  },
  { key: "inn", label: "field.party.inn", example: "7707083893" },
  { key: "kpp", label: "field.party.kpp", example: "773601001" },
  { key: "ogrn", label: "field.party.ogrn", example: "1027700132195" },
  { key: "letterTo", label: "field.party.letterTo", example: "Директору И. П. Лапиной" },
  { key: "postalAddress", label: "field.party.postalAddress", example: "101000, г. Заречный, ул. Садовая, д. 1" },
  { key: "email", label: "field.party.email", example: "dom@example.ru" },
  { key: "headEmail", label: "field.party.headEmail", example: "lapina@example.ru" },
  { key: "phone", label: "field.party.phone", example: "+7 900 000-00-01" },
  { key: "site", label: "field.party.site", example: "https://dom.example.ru" },
  { key: "directions", label: "field.party.directions", example: "" },
  {
    key: "statuses",
    label: "registry.status.list",
    example: "",
    values: (say) => statusKinds.map((kind) => statusWord(say, kind)),
  },
]

/** Headings that a pasted list does not know. */
const own: [RegExp, string][] = [
  [/^(?:организационно-правовая форма|правовая форма|опф|legal form)/, "legalForm"],
  [/^(?:направлени[ея](?: работы| деятельности)?|directions?(?: of work)?)$/, "directions"],
  [/^(?:статусы|признаны|statuses|status in registers)/, "statuses"],
]

const ownHeading = (cell: string) => own.find(([pattern]) => pattern.test(foldName(cell)))?.[1]

/** Keys by headings, or by what cells look like; a pasted list is read by the same words. */
export function guessPartyColumns(header: string[] | null, rows: string[][]): (string | null)[] {
  const mine = (header ?? []).map(ownHeading)
  const hidden = (cells: string[], cover: string) => cells.map((cell, i) => (mine[i] ? cover : cell))
  const masked = [...(header ? [hidden(header, "№")] : []), ...rows.map((cells) => hidden(cells, ""))]
  const guessed = guessColumns(masked, header !== null, new Set())
  return guessed.map((use, i) => mine[i] ?? (use === "ignored" ? null : use))
}

import { type ItemLine, numberOf } from "#modules/deliberation/public.ts"
import { longDate } from "#platform/office/dates.ts"
import type { View } from "#platform/view.ts"
import { actInWords } from "../progress/open-act-list.tsx"
import type { ToldChange } from "./change.store.ts"

type Words = Pick<View, "t" | "locale">

const shortened = (text: string, limit: number) =>
  text.length <= limit ? text : `${text.slice(0, limit).replace(/\s+\S*$/, "")}…`

/** A change as one sentence: «Администрация города Лугового. Взято в работу, срок: до 10 апреля 2026 г.» */
export const changeInWords = (view: Words, { request, act, names }: ToldChange): string =>
  `${request.addressee}. ${actInWords(view, act, names)}`

/** The item that it is about: «Пункт 3: поставить скамьи…»; `wording` was agreed in place of its own words. */
export const itemInWords = ({ t }: Pick<View, "t">, line: ItemLine, wording = ""): string =>
  t("lately.item", {
    number: numberOf(line).replace(/\.$/, ""),
    text: shortened((wording || line.text).replace(/[\s;,.]+$/, ""), 160),
  })

/** The reason or the report, where it is public. */
export const reasonInWords = ({ act }: ToldChange): string => shortened(act.text, 240)

/** The resolution's name and day. */
export const resolutionInWords = ({ t, locale }: Words, { resolution }: ToldChange["line"]): string =>
  t("lately.resolution", { title: shortened(resolution.title, 120), date: longDate(resolution.adoptedOn, locale) })

/** Where it stands on the page of the item. */
export const changePath = ({ request, act }: ToldChange): string => `/items/${request.itemId}#act-${act.id}`

import { type ExportedItem, exportedNumber, exportedTerm, languageOf } from "#modules/deliberation/public.ts"
import type { Say } from "#platform/i18n.ts"
import { longDate } from "#platform/office/dates.ts"
import {
  type Checked,
  checkTemplate,
  type Filled,
  fillTemplate,
  type TemplateValues,
} from "#platform/office/template.ts"
import { differentNames, safeFileName, zipFiles } from "#platform/office/zip.ts"
import { defaultLetterTemplate, letterTags } from "./letter-template.ts"

/** A letter to one addressee with only its items. `number`: outgoing; `date`: ISO. */
export type Letter = {
  number: string
  date: string
  addressee: { name: string; person?: string | null; address?: string | null }
  /** «Уважаемый Иван Иванович!»; absent: a polite one to all. */
  salutation?: string | null
  items: Pick<ExportedItem, "path" | "label" | "text" | "deadline" | "term">[]
  resolution: { title: string; date: string | null; place: string | null }
  sender: {
    organisation: string
    address: string
    /** Who signs: post and «И. О. Фамилия». */
    post: string
    name: string
    executor: string
    phone: string
  }
  /** Where it is answered without an account, for those who type the address; `until`: ISO. Absent: it has no link. */
  answer?: { address: string; code: string; until: string } | null
}

/** The letter as .docx; `template` is the user's, null the built-in one. Errors name the tag that is wrong. */
export async function letterDocx(template: Uint8Array | null, letter: Letter, labels: Say): Promise<Filled> {
  return fillTemplate(template ?? (await defaultLetterTemplate(labels)), letterValues(letter, labels), letterTags)
}

/** What to tell the person who uploads a template of their own. */
export const checkLetterTemplate = (template: Uint8Array): Promise<Checked> => checkTemplate(template, letterTags)

/** «Исх. 12 — Администрация города.docx» */
export const letterFileName = ({ number, addressee }: Letter, labels: Say): string =>
  safeFileName(`${labels("export.letter.file", { number, addressee: addressee.name })}.docx`)

/** One .docx per letter in one archive; `at` dates the files. The first template error stops it. */
export async function lettersZip(
  template: Uint8Array | null,
  letters: Letter[],
  labels: Say,
  at: Date,
): Promise<Filled> {
  const used = template ?? (await defaultLetterTemplate(labels))
  const names = differentNames(letters.map((letter) => letterFileName(letter, labels)))
  const files = []
  for (const [i, letter] of letters.entries()) {
    const filled = await letterDocx(used, letter, labels)
    if (!filled.ok) return filled
    files.push({ name: names[i]!, bytes: filled.bytes })
  }
  return { ok: true, bytes: zipFiles(files, at) }
}

function letterValues(letter: Letter, labels: Say): TemplateValues {
  const day = (iso: string | null) => (iso ? longDate(iso, languageOf(labels)) : "")
  const { addressee, resolution, sender } = letter
  return {
    исходящий_номер: letter.number,
    дата: day(letter.date),
    адресат: addressee.name,
    лицо_адресата: addressee.person ?? "",
    адрес_адресата: addressee.address ?? "",
    обращение: letter.salutation ?? labels("export.letter.salutation"),
    мероприятие: resolution.title,
    дата_мероприятия: day(resolution.date),
    место_мероприятия: resolution.place ?? "",
    пункты: letter.items.map((item) => ({
      номер: exportedNumber(item),
      текст: item.text,
      срок: exportedTerm(item, labels),
    })),
    подписант_должность: sender.post,
    подписант: sender.name,
    исполнитель: sender.executor,
    телефон: sender.phone,
    организация_отправитель: sender.organisation,
    адрес_отправителя: sender.address,
    координатор: [sender.executor, sender.phone].filter(Boolean).join(", "),
    адрес_ответа: letter.answer?.address ?? "",
    код_ответа: letter.answer?.code ?? "",
    ссылка_действует_до: day(letter.answer?.until ?? null),
  }
}

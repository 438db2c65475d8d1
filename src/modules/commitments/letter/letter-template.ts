import { languageOf } from "#modules/deliberation/public.ts"
import type { Say } from "#platform/i18n.ts"
import { buildDocx } from "#platform/office/docx.ts"
import type { Block } from "#platform/office/docx-blocks.ts"
import type { TemplateShape } from "#platform/office/template.ts"

/** Names of tags in a letter's template; `aliases`: in English. Told to users on the page of templates. */
export const letterTags = {
  tags: {
    исходящий_номер: true,
    дата: true,
    адресат: true,
    лицо_адресата: true,
    адрес_адресата: true,
    обращение: true,
    мероприятие: true,
    дата_мероприятия: true,
    место_мероприятия: true,
    пункты: { номер: true, текст: true, срок: true },
    подписант_должность: true,
    подписант: true,
    исполнитель: true,
    телефон: true,
    организация_отправитель: true,
    адрес_отправителя: true,
    координатор: true,
    адрес_ответа: true,
    код_ответа: true,
    ссылка_действует_до: true,
  },
  aliases: {
    outgoing_number: "исходящий_номер",
    date: "дата",
    addressee: "адресат",
    addressee_person: "лицо_адресата",
    addressee_address: "адрес_адресата",
    salutation: "обращение",
    event: "мероприятие",
    event_date: "дата_мероприятия",
    event_place: "место_мероприятия",
    items: "пункты",
    number: "номер",
    text: "текст",
    deadline: "срок",
    signatory_post: "подписант_должность",
    signatory: "подписант",
    executor: "исполнитель",
    phone: "телефон",
    sender: "организация_отправитель",
    sender_address: "адрес_отправителя",
    coordinator: "координатор",
    reply_address: "адрес_ответа",
    reply_code: "код_ответа",
    link_valid_until: "ссылка_действует_до",
  },
} as const satisfies TemplateShape

const english = Object.fromEntries(Object.entries(letterTags.aliases).map(([alias, name]) => [name, alias]))

/** The built-in template: downloaded, edited in Word and uploaded again; its tags are in the language of the labels. */
export function defaultLetterTemplate(labels: Say): Promise<Uint8Array> {
  const language = languageOf(labels)
  const name = (tag: string) => (language === "en" ? english[tag]! : tag)
  const tag = (of: string) => `{${name(of)}}`
  const when = (of: string, text: string) => `{#${name(of)}}${text}{/${name(of)}}`
  const line = (of: string) => when(of, `\n${tag(of)}`)
  const place = when("место_мероприятия", `, ${tag("место_мероприятия")}`)
  return buildDocx({
    title: labels("export.letter.title"),
    language,
    blocks: [
      { type: "letterhead", lines: [tag("организация_отправитель"), tag("адрес_отправителя")] },
      {
        type: "paragraph",
        align: "left",
        text: labels("export.letter.reference", { date: tag("дата"), number: tag("исходящий_номер") }),
      },
      { type: "space" },
      {
        type: "paragraph",
        align: "left",
        left: 90,
        text: `${tag("адресат")}${line("лицо_адресата")}${line("адрес_адресата")}`,
      },
      { type: "space" },
      { type: "title", text: labels("export.letter.title") },
      { type: "paragraph", align: "center", text: tag("обращение") },
      {
        type: "paragraph",
        text: labels("export.letter.lead", {
          event: tag("мероприятие"),
          when: when("дата_мероприятия", ` (${tag("дата_мероприятия")}${place})`),
        }),
      },
      {
        type: "item",
        depth: 0,
        hanging: 12.5,
        label: `{#${name("пункты")}}${tag("номер")}`,
        text: `${tag("текст")}${when("срок", labels("export.letter.term", { term: tag("срок") }))}{/${name("пункты")}}`,
      },
      { type: "paragraph", text: labels("export.letter.ask") },
      {
        type: "paragraph",
        text: when(
          "код_ответа",
          labels("export.letter.reply", {
            address: tag("адрес_ответа"),
            code: tag("код_ответа"),
            until: tag("ссылка_действует_до"),
          }),
        ),
      },
      {
        type: "paragraph",
        text: when("координатор", labels("export.letter.coordinator", { coordinator: tag("координатор") })),
      },
      { type: "signature", post: tag("подписант_должность"), name: tag("подписант") },
      // The form's condition opens here: of one that opens on the new page, an empty page would be left.
      {
        type: "paragraph",
        align: "left",
        small: true,
        text: `${tag("исполнитель")}${line("телефон")}{#${name("код_ответа")}}`,
      },
      ...answerForm(labels, tag, name),
    ],
  })
}

/** The form that is filled by pen and sent back; it stands only in letters that have a code of an answer. */
function answerForm(labels: Say, tag: (of: string) => string, name: (of: string) => string): Block[] {
  const item = `{#${name("пункты")}}${tag("номер")} ${tag("текст")}`
  return [
    {
      type: "heading",
      level: 1,
      newPage: true,
      text: labels("export.letter.form.title", { date: tag("дата"), number: tag("исходящий_номер") }),
    },
    { type: "paragraph", align: "left", text: tag("адресат") },
    { type: "space" },
    {
      type: "table",
      header: [labels("export.letter.form.item"), labels("export.letter.form.answer")],
      widths: [90, 80],
      rows: [[item, `${labels("export.letter.form.choices")}{/${name("пункты")}}`]],
    },
    { type: "paragraph", align: "left", text: labels("export.letter.form.sign") },
    {
      type: "paragraph",
      align: "left",
      small: true,
      text: `${labels("export.letter.form.back", { organisation: tag("организация_отправитель"), address: tag("адрес_отправителя"), coordinator: tag("координатор"), code: tag("код_ответа") })}{/${name("код_ответа")}}`,
    },
  ]
}

import { languageOf } from "#modules/deliberation/public.ts"
import type { Say } from "#platform/i18n.ts"
import { buildDocx } from "#platform/office/docx.ts"
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
      { type: "signature", post: tag("подписант_должность"), name: tag("подписант") },
      { type: "paragraph", align: "left", small: true, text: `${tag("исполнитель")}${line("телефон")}` },
    ],
  })
}

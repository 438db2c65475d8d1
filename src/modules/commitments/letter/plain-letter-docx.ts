import type { Locale, Say } from "#platform/i18n.ts"
import { longDate } from "#platform/office/dates.ts"
import { buildDocx } from "#platform/office/docx.ts"
import type { Block } from "#platform/office/docx-blocks.ts"
import type { Letter } from "./letter-docx.ts"

type Plain = Pick<Letter, "number" | "date" | "addressee" | "sender"> & { subject: string; body: string }

/** A letter of free words on the centre's letterhead, with the names of what goes with it. */
export function plainLetterDocx(letter: Plain, files: { name: string }[], say: Say, locale: Locale) {
  const { sender, addressee } = letter
  const paragraphs = letter.body.split(/\n+/).filter((text) => text.trim())
  const left = (text: string, more: { left?: number; small?: boolean } = {}): Block => ({
    type: "paragraph",
    align: "left",
    text,
    ...more,
  })
  const blocks: Block[] = [
    { type: "letterhead", lines: [sender.organisation, sender.address].filter(Boolean) },
    left(say("export.letter.reference", { date: longDate(letter.date, locale), number: letter.number })),
    { type: "space" },
    left([addressee.name, addressee.person, addressee.address].filter(Boolean).join("\n"), { left: 90 }),
    { type: "space" },
    { type: "title", text: letter.subject },
    ...paragraphs.map((text): Block => ({ type: "paragraph", text })),
    ...(files.length
      ? [left([say("write.attached"), ...files.map(({ name }, i) => `${i + 1}. ${name}`)].join("\n"))]
      : []),
    { type: "signature", post: sender.post, name: sender.name },
    left([sender.executor, sender.phone].filter(Boolean).join("\n"), { small: true }),
  ]
  return buildDocx({ title: letter.subject, language: locale, blocks })
}

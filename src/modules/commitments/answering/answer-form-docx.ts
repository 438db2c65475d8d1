import { dueLabel } from "#modules/deliberation/public.ts"
import { buildDocx } from "#platform/office/docx.ts"
import type { Block } from "#platform/office/docx-blocks.ts"
import type { View } from "#platform/view.ts"
import { box, openItems, paperChoices, sayWhere, type Where } from "./answer-form.ts"
import { resolutionLine } from "./item-words.tsx"
import type { Asked } from "./what-is-asked.ts"

const line = "_".repeat(58)
const short = "_".repeat(30)

/**
 * The printed form of answer as .docx: a recipient answers on paper what the page of their link asks.
 *
 * @param code that of the link, so that the centre finds whose paper it is
 */
export function answerFormDocx(
  view: View,
  given: { addressee: string; asked: Asked; where: Where; code: string },
): Promise<Uint8Array> {
  const { t, locale } = view
  const { addressee, asked, where, code } = given
  const plain = (text: string): Block => ({ type: "paragraph", text, align: "left" })
  const blocks: Block[] = [
    { type: "letterhead", lines: [asked.asker.organisation || t("answering.centre")] },
    { type: "title", text: t("answering.paper.title", { addressee }) },
    plain(resolutionLine(view, asked)),
    plain(t("answering.paper.send", { where: sayWhere(view, where) })),
    plain(t("answering.paper.code", { code })),
  ]
  for (const item of openItems(asked)) {
    const due = dueLabel(view, item)
    blocks.push(
      { type: "item", label: item.number.replace(/\.?$/, "."), text: item.words, depth: 0 },
      ...(due ? [plain(t("answering.item.due", { due }))] : []),
      ...paperChoices.map(
        (kind): Block => ({
          type: "paragraph",
          text: `${box} ${t(`answering.paper.choice.${kind}`)} ${short}`,
          align: "left",
          left: 10,
        }),
      ),
      plain(`${t("answering.paper.words")} ${short}`),
      plain(line),
      plain(line),
    )
  }
  blocks.push(
    { type: "space" },
    plain(`${t("answering.paper.name")} ${line}`),
    plain(`${t("answering.paper.post")} ${line}`),
    plain(`${t("answering.field.theirNumber")} ${short}`),
    { type: "signature", post: t("answering.paper.signature"), name: t("answering.paper.date") },
  )
  return buildDocx({ title: t("answering.paper.title", { addressee }), language: locale, size: 12, blocks })
}

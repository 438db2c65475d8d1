import type { Locale } from "#platform/i18n.ts"
import { longDate } from "#platform/office/dates.ts"
import { buildDocx } from "#platform/office/docx.ts"
import type { View } from "#platform/view.ts"
import type { Erasure } from "./erasure.ts"

/** The act of a destruction as a paper to be signed and kept for three years (Приказ РКН № 179, п. 3). */
export function erasureDocx({ t }: Pick<View, "t">, act: Erasure, locale: Locale) {
  const title = t("people.erasure.act", { number: act.number })
  const plain = (text: string) => ({ type: "paragraph" as const, align: "left" as const, text })
  return buildDocx({
    title,
    language: locale,
    blocks: [
      { type: "title", text: title },
      { type: "placeDate", place: "", date: longDate(act.at.toISOString().slice(0, 10), locale) },
      plain(`${t("people.erasure.basis")}: ${t(`value.person.basis.${act.basis}`)}`),
      ...(act.reason ? [plain(`${t("people.erasure.reason")}: ${act.reason}`)] : []),
      plain(t("people.erasure.way")),
      {
        type: "table",
        header: [t("people.erasure.what"), t("people.erasure.rows")],
        widths: [120, 50],
        rows: Object.entries(act.destroyed).map(([table, n]) => [table, String(n)]),
      },
      { type: "space" },
      { type: "signature", post: t("people.erasure.responsible"), name: act.userName ?? "" },
    ],
  })
}

import { dueLabel } from "#modules/deliberation/public.ts"
import type { View } from "#platform/view.ts"
import { Page } from "#ui/frame.tsx"
import { Downloads } from "#ui/list.tsx"
import { box, openItems, paperChoices, sayWhere, type Where } from "./answer-form.ts"
import { resolutionLine } from "./item-words.tsx"
import type { Asked } from "./what-is-asked.ts"

const Blank = ({ label }: { label: string }) => (
  <p class="blank">
    <span>{label}</span>
    <span class="line" />
  </p>
)

/** The form of answer to be printed and filled in by hand. */
export function AnswerFormPage(props: {
  view: View
  base: string
  addressee: string
  asked: Asked
  where: Where
  code: string
}) {
  const { view, base, addressee, asked, where, code } = props
  const { t } = view
  const { asker } = asked
  return (
    <Page view={view} narrow title={t("answering.paper.title", { addressee })} state={t("answering.paper.what")}>
      <p class="no-print">
        <a href={view.href(base)}>{t("answering.back")}</a>
      </p>
      <Downloads view={view} files={[{ href: view.href(`${base}/form.docx`), label: ".docx", icon: "file-text" }]} />
      <p>
        {t("answering.asks", { organisation: asker.organisation || t("answering.centre") })}
        <br />
        {resolutionLine(view, asked)}
      </p>
      <p>{t("answering.paper.send", { where: sayWhere(view, where) })}</p>
      <p>{t("answering.paper.code", { code })}</p>
      {openItems(asked).map((item) => (
        <section class="paper-item">
          <h2>{t("answering.paper.item", { number: item.number.replace(/\.$/, "") })}</h2>
          <p class="said">{item.words}</p>
          {dueLabel(view, item) && <p>{t("answering.item.due", { due: dueLabel(view, item) })}</p>}
          {paperChoices.map((kind) => (
            <Blank label={`${box} ${t(`answering.paper.choice.${kind}`)}`} />
          ))}
          <Blank label={t("answering.paper.words")} />
          <Blank label="" />
        </section>
      ))}
      <section class="paper-item">
        <Blank label={t("answering.paper.name")} />
        <Blank label={t("answering.paper.post")} />
        <Blank label={t("answering.field.theirNumber")} />
        <Blank label={t("answering.paper.signature")} />
        <Blank label={t("answering.paper.date")} />
      </section>
    </Page>
  )
}

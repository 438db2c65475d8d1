import type { Attachment } from "#platform/files/attachment.store.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { Card, Facts } from "#ui/card.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { openActs } from "../request/open-acts.ts"
import type { Act } from "../request/request.store.ts"
import { ItemWords } from "./item-words.tsx"
import { fieldsOf, type ReadAnswer, type Typed } from "./typed-answer.ts"
import type { Asked, AskedItem } from "./what-is-asked.ts"
import { saidInWords, sayTerm } from "./words.ts"

export type CheckPageProps = {
  view: View
  base: string
  addressee: string
  asked: Asked
  item: AskedItem
  answer: ReadAnswer
  typed: Typed
  files: Attachment[]
  /** The last act that the sender has seen. */
  seen: number
}

/** What of an answer everybody will be able to read, by the rule that the public page follows, too. */
export function seenByAll(answer: ReadAnswer, today: string) {
  const act: Act = {
    ...{ id: 0, requestId: 0, side: "addressee", at: new Date(0), onDay: today, userId: null, channel: "link" },
    ...{ evidence: "", handedTo: null, stage: "asked", needsWord: true, settles: null, settledBy: null },
    ...answer,
  }
  const [open] = openActs([act])
  const [looked] = openActs([
    { ...act, settledBy: 1 },
    { ...act, id: 1, kind: answer.kind === "report" ? "release" : "look" },
  ])
  return { open, later: open && !open.text ? (looked?.text ?? "") : "" }
}

/** «Так это увидят все»: an answer before it is sent. */
export function CheckPage(props: CheckPageProps) {
  const { view, base, addressee, asked, item, answer, typed, files } = props
  const { t } = view
  const here = `${base}/${item.request.id}`
  const shown = asked.resolution.visibility === "open"
  const { open, later } = seenByAll(answer, view.today)
  const text = open?.text || later
  const hidden = ["kind", ...fieldsOf[answer.kind], "name", "post"].filter((name) => name !== "files")
  return (
    <Page
      view={view}
      narrow
      title={t(open ? "answering.preview.title" : "answering.preview.title_centre")}
      state={t(!open ? "answering.preview.centre" : shown ? "answering.preview.all" : "answering.preview.inside")}
    >
      <ItemWords view={view} asked={asked} item={item} />
      {open && (
        <Card title={addressee}>
          <p>
            <b>{saidInWords(view, answer, answer.handTo)}</b>
          </p>
          {text && <p class="said">{text}</p>}
          {open.wording && <p class="said">{open.wording}</p>}
          {answer.links.map((link) => (
            <p class="said">{link}</p>
          ))}
          {later && (
            <Notice tone="info">
              {t(answer.kind === "report" ? "answering.preview.later.report" : "answering.preview.later.decline")}
            </Notice>
          )}
          <p class="mini">{t("answering.preview.no_names")}</p>
        </Card>
      )}
      <Card title={t("answering.preview.for_centre")}>
        {!open && (
          <p>
            <b>{saidInWords(view, answer, answer.handTo)}</b>
          </p>
        )}
        {answer.text && answer.text !== text && <p class="said">{answer.text}</p>}
        <Facts
          facts={[
            [t("answering.fact.wording"), !open && answer.wording],
            [t("answering.fact.term"), !open && sayTerm(view, answer)],
            [t("answering.field.responsible"), answer.responsible],
            [t("answering.field.theirNumber"), answer.theirNumber],
            [t("answering.field.files"), files.map(({ name }) => name).join(", ")],
            [t("answering.fact.who"), `${answer.name}, ${answer.post}`],
          ]}
        />
      </Card>
      <Form
        form={{ view, labels: {} }}
        action={`${here}/answer`}
        buttons={
          <>
            <Button kind="primary" icon="send">
              {t("answering.send")}
            </Button>
            <LinkButton href={view.href(`${here}?kind=${answer.kind}`)}>{t("answering.correct")}</LinkButton>
          </>
        }
      >
        <input type="hidden" name="seen" value={props.seen} />
        {hidden.map((name) => typed[name] && <input type="hidden" name={name} value={typed[name]} />)}
        {files.map(({ id }) => (
          <input type="hidden" name="file" value={id} />
        ))}
      </Form>
    </Page>
  )
}

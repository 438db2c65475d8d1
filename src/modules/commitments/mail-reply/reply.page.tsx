import type { JournalEntry } from "#platform/journal.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, Deed } from "#ui/button.tsx"
import { CardLinks } from "#ui/card.tsx"
import { TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import { History } from "#ui/history.tsx"
import type { AnswerKind } from "../request/request.ts"
import { plainNumber, type WholeReply } from "./load-reply.ts"
import { type Filled, ReplyForm } from "./reply-form.tsx"
import { ReplyLetter } from "./reply-letter.tsx"

export type Shown = {
  view: View
  loaded: WholeReply
  /** The form of answer; absent where nothing can be said. */
  answer?: { kind: AnswerKind; filled: Filled; errors: Record<string, Saying> } | undefined
  dismissal?: { reason: string; errors: Record<string, Saying> }
  /** Requests that the answer was written down for, when it was. */
  taken: number[]
  journal: JournalEntry[]
}

/** One answer by e-mail: the letter, and what the coordinator makes of it. */
export function ReplyPage({ view, loaded, answer, dismissal, taken, journal }: Shown) {
  const { t } = view
  const { reply, files } = loaded
  return (
    <Page
      view={view}
      title={t("reply.title", { addressee: reply.addressee })}
      crumbs={[{ href: "/replies", label: t("reply.list") }]}
      state={t(`reply.state.${reply.state}`, { reason: reply.reason })}
    >
      <ReplyLetter view={view} reply={reply} files={files} />
      {reply.state === "taken" && (
        <CardLinks
          links={taken.map((id) => ({
            href: view.href(`/requests/${id}`),
            label: nameOf(view, loaded, id),
            icon: "inbox",
          }))}
        />
      )}
      {reply.state === "waiting" && (
        <section aria-labelledby="answer">
          <h2 id="answer">{t("reply.record")}</h2>
          {answer ? (
            <>
              <p>
                {t(loaded.guess.kind === null ? "reply.guess_none" : "reply.guess")}{" "}
                <a href="#dismissal">{t("reply.dismissal")}</a>
              </p>
              <ReplyForm view={view} loaded={loaded} {...answer} />
            </>
          ) : (
            <Notice tone="warn">
              <p>{t("reply.nothing_open")}</p>
            </Notice>
          )}
        </section>
      )}
      {reply.state === "waiting" && <Dismissal view={view} id={reply.id} {...dismissal} />}
      {reply.state === "dismissed" && (
        <Deed view={view} action={`/replies/${reply.id}/return`}>
          {t("reply.restore")}
        </Deed>
      )}
      <History view={view} subject="mail_reply" entries={journal} />
    </Page>
  )
}

function nameOf(view: View, { offered }: WholeReply, id: number): string {
  const one = offered.find(({ request }) => request.id === id)
  return one
    ? view.t("reply.request", { number: plainNumber(one.line), text: one.request.wording || one.line?.text || "" })
    : view.t("requests.one", { number: id })
}

type DismissalProps = { view: View; id: number; reason?: string; errors?: Record<string, Saying> }

/** «Это не ответ»: with a reason, so that the next one to look need not wonder. */
function Dismissal({ view, id, reason = "", errors = {} }: DismissalProps) {
  const { t } = view
  const form: FormState<"reason"> = { view, labels: { reason: t("reply.reason") }, values: { reason }, errors }
  return (
    <section aria-labelledby="dismissal">
      <h2 id="dismissal">{t("reply.dismissal")}</h2>
      <p>{t("reply.dismissal.what")}</p>
      <Form form={form} action={`/replies/${id}/dismissal`} buttons={<Button>{t("reply.dismiss")}</Button>}>
        <TextField {...field(form, "reason")} required hint={t("reply.reason_hint")} maxlength={500} />
      </Form>
    </section>
  )
}

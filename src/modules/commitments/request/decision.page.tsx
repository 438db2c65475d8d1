import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { CheckboxCards } from "#ui/choice.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { Notice } from "#ui/flash.tsx"
import { Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { WholeRequest } from "./load-request.ts"
import { crumbsOf, requestTitle } from "./request.page.tsx"
import { canDecide } from "./request.policy.ts"
import type { Act } from "./request.store.ts"
import { type DecisionKind, possible, type Waiting } from "./request.ts"
import { Proposed } from "./waiting.tsx"

export type Typed = { text: string; term: string; share: string; open: string[] }
type Field = keyof Typed | "termOn"

type Props = {
  view: View
  loaded: WholeRequest
  kind: DecisionKind
  /** The act that is answered; it may have been answered by somebody else meanwhile. */
  act: (Waiting & Act) | undefined
  typed: Typed
  errors: Partial<Record<Field | "", Saying>>
}

/** What each decision asks for. */
const asks: Record<DecisionKind, { text?: "must" | "may"; term?: true; share?: true; open?: true }> = {
  reply: { text: "must" },
  agree: { text: "may" },
  refuse: { text: "must" },
  release: { text: "may", open: true },
  release_part: { text: "must", share: true, term: true, open: true },
  return: { text: "must", term: true },
  look: {},
  withdraw: { text: "must" },
  reopen: { text: "must" },
}

/** One decision on a page of its own: what is decided about, what the others will see, one deed. */
export function DecisionPage({ view, loaded, kind, act, typed, errors }: Props) {
  const { t } = view
  const { request, item, files, recipient } = loaded
  const withoutReport = kind === "release" && request.stage !== "reported"
  const title = withoutReport ? "without_report" : kind
  const fields = asks[kind]
  const attached = loaded.acts.flatMap((one) => (one.kind === "report" ? (files.get(one.id) ?? []) : []))
  const form: FormState<Field> = {
    view,
    errors,
    labels: {
      text: t(`request.decide.${title as "reply"}.text`),
      term: t("request.decide.term"),
      termOn: t("request.decide.term"),
      share: t("request.decide.share"),
      open: t("request.decide.open"),
    },
    values: { text: typed.text, term: typed.term, share: typed.share },
  }
  const back = view.href(`/requests/${request.id}`)
  return (
    <Page
      view={view}
      narrow
      title={t(`request.decide.${title}`)}
      crumbs={crumbsOf(view, loaded, true)}
      sub={requestTitle(view, loaded)}
    >
      <blockquote>
        <p>{request.wording || item.text}</p>
      </blockquote>
      {act && kind !== "look" && (
        <section>
          <h2>{t(`request.waits.${act.kind as "ask"}`)}</h2>
          <Proposed view={view} request={request} words={item.text} act={act} />
          {act.text && <blockquote class="plain">{act.text}</blockquote>}
        </section>
      )}
      <p>{t(`request.decide.${title}.what`)}</p>
      {act && kind === "look" && <Preview view={view} addressee={request.addressee} text={act.text} />}
      <Form
        form={form}
        action={`/requests/${request.id}/decision/${kind}`}
        draft={fields.text && `decision-${request.id}-${kind}`}
        buttons={
          <>
            <Button kind={kind === "withdraw" ? "danger" : "primary"}>{t(`request.decide.${title}.do`)}</Button>
            {kind === "look" && mayAskAgain(view, loaded) && (
              <LinkButton href={view.href(`/requests/${request.id}/decision/reopen`)}>
                {t("request.decide.ask_again")}
              </LinkButton>
            )}
            <LinkButton kind="link" href={back}>
              {t(kind === "look" ? "request.decide.not_yet" : "ui.confirm.back")}
            </LinkButton>
          </>
        }
      >
        {act && <input type="hidden" name="act" value={act.id} />}
        {fields.share && (
          <TextField {...field(form, "share")} required type="number" inputmode="numeric" width="short" />
        )}
        {fields.text && <TextArea {...field(form, "text")} required={fields.text === "must" || withoutReport} />}
        {fields.term && <TextField {...field(form, "term")} width="medium" hint={t("request.term_hint")} />}
        {fields.open && attached.length > 0 && (
          <CheckboxCards
            {...field(form, "open")}
            hint={t("request.decide.open_hint")}
            values={typed.open}
            choices={attached.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
      </Form>
      {!recipient.email && (
        <Notice tone="warn">
          <p>{t("request.paper_only")}</p>
        </Notice>
      )}
    </Page>
  )
}

const mayAskAgain = (view: View, { request, waiting, scopes }: WholeRequest) =>
  possible("reopen", request, waiting) && canDecide(view.actor, "reopen", scopes)

/** «Так это увидят все»: the name of the body and its words, without the name of a person. */
const Preview = ({ view, addressee, text }: { view: View; addressee: string; text: string }) => (
  <section class="card">
    <h2>{view.t("request.decide.preview")}</h2>
    <p>
      <b>{addressee}</b>. {view.t("progress.act.decline")}
    </p>
    <blockquote class="plain">{text}</blockquote>
  </section>
)

import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button, LinkButton } from "#ui/button.tsx"
import { RadioCards } from "#ui/choice.tsx"
import { DateField, FileField, TextArea, TextField } from "#ui/field.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { FieldGroup, Form, type FormState, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { WholeRequest } from "./load-request.ts"
import { crumbsOf, requestTitle } from "./request.page.tsx"
import { type AnswerKind, answerKinds, possible } from "./request.ts"

export const channels = ["paper", "phone", "meeting", "email"] as const
export const typedFields = [
  "text",
  "term",
  "wording",
  "until",
  "theirNumber",
  "responsible",
  "share",
  "links",
  "handTo",
  "handEmail",
  "channel",
  "onDay",
  "name",
  "post",
  "evidence",
] as const
export type Typed = Record<(typeof typedFields)[number], string>
export type Field = keyof Typed | "file"

/** What each kind of answer says besides its text, in the order of the form; `*` must be there. */
export const says: Record<AnswerKind, string[]> = {
  receive: ["until*", "theirNumber", "responsible", "text"],
  accept: ["term*", "responsible", "text"],
  accept_part: ["text*", "term*", "responsible"],
  decline: ["text*"],
  hand_over: ["handTo*", "handEmail", "text*"],
  propose: ["term", "wording", "text"],
  ask: ["text*"],
  extend: ["term*", "text*"],
  report: ["text*", "share*", "links"],
}

/** The kinds of answer that are possible now. */
export const kindsNow = ({ request, waiting }: WholeRequest): AnswerKind[] =>
  answerKinds.filter((kind) => possible(kind, request, waiting))

/** Labels of the fields of an answer of this kind. */
export const fieldLabels = ({ t }: View, kind: AnswerKind): Record<Field, string> => ({
  ...(Object.fromEntries(
    [...typedFields, "file" as const].map((name) => [name, t(`request.record.${name}`)]),
  ) as Record<Field, string>),
  text: t(`request.record.text.${kind}`),
})

type Props = {
  view: View
  loaded: WholeRequest
  kind: AnswerKind
  typed: Typed
  errors: Partial<Record<Field | "", Saying>>
}

/** «Записать ответ»: what an addressee said on paper, by telephone or at a meeting, with who said it and what proves it. */
export function RecordAnswerPage({ view, loaded, kind, typed, errors }: Props) {
  const { t } = view
  const { request, item } = loaded
  const base = `/requests/${request.id}/answer`
  const form: FormState<Field> = { view, labels: fieldLabels(view, kind), values: typed, errors }
  return (
    <Page
      view={view}
      narrow
      title={t("request.record.title")}
      crumbs={crumbsOf(view, loaded, true)}
      sub={requestTitle(view, loaded)}
    >
      <blockquote>
        <p>{request.wording || item.text}</p>
      </blockquote>
      <ChipLinks
        label={t("request.record.kind")}
        chips={kindsNow(loaded).map((one) => ({
          label: t(`request.record.kind.${one}`),
          href: view.href(`${base}?kind=${one}`),
          current: one === kind,
        }))}
      />
      <Form
        form={form}
        files
        action={`${base}?kind=${kind}`}
        draft={`answer-${request.id}-${kind}`}
        buttons={
          <>
            <Button kind="primary">{t(`request.record.do.${kind}`)}</Button>
            <LinkButton kind="link" href={view.href(`/requests/${request.id}`)}>
              {t("ui.confirm.back")}
            </LinkButton>
          </>
        }
      >
        <FieldGroup legend={t(`request.record.kind.${kind}`)}>
          {says[kind].map((name) => (
            <Said form={form} name={name.replace("*", "") as Field} required={name.endsWith("*")} />
          ))}
        </FieldGroup>
        <FieldGroup legend={t("request.record.how")} hint={t("request.record.how_hint")}>
          <RadioCards
            {...field(form, "channel")}
            required
            choices={channels.map((value) => ({ value, label: t(`request.channel.${value}`) }))}
          />
          <DateField {...field(form, "onDay")} required />
          <TextField {...field(form, "name")} autocomplete="off" width="medium" />
          <TextField {...field(form, "post")} autocomplete="off" />
          <TextArea {...field(form, "evidence")} rows={2} hint={t("request.record.evidence_hint")} />
          <FileField {...field(form, "file")} multiple />
        </FieldGroup>
      </Form>
    </Page>
  )
}

/** The field of an answer that a name of `says` stands for. */
export function Said({ form, name, required }: { form: FormState<Field>; name: Field; required: boolean }) {
  const { t } = form.view
  const own = { ...field(form, name), required }
  switch (name) {
    case "until":
      return <DateField {...own} />
    case "term":
      return <TextField {...own} width="medium" hint={t("request.term_hint")} />
    case "share":
      return (
        <TextField {...own} type="number" inputmode="numeric" width="short" hint={t("request.record.share_hint")} />
      )
    case "handEmail":
      return <TextField {...own} type="email" exact width="medium" hint={t("request.record.email_hint")} />
    case "theirNumber":
      return <TextField {...own} width="medium" />
    case "links":
      return <TextArea {...own} rows={2} hint={t("request.record.links_hint")} />
    case "text":
    case "wording":
      return <TextArea {...own} />
    default:
      return <TextField {...own} />
  }
}

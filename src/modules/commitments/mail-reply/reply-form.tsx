import { shortDate } from "#platform/office/dates.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { CheckboxCards } from "#ui/choice.tsx"
import { DateField, TextArea, TextField } from "#ui/field.tsx"
import { ChipLinks } from "#ui/filters.tsx"
import { FieldGroup, Form, type FormState, field } from "#ui/form.tsx"
import {
  type Field as AnswerField,
  fieldLabels,
  Said,
  says,
  type Typed,
  typedFields,
} from "../request/record-answer.page.tsx"
import type { AnswerKind } from "../request/request.ts"
import { requestWord } from "../request/request-words.ts"
import type { Site } from "../site.ts"
import { evidenceOf } from "./evidence.ts"
import { fitting, kindsOf, plainNumber, proposed, type WholeReply } from "./load-reply.ts"

/** What stands in the form of an answer by e-mail. */
export type Filled = { typed: Typed; requests: string[]; files: string[] }

/** The form filled in with what the letter seems to say. */
export function filledIn(view: View, site: Pick<Site, "say" | "locale">, loaded: WholeReply, kind: AnswerKind): Filled {
  const { guess, reply, files } = loaded
  const day = guess.termOn ? shortDate(guess.termOn, view.locale) : ""
  const empty = Object.fromEntries(typedFields.map((name) => [name, ""])) as Typed
  return {
    typed: {
      ...empty,
      text: says[kind].includes("text*") ? guess.text : "",
      term: day || guess.term,
      until: day,
      theirNumber: guess.theirNumber,
      responsible: guess.responsible,
      share: guess.share === null ? "" : String(guess.share),
      name: guess.name,
      post: guess.post,
      onDay: shortDate(reply.onDay, view.locale),
      evidence: evidenceOf(site, reply, guess.letterNumber),
    },
    requests: proposed(loaded, kind).map(String),
    files: files.map((file) => file.id),
  }
}

type Field = AnswerField | "requests" | "files"
type Props = {
  view: View
  loaded: WholeReply
  kind: AnswerKind
  filled: Filled
  errors: Partial<Record<Field | "", Saying>>
}

/** What the letter says, for the coordinator to correct and to write down: one act for each request that is ticked. */
export function ReplyForm({ view, loaded, kind, filled, errors }: Props) {
  const { t } = view
  const { reply, files } = loaded
  const base = `/replies/${reply.id}`
  const labels = {
    ...fieldLabels(view, kind),
    requests: t("reply.requests"),
    files: t("reply.files_taken"),
  }
  const form: FormState<Field> = { view, labels, values: filled.typed, errors }
  const open = says[kind].some((name) => name.startsWith("text"))
  return (
    <>
      <ChipLinks
        label={t("request.record.kind")}
        chips={kindsOf(loaded).map((one) => ({
          label: t(`request.record.kind.${one}`),
          href: view.href(`${base}?kind=${one}`),
          current: one === kind,
        }))}
      />
      <Form
        form={form}
        action={`${base}/answer?kind=${kind}`}
        draft={`reply-${reply.id}-${kind}`}
        buttons={<Button kind="primary">{t("reply.do")}</Button>}
      >
        <CheckboxCards
          {...field(form, "requests")}
          required
          values={filled.requests}
          choices={fitting(loaded, kind).map(({ request, line }) => ({
            value: String(request.id),
            label: t("reply.request", { number: plainNumber(line), text: request.wording || line?.text || "" }),
            hint: requestWord(view, request).text,
          }))}
        />
        <FieldGroup legend={t(`request.record.kind.${kind}`)} {...(open && { hint: t("reply.open_hint") })}>
          {says[kind].map((name) => (
            <Said form={form} name={name.replace("*", "") as AnswerField} required={name.endsWith("*")} />
          ))}
        </FieldGroup>
        <FieldGroup legend={t("reply.who")} hint={t("reply.who_hint")}>
          <DateField {...field(form, "onDay")} required />
          <TextField {...field(form, "name")} autocomplete="off" width="medium" />
          <TextField {...field(form, "post")} autocomplete="off" />
          <TextArea {...field(form, "evidence")} rows={2} />
          {files.length > 0 && (
            <CheckboxCards
              {...field(form, "files")}
              values={filled.files}
              choices={files.map((file) => ({ value: file.id, label: file.name }))}
            />
          )}
        </FieldGroup>
      </Form>
    </>
  )
}

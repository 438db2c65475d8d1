import type { Attachment } from "#platform/files/attachment.store.ts"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { CheckboxCards, RadioCards } from "#ui/choice.tsx"
import { FileField, TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { AnswerKind } from "../request/request.ts"
import { AskerLine } from "./asker.tsx"
import { ItemWords } from "./item-words.tsx"
import { mostFiles } from "./keep-draft.ts"
import { type FieldName, fieldsOf, type Typed } from "./typed-answer.ts"
import type { Asked, AskedItem } from "./what-is-asked.ts"

export type FieldsPageProps = {
  view: View
  base: string
  asked: Asked
  item: AskedItem
  kind: AnswerKind
  values: Typed
  /** Files that were sent before and are kept. */
  files: Attachment[]
  errors?: Partial<Record<string, Saying>>
}

const required: Record<AnswerKind, FieldName[]> = {
  accept: ["term"],
  receive: ["until"],
  accept_part: ["text", "term"],
  propose: [],
  hand_over: ["handTo", "text"],
  decline: ["text"],
  ask: ["text"],
  extend: ["term", "text"],
  report: ["text", "done"],
}
const taken = ".jpg,.jpeg,.png,.webp,.pdf,.doc,.docx,.xls,.xlsx,.odt,.ods,.pptx,.rtf,.txt,.zip"

/** The fields of the chosen kind of answer and no others. */
export function FieldsPage({ view, base, asked, item, kind, values, files, errors = {} }: FieldsPageProps) {
  const { t } = view
  const here = `${base}/${item.request.id}`
  const names: FieldName[] = [...fieldsOf[kind], "name", "post"]
  const labels = Object.fromEntries(names.map((name) => [name, labelOf(view, kind, name)]))
  const form = { view, labels, values, errors }
  const given = (name: FieldName) => ({ ...field(form, name), required: needed(kind, name) })
  return (
    <Page
      view={view}
      narrow
      title={t(`answering.kind.${kind}`)}
      sub={t("answering.no_account")}
      state={t(`answering.what.${kind}`)}
    >
      <ItemWords view={view} asked={asked} item={item} />
      <div data-controller="keep" data-keep-to-value={view.href(`${here}/draft`)}>
        <Form
          form={form}
          action={here}
          files={kind === "report"}
          buttons={
            <>
              <Button kind="primary" name="step" value="check">
                {t("answering.check")}
              </Button>
              <Button name="step" value="keep">
                {t("answering.keep")}
              </Button>
            </>
          }
        >
          <input type="hidden" name="kind" value={kind} />
          {names.map((name) => (
            <OneField view={view} name={name} given={given(name)} files={files} />
          ))}
        </Form>
      </div>
      <p>
        <a href={view.href(here)}>{t("answering.choose_other")}</a>
      </p>
      <AskerLine view={view} asker={asked.asker} />
    </Page>
  )
}

const needed = (kind: AnswerKind, name: FieldName) =>
  name === "name" || name === "post" || required[kind].includes(name)

const labelOf = ({ t }: View, kind: AnswerKind, name: FieldName): string => {
  if (name === "text") return t(`answering.text.${kind}`)
  if (name === "term" && (kind === "propose" || kind === "extend")) return t(`answering.term.${kind}`)
  return t(`answering.field.${name}`)
}

type Given = ReturnType<typeof field> & { required: boolean }

function OneField({ view, name, given, files }: { view: View; name: FieldName; given: Given; files: Attachment[] }) {
  const { t } = view
  switch (name) {
    case "text":
      return <TextArea {...given} />
    case "wording":
    case "links":
      return <TextArea {...given} rows={3} hint={t(`answering.field_hint.${name}`)} />
    case "done":
      return (
        <RadioCards
          {...given}
          choices={[
            { value: "all", label: t("answering.done.all"), hint: t("answering.done.all_hint") },
            { value: "part", label: t("answering.done.part"), hint: t("answering.done.part_hint") },
          ]}
        />
      )
    case "share":
      return <TextField {...given} width="short" inputmode="numeric" hint={t("answering.field_hint.share")} />
    case "files":
      return (
        <>
          {files.length > 0 && (
            <CheckboxCards
              view={view}
              name="drop"
              label={t("answering.files.kept", { count: files.length })}
              hint={t("answering.files.drop")}
              values={[]}
              choices={files.map((file) => ({ value: file.id, label: file.name }))}
            />
          )}
          <FileField {...given} multiple accept={taken} hint={t("answering.field_hint.files", { most: mostFiles })} />
        </>
      )
    case "name":
      return <TextField {...given} autocomplete="name" hint={t("answering.field_hint.name")} />
    case "post":
      return <TextField {...given} autocomplete="organization-title" hint={t("answering.field_hint.post")} />
    case "term":
    case "until":
      return <TextField {...given} autocomplete="off" hint={t(`answering.field_hint.${name}`)} />
    default:
      return <TextField {...given} hint={t(`answering.field_hint.${name}`)} />
  }
}

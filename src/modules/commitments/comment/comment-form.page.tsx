import { signedIn } from "#platform/actor.ts"
import { type Guard, GuardFields, guardLabel } from "#platform/http/guard-form.tsx"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { Button } from "#ui/button.tsx"
import { TextArea, TextField } from "#ui/field.tsx"
import { Form, field } from "#ui/form.tsx"
import { Page } from "#ui/frame.tsx"
import type { Thing } from "../subscription/followed.ts"
import { longest } from "./add-comment.ts"

const shortened = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text)

export type Typed = { name: string; text: string; answer?: string }

/** The form of a comment. A question in words comes only after several comments from one network. */
export function CommentFormPage(props: {
  view: View
  item: Thing
  guard: Guard
  typed: Typed
  errors?: Record<string, Saying>
}) {
  const { view, item, guard, typed, errors = {} } = props
  const { t } = view
  const form = {
    view,
    errors,
    labels: {
      name: t("comment.name"),
      text: t("comment.text"),
      answer: guardLabel(view, guard),
    },
    values: typed,
  }
  const known = signedIn(view.actor)
  return (
    <Page
      view={view}
      narrow
      title={t("comment.form_title")}
      crumbs={[{ href: item.path, label: shortened(item.text) }]}
      state={t(known ? "comment.at_once" : "comment.looked_through")}
    >
      <p>{item.text}</p>
      <Form
        form={form}
        action={`${item.path}/comments/new`}
        draft={`comment-${item.id}`}
        buttons={<Button kind="primary">{t(known ? "comment.publish" : "comment.send")}</Button>}
      >
        <TextField
          {...field(form, "name")}
          autocomplete="name"
          maxlength={100}
          width="medium"
          hint={t("comment.name_hint")}
        />
        <TextArea {...field(form, "text")} rows={6} maxlength={longest} required />
        <GuardFields view={view} guard={guard} />
        <p class="hint">
          {t("comment.consent")} <a href={view.href("/privacy")}>{t("follow.privacy")}</a>
        </p>
      </Form>
    </Page>
  )
}

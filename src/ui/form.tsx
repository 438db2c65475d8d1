import type { Child, PropsWithChildren } from "hono/jsx"
import type { Saying } from "#platform/refusal.ts"
import type { View } from "#platform/view.ts"
import { idOf } from "#ui/field.tsx"
import { Icon } from "#ui/icons.tsx"

/**
 * What a form is drawn from: labels of its fields, what stands in them (stored, or typed and refused), and troubles
 * as `InvalidInput.fields` names them; "" is the whole form.
 */
export type FormState<N extends string = string> = {
  view: View
  labels: Record<N, string>
  values?: Partial<Record<NoInfer<N>, string | number | null | undefined>>
  errors?: Partial<Record<NoInfer<N> | "", Saying>>
}

/**
 * The props that a field takes from the state of its form.
 * @example <TextField {...field(form, "name")} required />
 */
export function field<N extends string>(form: FormState<N>, name: NoInfer<N>) {
  const error = form.errors?.[name]
  const label: string = form.labels[name] ?? name
  return {
    view: form.view,
    name,
    label,
    value: String(form.values?.[name] ?? ""),
    error: error && form.view.explain(error),
  }
}

/** All troubles of a form with links to their fields; it takes the focus when the form is drawn again. */
export function ErrorSummary<N extends string>({ view, labels, errors }: FormState<N>) {
  const troubles = Object.entries(errors ?? {}) as [N | "", Saying][]
  if (!troubles.length) return null
  return (
    <div class="notice error summary" role="alert" tabindex={-1}>
      <Icon name="triangle-alert" />
      <div>
        <h2>{view.t("ui.form.errors", { count: troubles.length })}</h2>
        <ul>
          {troubles.map(([name, saying]) => (
            <li>
              {name in labels ? (
                <a
                  href={`#${idOf(name)}`}
                >{`${labels[name as N].replace(/(?<![?!:…])$/, ":")} ${view.explain(saying)}`}</a>
              ) : (
                view.explain(saying)
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

type FormProps<N extends string> = PropsWithChildren<{
  form: FormState<N>
  /** Address without the prefix of the language. */
  action: string
  /** Buttons: the primary first. */
  buttons: Child
  /** The form sends files. */
  files?: boolean
  /** Keeps what is being typed in this browser's tab until the form is sent; a name unique to the thing being edited. */
  draft?: string
  /** «Шаг 2 из 3». */
  step?: { now: number; of: number }
  /** Only changes the attributes of `<html>` or the session: needs a whole reload. */
  reload?: boolean
}>

/** A form that posts: hidden idempotency key, summary of errors, one column. */
export const Form = <N extends string>(props: FormProps<N>) => {
  const { form, action, buttons, files, draft, step, reload, children } = props
  const { view } = form
  return (
    <form
      class="form"
      method="post"
      action={view.href(action)}
      enctype={files ? "multipart/form-data" : undefined}
      data-controller={draft ? "submit-once draft" : "submit-once"}
      data-draft-name-value={draft}
      data-turbo={reload ? "false" : undefined}
      novalidate
    >
      <input type="hidden" name="key" value={view.key()} />
      {step && <p class="step">{view.t("ui.form.step", step)}</p>}
      <ErrorSummary {...form} />
      {draft && (
        <p class="draft-note" data-draft-target="note" role="status" hidden>
          {view.t("ui.form.draft_restored")}
        </p>
      )}
      {children}
      <div class="buttons">{buttons}</div>
    </form>
  )
}

/** A group of fields under one heading. */
export const FieldGroup = ({ legend, hint, children }: PropsWithChildren<{ legend: string; hint?: Child }>) => (
  <fieldset class="group">
    <legend>{legend}</legend>
    {hint && <p class="hint">{hint}</p>}
    {children}
  </fieldset>
)

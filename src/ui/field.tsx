import type { Child, PropsWithChildren } from "hono/jsx"
import type { View } from "#platform/view.ts"
import { Icon } from "#ui/icons.tsx"

/** What every field takes; `field(form, name)` fills the first five. */
export type FieldProps = {
  view: View
  name: string
  label: string
  value?: string
  /** A sentence: what is wrong and what to do. */
  error?: string | undefined
  hint?: Child
  required?: boolean
  /** For names that repeat on one page: makes the id another. */
  id?: string
}

/** The id of a field's control, which the summary of errors links to. */
export const idOf = (name: string) => `f-${name.replace(/[^\w-]+/g, "-")}`

/** Names, in `aria-describedby`, the hint and the error that are there. */
export const describedBy = (id: string, { hint, error }: Pick<FieldProps, "hint" | "error">) =>
  [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined

export const FieldError = ({ id, error }: { id: string; error: string | undefined }) =>
  error ? (
    <p class="trouble" id={`${id}-error`}>
      <Icon name="triangle-alert" />
      {error}
    </p>
  ) : null

export const RequiredMark = ({ view, required }: { view: View; required: boolean | undefined }) =>
  required ? <small class="required"> {view.t("ui.form.required")}</small> : null

/** Label above, hint under it, error beside the control. */
const Field = (props: PropsWithChildren<FieldProps & { id: string }>) => (
  <div class={props.error ? "field wrong" : "field"}>
    <label for={props.id}>
      {props.label}
      <RequiredMark view={props.view} required={props.required} />
    </label>
    {props.hint && (
      <p class="hint" id={`${props.id}-hint`}>
        {props.hint}
      </p>
    )}
    <FieldError id={props.id} error={props.error} />
    {props.children}
  </div>
)

const control = (props: FieldProps, id: string) => ({
  id,
  name: props.name,
  required: props.required,
  "aria-invalid": props.error ? ("true" as const) : undefined,
  "aria-describedby": describedBy(id, props),
})

type TextProps = FieldProps & {
  type?: "text" | "email" | "tel" | "url" | "password" | "number" | "search"
  autocomplete?: string
  inputmode?: "numeric" | "email" | "tel" | "url"
  maxlength?: number
  /** Width by what is expected: a number, a date, a name; the whole column when absent. */
  width?: "short" | "medium"
  /** Suggestions while typing, as a datalist. */
  suggestions?: string[]
  /** Addresses, codes: no hyphens, no corrections. */
  exact?: boolean
}

/** One line of text. */
export function TextField(props: TextProps) {
  const id = props.id ?? idOf(props.name)
  const list = props.suggestions && `${id}-list`
  return (
    <Field {...props} id={id}>
      <input
        {...control(props, id)}
        type={props.type ?? "text"}
        class={props.width}
        value={props.value}
        autocomplete={props.autocomplete}
        inputmode={props.inputmode}
        maxlength={props.maxlength}
        list={list}
        spellcheck={props.exact ? false : undefined}
        autocapitalize={props.exact && (props.type ?? "text") === "text" ? "none" : undefined}
      />
      {list && (
        <datalist id={list}>
          {props.suggestions?.map((text) => (
            <option value={text} />
          ))}
        </datalist>
      )}
    </Field>
  )
}

/** A date as people write it: «14 марта», 14.03, 14.03.2026. The server understands them. */
export const DateField = (props: FieldProps) => (
  <TextField {...props} width="medium" hint={props.hint ?? props.view.t("ui.form.date_hint")} autocomplete="off" />
)

/** Several lines; grows with the text where the browser can. */
export function TextArea(props: FieldProps & { rows?: number; maxlength?: number }) {
  const id = props.id ?? idOf(props.name)
  return (
    <Field {...props} id={id}>
      <textarea {...control(props, id)} rows={props.rows ?? 4} maxlength={props.maxlength}>
        {props.value}
      </textarea>
    </Field>
  )
}

/** `accept` as in HTML (".docx,.pdf"). The form needs `files`. */
export function FileField(props: FieldProps & { accept?: string; multiple?: boolean }) {
  const id = props.id ?? idOf(props.name)
  return (
    <Field {...props} id={id}>
      <input {...control(props, id)} type="file" accept={props.accept} multiple={props.multiple} />
    </Field>
  )
}

export type Option = { value: string; label: string; disabled?: boolean }

/** A closed list of more than six; fewer read better as `RadioCards`. `empty` is the first, valueless line. */
export function SelectField(props: FieldProps & { options: Option[]; empty?: string }) {
  const id = props.id ?? idOf(props.name)
  return (
    <Field {...props} id={id}>
      <select {...control(props, id)}>
        {props.empty !== undefined && <option value="">{props.empty}</option>}
        {props.options.map(({ value, label, disabled }) => (
          <option value={value} selected={value === props.value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
    </Field>
  )
}

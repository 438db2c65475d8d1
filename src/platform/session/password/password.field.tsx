import { describedBy, FieldError, type FieldProps, idOf, RequiredMark } from "#ui/field.tsx"
import { longest, shortest } from "./judge-password.ts"

/** A new password with its strength, said while it is typed where there is a script, and on sending in any case. */
export function PasswordField(props: FieldProps) {
  const { view, name, label, required, error } = props
  const id = props.id ?? idOf(name)
  const hint = props.hint ?? view.t("session.password.hint", { shortest })
  return (
    <div
      class={error ? "field wrong" : "field"}
      data-controller="password-strength"
      data-password-strength-url-value={view.href("/password/strength")}
    >
      <label for={id}>
        {label}
        <RequiredMark view={view} required={required} />
      </label>
      <p class="hint" id={`${id}-hint`}>
        {hint}
      </p>
      <FieldError id={id} error={error} />
      <input
        id={id}
        name={name}
        type="password"
        autocomplete="new-password"
        maxlength={longest}
        required={required}
        aria-invalid={error ? "true" : undefined}
        aria-describedby={describedBy(id, { hint, error })}
        data-password-strength-target="input"
        data-action="password-strength#ask"
      />
      <div class="strength" data-password-strength-target="meter" hidden>
        <meter min={0} max={4} low={2} high={3} optimum={4} aria-label={view.t("session.password.strength")} />
        <p role="status" />
      </div>
    </div>
  )
}

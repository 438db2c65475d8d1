import type { Child } from "hono/jsx"
import { describedBy, FieldError, type FieldProps, idOf, RequiredMark } from "#ui/field.tsx"

export type Choice = { value: string; label: Child; hint?: Child }

type CardsProps = FieldProps & { choices: Choice[] /** Two or three in a row where there is room. */; inline?: boolean }

const Cards = (props: CardsProps & { type: "radio" | "checkbox"; chosen: string[] }) => {
  const id = props.id ?? idOf(props.name)
  return (
    <fieldset class={props.inline ? "choice inline" : "choice"} aria-describedby={describedBy(id, props)}>
      <legend>
        {props.label}
        <RequiredMark view={props.view} required={props.required} />
      </legend>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      <FieldError id={id} error={props.error} />
      {props.choices.map(({ value, label, hint }, i) => (
        <label>
          <input
            type={props.type}
            id={i === 0 ? id : `${id}-${i}`}
            name={props.name}
            value={value}
            checked={props.chosen.includes(value)}
            required={props.type === "radio" && props.required}
            aria-invalid={props.error ? "true" : undefined}
          />
          <span>
            {label}
            {hint && <small>{hint}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

/** One of a few, each a large target with its explanation. */
export const RadioCards = (props: CardsProps) => <Cards {...props} type="radio" chosen={[props.value ?? ""]} />

/** Any of a few under one name. */
export const CheckboxCards = (props: CardsProps & { values: string[] }) => (
  <Cards {...props} type="checkbox" chosen={props.values} />
)

/** Yes or no. The value sent is "yes"; nothing is sent for no. */
export function Checkbox(props: FieldProps) {
  const id = props.id ?? idOf(props.name)
  return (
    <div class={props.error ? "check wrong" : "check"}>
      <FieldError id={id} error={props.error} />
      <label>
        <input
          type="checkbox"
          id={id}
          name={props.name}
          value="yes"
          checked={props.value === "yes"}
          required={props.required}
          aria-invalid={props.error ? "true" : undefined}
          aria-describedby={describedBy(id, props)}
        />
        <span>
          {props.label}
          <RequiredMark view={props.view} required={props.required} />
        </span>
      </label>
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
    </div>
  )
}

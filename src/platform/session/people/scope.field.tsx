import type { Child } from "hono/jsx"
import { roles, type Scope } from "#platform/actor.ts"
import type { Ctx } from "#platform/http/env.ts"
import { fillSlot } from "#platform/slots.ts"
import type { View } from "#platform/view.ts"
import { RadioCards } from "#ui/choice.tsx"
import type { FieldProps } from "#ui/field.tsx"
import { describedBy, FieldError, idOf } from "#ui/field.tsx"
import "./scope.ts"

/** Roles, each with what it may do. */
export const RoleField = (props: FieldProps & { view: View }) => (
  <RadioCards
    {...props}
    choices={roles.map((role) => ({
      value: role,
      label: props.view.t(`session.role.${role}`),
      hint: props.view.t(`session.role.${role}.may`),
    }))}
    required
  />
)

/** Where the role holds: everywhere, or one of the places that modules bring. Nothing is drawn where there are none. */
export async function scopeField(c: Ctx, props: FieldProps): Promise<Child> {
  const chosen = props.value || "installation"
  const places = (await fillSlot(c, "grant.scopes", { chosen })).filter(Boolean)
  if (!places.length) return <input type="hidden" name={props.name} value="installation" />
  const id = idOf(props.name)
  return (
    <div class={props.error ? "field wrong" : "field"}>
      <label for={id}>{props.label}</label>
      <FieldError id={id} error={props.error} />
      <select id={id} name={props.name} aria-describedby={describedBy(id, props)}>
        <option value="installation" selected={chosen === "installation"}>
          {props.view.t("session.scope.installation")}
        </option>
        {places}
      </select>
    </div>
  )
}

type Columns = { scope_kind: Scope["kind"]; scope_id: number | null }

/** Where a role holds, in words; null for the whole installation, where nothing needs saying. */
export async function scopeName(c: Ctx, { scope_kind: kind, scope_id: id }: Columns): Promise<Child | null> {
  if (kind === "installation" || id === null) return null
  const names = (await fillSlot(c, "grant.scope", { kind, id })).filter(Boolean)
  return names.length ? names : c.var.view.t(`session.scope.${kind}`, { id })
}

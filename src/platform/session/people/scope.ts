import { z } from "zod"
import { canHoldIn, type Role, roles, type Scope } from "#platform/actor.ts"
import { InvalidInput } from "#platform/refusal.ts"

/** Where a role holds, as forms and the API write it: "installation", "body:3", "organisation:12", "territory:1". */
export const scopeInput = z
  .string()
  .regex(/^(installation|(body|organisation|territory):\d{1,15})$/)
  .transform((text): Scope => {
    const [kind, id] = text.split(":")
    return kind === "installation"
      ? { kind: "installation" }
      : { kind: kind as "body" | "organisation" | "territory", id: Number(id) }
  })

export const roleInput = z.enum(roles)

/** @throws InvalidInput at `scope` when the role is not held there */
export function needHoldable(role: Role, scope: Scope): void {
  if (!canHoldIn(role, scope)) throw new InvalidInput({ scope: { key: "session.grant.representative_of" } })
}

export const scopePayload = (scope: Scope) => ({
  scopeKind: scope.kind,
  scopeId: scope.kind === "installation" ? null : scope.id,
})

declare module "#platform/slots.ts" {
  interface Slots {
    /** `<option>`s or `<optgroup>`s of what a role can be limited to, with values like "body:3"; `chosen` is one of them. */
    "grant.scopes": { chosen: string }
    /** The name of a body, organisation or territory; null where it is another module's. */
    "grant.scope": { kind: "body" | "organisation" | "territory"; id: number }
  }
}

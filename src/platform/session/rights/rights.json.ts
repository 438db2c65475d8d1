import { z } from "@hono/zod-openapi"
import { roles } from "#platform/actor.ts"
import type { GrantRow } from "../people/people.store.ts"

/** Where a role holds, as the API writes it. */
export const scopeText = z.string().openapi({
  description: "`installation`, or `territory:1`, `organisation:2`, `body:3`: that one, with all below a territory",
  example: "territory:1",
})
const instant = z.iso.datetime()
/** A role of an account over a scope, from one instant until another. */
export const grantShape = z
  .object({
    id: z.int(),
    userId: z.uuid(),
    role: z.enum(roles),
    scope: scopeText,
    from: instant,
    until: instant.nullable().openapi({ description: "Null: without an end" }),
    deputyOf: z.int().nullable().openapi({ description: "The grant whose holder this account stands in for" }),
  })
  .openapi("Grant")

type Row = Pick<GrantRow, "id" | "user_id" | "scope_kind" | "scope_id" | "from_at" | "until_at" | "deputy_of"> & {
  role: string
}

export const scopeSaid = ({ scope_kind, scope_id }: Pick<Row, "scope_kind" | "scope_id">): string =>
  scope_kind === "installation" ? "installation" : `${scope_kind}:${scope_id}`

export const grantJson = (row: Row): z.output<typeof grantShape> => ({
  id: row.id,
  userId: row.user_id,
  role: row.role as z.output<typeof grantShape>["role"],
  scope: scopeSaid(row),
  from: row.from_at.toISOString(),
  until: row.until_at?.toISOString() ?? null,
  deputyOf: row.deputy_of,
})

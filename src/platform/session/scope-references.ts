import type { Reference } from "#platform/references/reference.ts"

const where = "mine.scope_kind IN ('body', 'organisation')"

/** Where rights are limited to an organisation or a body, for the module that merges two of these. */
export const scopeReferences: Reference[] = [
  { table: "platform.app_grant", column: "scope_id", where },
  { table: "platform.invitation", column: "scope_id", where },
]

import type { Say } from "#platform/i18n.ts"
import type { Option } from "#ui/field.tsx"
import { type AffiliationRole, affiliationRoles } from "./affiliation.ts"

export const roleWord = (t: Say, role: AffiliationRole) => t(`value.person.role.${role}`)

export const roleOptions = (t: Say): Option[] =>
  affiliationRoles.map((role) => ({ value: role, label: roleWord(t, role) }))

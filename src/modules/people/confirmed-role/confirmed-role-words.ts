import type { Say } from "#platform/i18n.ts"
import type { Option } from "#ui/field.tsx"
import { confirmedRoles, type RoleName } from "./confirmed-role.ts"

export const confirmedRoleWord = (t: Say, role: RoleName) => t(`value.person.confirmedRole.${role}`)

export const confirmedRoleOptions = (t: Say): Option[] =>
  confirmedRoles.map((role) => ({ value: role, label: confirmedRoleWord(t, role) }))

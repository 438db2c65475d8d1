import type { SettingEntry } from "#platform/module.ts"
import { cataloguePath } from "./competence/competence.pages.tsx"
import { canKeepTexts } from "./consent/keep-texts.ts"
import { incidentsPath } from "./incident/incident.pages.tsx"
import { processingPath } from "./processing/processing.pages.tsx"
import { retentionPath } from "./retention/retention.pages.tsx"

const kept = { visible: canKeepTexts }

export const settings: SettingEntry[] = [
  { group: "catalogues", href: cataloguePath, label: "competence.list", icon: "users", ...kept },
  { group: "data", href: "/settings/consents", label: "consent.texts", icon: "check", ...kept },
  { group: "data", href: processingPath, label: "processing.link", icon: "file-text", ...kept },
  { group: "data", href: retentionPath, label: "retention.link", icon: "clock", ...kept },
  { group: "data", href: "/settings/erasures", label: "people.erasure.list", icon: "file-text", ...kept },
  { group: "data", href: incidentsPath, label: "incident.link", icon: "triangle-alert", ...kept },
]

import type { Say } from "#platform/i18n.ts"
import type { View } from "#platform/view.ts"
import type { Option } from "#ui/field.tsx"
import { sayDay } from "#ui/when.ts"
import { competenceName } from "../competence/competence.ts"
import { type Level, levels, type Skill, stateOf } from "./skill.ts"

export const levelWord = (t: Say, level: Level) => t(`value.person.level.${level}`)

export const levelOptions = (t: Say): Option[] => levels.map((level) => ({ value: level, label: levelWord(t, level) }))

/** How it stands today: «подтверждена до 12 марта 2027 г.». */
export function stateWord({ t, today, locale }: View, skill: Skill): string {
  const state = stateOf(skill, today)
  if (state === "ended") return t("skill.state.ended")
  if (state !== "expired" && !skill.until) return t(`skill.state.${state}`)
  return t(`skill.state.${state}.until`, { until: sayDay(skill.until!, today, locale).exact })
}

/** «Перевод — уверенный». */
export const skillSaid = ({ t, locale }: View, skill: Skill) =>
  `${competenceName(skill, locale)} — ${levelWord(t, skill.level)}`

import { wordFinder } from "#modules/registry/public.ts"
import { understandPastDay } from "#platform/day.ts"
import { dayOf } from "#platform/documents/table/excel-days.ts"
import type { Locale, Say } from "#platform/i18n.ts"
import type { Competence } from "../competence/competence.ts"
import { type Fluency, fluencies, type Language, languageCodes } from "../skill/languages.ts"
import { type Level, levels } from "../skill/skill.ts"
import { levelWord } from "../skill/skill-words.ts"

export type Says = Record<Locale, Say>

/** Parts of a cell that names several things. */
export const partsOf = (cell: string): string[] => cell.split(/[;\n]/).map((part) => part.trim())

/**
 * A day as a cell holds it: typed by people, with a time after it, or as the number under which Excel keeps it.
 * @returns YYYY-MM-DD, or null when it is no day
 */
export function dayOfCell(cell: string, today: string): string | null {
  const serial = /^\d{5}(?:\.\d+)?$/.test(cell) ? dayOf(Number(cell), false) : undefined
  return understandPastDay(serial ?? cell.replace(/[ T]\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?Z?$/, ""), today)
}

/** The parts of «Перевод — уверенный», «Перевод: уверенный», «Перевод (уверенный)». */
const withWord = (part: string): [string, string][] =>
  [...part.matchAll(/\s*[—–:(]\s*|\s+-\s+/g)].map(({ 0: sign, index }) => [
    part.slice(0, index).trim(),
    part
      .slice(index + sign.length)
      .replace(/\)$/, "")
      .trim(),
  ])

export const levelFinder = (says: Says) =>
  wordFinder(Object.values(says).flatMap((say) => levels.map((level) => [levelWord(say, level), level] as const)))

export type GivenSkill = { competence: Competence; level: Level | undefined }

/** Reads «Перевод — уверенный; Водитель» by the words of the catalogue. */
export function skillReader(says: Says, competences: Competence[]) {
  const offered = competences.filter(({ retired }) => !retired)
  const competenceOf = wordFinder(
    offered.flatMap((one) => [one.nameRu, one.nameEn].filter(Boolean).map((name) => [name, one] as const)),
  )
  const levelOf = levelFinder(says)
  return (cell: string): { found: GivenSkill[]; unknown: string[] } => {
    const found = new Map<number, GivenSkill>()
    const unknown: string[] = []
    for (const part of partsOf(cell).filter(Boolean)) {
      const plain = competenceOf(part)
      const parted = withWord(part).find(([name, word]) => competenceOf(name) && levelOf(word))
      const competence = plain ?? (parted && competenceOf(parted[0]))
      if (competence) found.set(competence.id, { competence, level: plain ? undefined : levelOf(parted![1]) })
      else unknown.push(part)
    }
    return { found: [...found.values()], unknown }
  }
}

/** Reads «английский — свободно, татарский»; who names no degree speaks it fluently. */
export function languageReader(says: Says) {
  const names = languageCodes.flatMap((code) => [
    [code, code] as const,
    ...(Object.keys(says) as Locale[]).map((locale) => [nameIn(says, locale, code), code] as const),
  ])
  const codeOf = wordFinder(names)
  const fluencyOf = wordFinder<Fluency>(
    Object.values(says).flatMap((say) => fluencies.map((one) => [say(`skill.fluency.${one}`), one] as const)),
  )
  return (cell: string): { found: Language[]; unknown: string[] } => {
    const found = new Map<string, Language>()
    const unknown: string[] = []
    for (const part of partsOf(cell.replaceAll(",", ";")).filter(Boolean)) {
      const parted = withWord(part).find(([name, word]) => codeOf(name) && fluencyOf(word))
      const code = codeOf(part) ?? (parted && codeOf(parted[0]))
      if (code) found.set(code, { code, fluency: (parted && fluencyOf(parted[1])) ?? "fluent" })
      else unknown.push(part)
    }
    return { found: [...found.values()], unknown }
  }
}

const nameIn = (says: Says, locale: Locale, code: string) =>
  code === "rsl"
    ? says[locale]("skill.language.rsl")
    : (new Intl.DisplayNames(locale, { type: "language" }).of(code) ?? code)

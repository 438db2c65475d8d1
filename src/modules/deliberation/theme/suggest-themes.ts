import { terms } from "#platform/search/vector.ts"
import type { Theme } from "./theme.ts"

/** Why a theme is offered: an item like this one has it, or its name and the item share words. */
export type Suggestion = { themeId: number; by: "alike" | "words" }

/** A word in a larger share of the items says nothing: everything here is about volunteers. */
const common = 1 / 3
/** Of fewer items nothing is common. */
const fewest = 6

/**
 * Offers themes for items: that of the likest item that has one, else the theme whose name shares most words with the
 * item in any of their forms. Where two themes fit equally well, none is offered.
 * @param alike themes of the items like each, the likest first, by the id of the item
 */
export function suggestThemes(
  items: { id: number; text: string }[],
  themes: Theme[],
  alike: Map<number, number[]>,
): Map<number, Suggestion> {
  const texts = items.map(({ id, text }) => ({ id, words: new Set(terms(text).flat()) }))
  const known = new Set(themes.map(({ id }) => id))
  const names = themes.map(({ id, nameRu, nameEn }) => ({ id, words: terms(`${nameRu} ${nameEn}`).filter(tells) }))

  function tells(word: string[]): boolean {
    const met = texts.filter(({ words }) => word.some((term) => words.has(term))).length
    return word.length > 0 && (items.length < fewest || met <= items.length * common)
  }
  function byWords(words: Set<string>): number | undefined {
    const scores = names
      .map((name) => ({ id: name.id, met: name.words.filter((word) => word.some((term) => words.has(term))).length }))
      .filter(({ met }) => met > 0)
      .sort((a, b) => b.met - a.met)
    return scores[0] && scores[0].met !== scores[1]?.met ? scores[0].id : undefined
  }

  const offered = new Map<number, Suggestion>()
  for (const { id, words } of texts) {
    const likest = alike.get(id)?.find((theme) => known.has(theme))
    const themeId = likest ?? byWords(words)
    if (themeId !== undefined) offered.set(id, { themeId, by: likest === undefined ? "words" : "alike" })
  }
  return offered
}

import { isInfinitive, lemmas, lower, readingsOf, tokenise } from "./tokens.ts"
import type { Item } from "./understood.ts"
import { accusativeVerbs, actionNoun, dativeVerbs } from "./vocabulary.ts"

export type Obstacle = "no_addressee" | "no_verb" | "two_actions" | "nothing_to_measure" | "garbled"

/** Verbs that promise an effort, not a result. */
const vague =
  /^(?:активизировать|содействовать|способствовать|продолжить|продолжать|развивать|совершенствовать|повышать|повысить|усилить|усиливать|укреплять|укрепить|практиковать|стремиться|поддерживать|обеспечивать|расширять|уделять|уделить|взаимодействовать|координировать|улучшать|улучшить|стимулировать)$/
const unfinished = /(?:\s|^)(?:и|или|а|в|на|с|к|о|об|по|для|из|от|до|при|под)\s*[.;,]?$/iu

const count = (text: string, letter: string) => text.split(letter).length - 1

function isGarbled(text: string): boolean {
  if (count(text, "(") !== count(text, ")") || unfinished.test(text)) return true
  const asking = tokenise(text).filter((token) =>
    lemmas(token).some((lemma) => dativeVerbs.has(lemma) || accusativeVerbs.has(lemma)),
  )
  return new Set(asking.filter(isInfinitive).map(lower)).size < asking.filter(isInfinitive).length
}

/**
 * What would keep an item from being carried out: codes with texts under `reading.warning.*`. They warn and never forbid.
 * An endorsement asks nobody, so it needs neither an addressee nor a measure.
 */
export function checkExecutable(item: Pick<Item, "text" | "addressees" | "force" | "deadline">): Obstacle[] {
  const tokens = tokenise(item.text)
  const found: Obstacle[] = []
  if (!item.addressees.length && item.force !== "endorse") found.push("no_addressee")
  const actions = tokens.flatMap((token, i) => (isInfinitive(token) ? [i] : []))
  const acts = tokens.filter((token) => lemmas(token).some((one) => dativeVerbs.has(one) || accusativeVerbs.has(one)))
  const own = actions.filter((i) => !acts.includes(tokens[i]!))
  const hasNoun = tokens.slice(0, 3).some((token) => actionNoun.test(lower(token)))
  const hasVerb = tokens.some((token) => ["VERB", "PRTS", "INFN"].some((tag) => readingsOf(token)[0]?.tags.has(tag)))
  if (!hasVerb && !hasNoun && item.force !== "endorse") found.push("no_verb")
  const parted = own.filter((i, k) => {
    const between = k ? tokens.slice(own[k - 1]! + 1, i) : []
    return k > 0 && between.length > 2 && /^[.,;]$/.test(tokens[i - 1]!.text)
  })
  if (parted.length) found.push("two_actions")
  const isVague = own.length > 0 && own.every((i) => vague.test(lower(tokens[i])))
  if (isVague && !item.deadline && item.force !== "endorse" && !/\d/.test(item.text)) found.push("nothing_to_measure")
  if (isGarbled(item.text)) found.push("garbled")
  return found
}

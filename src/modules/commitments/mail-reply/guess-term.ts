import type { Term } from "../request/request.ts"
import { understandTerm } from "../request/term.ts"

const none: Term = { termOn: null, term: "" }
/** Where a term may begin. */
const cue =
  /(?<!\p{L})(?:срок\p{L}*(?:\s+(?:исполнения|выполнения|реализации|рассмотрения))?\s*[:—–-]*\s*|(?=до\s|не позднее\s|в течение\s|через\s|постоянно(?!\p{L})|на постоянной|ежегодно(?!\p{L})|ежеквартально(?!\p{L})|ежемесячно(?!\p{L})|(?:в\s+)?(?:[1-4]|i{1,3}|iv)(?:-?м)?\s+квартал)|к\s+(?=\d))/giu
const longest = 6

/** The longest beginning of some words that is a term; a day that was before `today` is none. */
function beginning(text: string, today: string): Term | null {
  const [sentence = ""] = text.split(/[;!?\n]|\.\s+(?=\p{Lu})/u)
  const words = sentence.trim().split(/\s+/)
  for (let count = Math.min(longest, words.length); count > 0; count--) {
    const phrase = words
      .slice(0, count)
      .join(" ")
      .replace(/^в (?=[1-4i])/i, "")
      .replace(/[).,:]+$/, "")
    const term = phrase ? understandTerm(phrase, today) : null
    if (!term || (!term.termOn && !term.term)) continue
    return term.termOn === null || term.termOn >= today ? term : null
  }
  return null
}

/**
 * The term that a letter names: «срок — до 1 июня», «не позднее 01.06.2027», «в течение двух недель» is none, «в течение
 * 2 недель» is one. The first that can be understood and is to come.
 *
 * @param today YYYY-MM-DD, the day it came
 */
export function guessTerm(text: string, today: string): Term {
  for (const found of text.matchAll(cue)) {
    const term = beginning(text.slice(found.index + found[0].length).replace(/^[«"(]/, ""), today)
    if (term) return term
  }
  return none
}

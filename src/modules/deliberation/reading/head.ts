import type { Reading } from "#platform/morphology/az.ts"
import { fold, isUpper } from "./clean.ts"
import { agreeing, inCase, inflectedAbbreviation, isAdverb, modifiers, toNominative } from "./declension.ts"
import { type Case, is, isAbbreviation, lemmas, lower, type Token } from "./tokens.ts"
import { bodyWords } from "./vocabulary.ts"

/** The word that a phrase is about with its adjectives. `certain`: its form cannot be a genitive; `substantive`: an adjective alone. */
export type Head = {
  to: number
  substantive: boolean
  words: Map<number, string>
  plural: boolean
  certain: boolean
  body: boolean
  animate: boolean
}

const notHead = /^(?:себя|собой|себе|это|этого|этом|этому|тому|чему|нему|ней)$/
const closedClass = /^(?:и|или|а|но|также|либо|что|чтобы|который|как|не|же|бы)$/

/** «Б.Б. Ласточкину»: a name with its initials first. */
function initialled(tokens: Token[], start: number, kase: Case): Head | null {
  let at = start
  while (/^\p{Lu}$/u.test(tokens[at]?.text ?? "") && tokens[at + 1]?.text === ".") at += 2
  const readings = at > start ? inCase(tokens[at], kase).filter((one) => one.tags.has("sing")) : []
  const surname = readings.find((one) => one.tags.has("Surn")) ?? readings[0]
  if (!surname) return null
  const words = new Map([[at, toNominative(surname, tokens[at]!.text)]])
  return { to: at + 1, substantive: false, words, plural: false, certain: true, animate: true, body: false }
}

/** Adjectives and the noun that they stand with, all in the case asked for. */
export function readHead(tokens: Token[], start: number, kase: Case): Head | null {
  const words = new Map<number, string>()
  const person = initialled(tokens, start, kase)
  if (person) return person
  const pending: number[] = []
  for (let i = start; i < tokens.length && i < start + 9; i++) {
    const token = tokens[i]!
    const next = tokens[i + 1]
    if (token.kind === "bracket" && pending.length + words.size > 0) continue
    if (token.kind === "mark" && /^[,и]$/.test(token.text) && pending.length && modifiers(next, kase).length) continue
    const afterNext = isAdverb(next) ? tokens[i + 2] : next
    if (lower(token) === "и" && pending.length && modifiers(afterNext, kase).length) continue
    if (
      token.kind !== "word" ||
      closedClass.test(lower(token)) ||
      notHead.test(lower(token)) ||
      /^\p{Lu}$/u.test(token.text) ||
      (/^\p{Ll}{1,2}$/u.test(token.text) && lower(token) !== "их")
    )
      return null
    const typed = inflectedAbbreviation(token.text)
    if (typed) {
      words.set(i, typed.name)
      return finish(i, typed.plural, null, true)
    }
    if (isAbbreviation(token)) return finish(i, pluralOf(pending), null, pending.length > 0)
    const nouns = inCase(token, kase).filter((one) => one.tags.has("NOUN"))
    const asModifier = modifiers(token, kase)
    if (asModifier.length && (!nouns.length || agrees(i + 1))) {
      if (/^(?:их|его|ее)$/.test(lower(token)) && !agrees(i + 1)) return null
      pending.push(i)
      if (agrees(i + 1) || isAdverb(next) || next?.kind === "bracket") continue
      // «и молодёжной политики» goes on in the genitive: the adjective is nobody's name.
      if (is(token, "gent") && is(next, "NOUN", "gent")) return null
      return finish(i, asModifier[0]!.tags.has("plur"), null, true)
    }
    if (nouns.length) {
      const noun = pick(nouns, token)
      words.set(i, toNominative(noun, token.text))
      return finish(i, noun.tags.has("plur"), noun, false)
    }
    if (isAdverb(token) && (modifiers(next, kase).length || isAdverb(next))) continue
    return null
  }
  return null

  function agrees(at: number): boolean {
    const token = tokens[at]
    if (/^\p{Lu}$/u.test(token?.text ?? "")) return false
    if (token?.text === "," || lower(token) === "и")
      return modifiers(tokens[isAdverb(tokens[at + 1]) ? at + 2 : at + 1], kase).length > 0
    return (
      modifiers(token, kase).length > 0 ||
      inCase(token, kase).some((one) => one.tags.has("NOUN")) ||
      isAbbreviation(token)
    )
  }
  function pluralOf(indexes: number[]): boolean {
    return indexes.some((i) => modifiers(tokens[i], kase)[0]?.tags.has("plur"))
  }
  function pick(nouns: Reading[], token: Token): Reading {
    const agreed = nouns.find((noun) =>
      pending.every((i) => agreeing(modifiers(tokens[i], kase), noun.tags.has("plur"), noun)),
    )
    const likeliest = agreed ?? nouns[0]!
    const person = nouns.find(
      (noun) => noun.tags.has("anim") && !noun.tags.has("Surn") && bodyWords.has(fold(noun.lemma)),
    )
    return person && pending.length === 0 && !isUpper(token.text) ? person : likeliest
  }
  function finish(at: number, plural: boolean, noun: Reading | null, certain: boolean): Head {
    for (const i of pending) {
      const all = modifiers(tokens[i], kase)
      const fit = agreeing(all, plural, noun ?? undefined) ?? all[0]
      if (fit) words.set(i, toNominative(fit, tokens[i]!.text))
    }
    const indexes = [...pending, at].filter((i) => tokens[i]!.kind === "word" && !isAbbreviation(tokens[i]))
    const unambiguous = indexes.some((i) => !is(tokens[i], "gent"))
    return {
      to: at + 1,
      substantive: !noun && !isAbbreviation(tokens[at]),
      words,
      plural,
      certain: certain || unambiguous,
      animate: noun?.tags.has("anim") ?? false,
      body: isAbbreviation(tokens[at]) || lemmas(tokens[at]).some((lemma) => bodyWords.has(lemma)),
    }
  }
}

import type { Reading } from "#platform/morphology/az.ts"
import { capitalise, fold, isUpper } from "./clean.ts"
import {
  type Case,
  is,
  isAbbreviation,
  isInfinitive,
  lemmas,
  lower,
  readingsOf,
  type Token,
  tokenise,
} from "./tokens.ts"
import { actionNoun, bodyWords } from "./vocabulary.ts"

/** A named body or class of people in an oblique case. `words` maps a token to its nominative; all other tokens stay. */
export type NounPhrase = {
  from: number
  /** Index of the first token after the phrase. */
  to: number
  words: Map<number, string>
  plural: boolean
  /** Token indexes where each coordinated body starts. */
  heads: number[]
  /** Brackets «(далее – …)», not part of the name. */
  aside: number[]
}

type Head = {
  to: number
  noun: number
  substantive: boolean
  words: Map<number, string>
  plural: boolean
  certain: boolean
  body: boolean
}

const circumstance =
  /^(?:в (?:срок|целях|рамках|течение|связи|дальнейшем|том числе|случае|ходе|процессе|первоочередном|приоритетном|установленном|кратчайш|ближайш|месячный|полугодии|\d)|с целью|с учетом|с привлечением|с участием|для |до |не позднее|по (?:результатам|итогам|мере|согласованию|возможности|окончани|истечении|завершении|каждому)|согласно|на основании|за счет|путем|через |исходя|учитывая|во взаимодействии|в сотрудничестве|в соответствии|во исполнение|на (?:постоянной|регулярной|базе|основе|заседани|период)|при (?:участии|поддержке|содействии|необходимости|этом)|совместно|после |к \d|ко? дню|о |об |в \d{4})/
/** What is asked for: «просить у X помощи», «требуем от X отмены». */
const wanted =
  /^(?:помощ|поддержк|содействи|разрешени|выделени|приняти|отмен|прекращени|немедленн|соблюдени|проведени|увеличени|снижени|освобождени|возврат|внимани|решени|выполнени|наведени)/
const notHead = /^(?:себя|собой|себе|это|этого|этом|этому|тому|чему|нему|ней)$/
const closedClass = /^(?:и|или|а|но|также|либо|что|чтобы|который|как|не|же|бы)$/

const keepCase = (form: string, original: string) => {
  const dotless = /ё/i.test(original) ? form : form.replaceAll("ё", "е")
  if (isUpper(original) && original.length > 1) return dotless.toUpperCase()
  return isUpper(original[0]!) ? capitalise(dotless) : dotless
}

/** What must not change with the case. */
const alike = ["masc", "femn", "neut", "NOUN", "ADJF", "PRTF", "actv", "pssv", "past", "pres", "Patr", "Surn", "Supr"]

function toNominative(reading: Reading, original: string): string {
  const kept = (reading.tags.has("plur") ? alike.slice(3) : alike).filter((tag) => reading.tags.has(tag))
  const form = reading.inflect("nomn", reading.tags.has("plur") ? "plur" : "sing", ...kept)
  return form ? keepCase(form, original) : original
}

const inCase = (token: Token | undefined, kase: Case) => readingsOf(token).filter((one) => one.tags.has(kase))
const modifiers = (token: Token | undefined, kase: Case) =>
  inCase(token, kase).filter((one) => one.tags.has("ADJF") || one.tags.has("PRTF") || one.tags.has("NUMR"))
const isAdverb = (token: Token | undefined) => is(token, "ADVB") && /[оеи]$|ски$/.test(lower(token))
const agreeing = (all: Reading[], plural: boolean, noun?: Reading) =>
  all.find(
    (one) =>
      one.tags.has("plur") === plural &&
      (plural || !noun || ["masc", "femn", "neut"].every((g) => !noun.tags.has(g) || one.tags.has(g))),
  )

/** «ТОСам», «ВУЗу»: letters with a typed ending. */
function inflectedAbbreviation(text: string): { name: string; plural: boolean } | null {
  const found = /^(\p{Lu}{2,})(ам|у|ов|а|ами|ом)$/u.exec(text)
  if (!found) return null
  const plural = /ам|ов/.test(found[2]!)
  return { name: found[1]! + (plural ? "ы" : ""), plural }
}

/** Adjectives and the noun that they stand with, all in the case asked for. */
function head(tokens: Token[], start: number, kase: Case): Head | null {
  const words = new Map<number, string>()
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
      (/^\p{Ll}{1,2}$/u.test(token.text) && lower(token) !== "их")
    )
      return null
    const typed = inflectedAbbreviation(token.text)
    if (typed) {
      words.set(i, typed.name)
      return finish(i, typed.plural, null, true)
    }
    if (isAbbreviation(token)) return finish(i, pluralOf(pending), null, pending.length > 0)
    const nouns = inCase(token, kase).filter((one) => one.tags.has("NOUN") || one.tags.has("NPRO"))
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
    const unambiguous = indexes.some((i) => !is(tokens[i], "gent") || kase === "gent")
    return {
      to: at + 1,
      noun: at,
      substantive: !noun && !isAbbreviation(tokens[at]),
      words,
      plural,
      certain: certain || unambiguous,
      body: isAbbreviation(tokens[at]) || lemmas(tokens[at]).some((lemma) => bodyWords.has(lemma)),
    }
  }
}

/** What stands in brackets after a declined word is declined with it: «НКО (некоммерческим организациям)». */
function declineBracket(token: Token, kase: Case): { text: string; plural: boolean } | null {
  const inner = token.text.slice(1, -1)
  const phrase = nounPhrase(tokenise(inner), 0, kase)
  const tokens = tokenise(inner)
  if (phrase && phrase.to === tokens.length) return { text: `(${spell(inner, tokens, phrase)})`, plural: phrase.plural }
  const adjective = modifiers(tokens.at(-1), kase)[0]
  if (!adjective) return null
  const last = tokens.at(-1)!
  return {
    text: `(${inner.slice(0, last.from)}${toNominative(adjective, last.text)})`,
    plural: adjective.tags.has("plur"),
  }
}

/** Reads the phrase that starts at a token; null when no word in that case stands there. */
export function nounPhrase(tokens: Token[], start: number, kase: Case, coordinate = true): NounPhrase | null {
  const first = head(tokens, start, kase)
  if (!first) return null
  const phrase: NounPhrase = {
    from: start,
    to: first.to,
    words: first.words,
    plural: first.plural,
    heads: [start],
    aside: [],
  }
  for (let b = start; b < first.to; b++) declineAt(b)
  let tailed = false
  let inPreposition = first.substantive
  let i = first.to
  for (; i < tokens.length; i++) {
    const token = tokens[i]!
    const next = tokens[i + 1]
    if (token.kind === "bracket") {
      if (/^\(далее/i.test(token.text)) phrase.aside.push(i)
      else declineAt(i)
    } else if (token.kind === "quote" || token.kind === "number" || token.text === "/" || token.text === "№")
      tailed = true
    else if (token.kind === "mark") {
      if (token.text === ".") {
        const before = tokens[i - 1]!
        if (before.kind !== "word" || before.to !== token.from || before.text.length > 4) break
        if (/^\p{Lu}$/u.test(before.text)) continue
        if (!next) break
        if (isUpper(next?.text[0] ?? "") && next?.kind === "word" && before.text.length > 2 && before.text !== "им")
          break
      } else if (/^[–—-]$/.test(token.text)) {
        const other = head(tokens, i + 1, kase)
        if (other?.certain) adopt(other, false)
        else if (!is(next, "gent") && !isAbbreviation(next)) break
      } else if (token.text === ",") {
        if (!afterComma(next)) break
      } else break
    } else if (!word(token, next)) break
  }
  phrase.to = i
  while (phrase.to > first.to && tokens[phrase.to - 1]!.kind === "mark" && tokens[phrase.to - 1]!.text === ",")
    phrase.to--
  return phrase

  function declineAt(index: number) {
    const token = tokens[index]!
    if (token.kind !== "bracket") return
    const declined = declineBracket(token, kase)
    if (!declined) return
    phrase.words.set(index, declined.text)
    phrase.plural ||= declined.plural
  }
  function adopt(other: Head, separate: boolean) {
    for (const [at, form] of other.words) phrase.words.set(at, form)
    if (separate && !/^(?:их|его|ее)$/.test(lower(tokens[i + 1]))) phrase.heads.push(i + 1)
    phrase.plural ||= separate
    i = other.to - 1
    inPreposition = false
  }
  function afterComma(next: Token | undefined): boolean {
    const participle = inCase(next, kase).find((one) => one.tags.has("PRTF") && one.tags.has("plur") === phrase.plural)
    if (participle && !(head(tokens, i + 1, kase)?.body && coordinate)) {
      phrase.words.set(i + 1, toNominative(participle, next!.text))
      while (i + 1 < tokens.length && !isInfinitive(tokens[i + 1]) && !/^[:;.]$/.test(tokens[i + 1]!.text)) i++
      return true
    }
    const skip =
      lower(next) === "а" && lower(tokens[i + 2]) === "также"
        ? 2
        : lower(next) === "в" && lower(tokens[i + 2]) === "том"
          ? -1
          : 0
    if (skip < 0) return false
    i += skip
    if (takeAnother()) return true
    if (tailed && is(tokens[i + 1], "gent") && !isInfinitive(tokens[i + 1])) return true
    if (isAbbreviation(tokens[i + 1])) return true
    i -= skip
    return false
  }
  function takeAnother(): boolean {
    if (!coordinate) return false
    const other = head(tokens, i + 1, kase)
    if (!other) return false
    const capital = isUpper(tokens[i + 1]!.text[0]!)
    const sure = other.certain || !tailed || (capital && other.body)
    if (!sure || (!other.body && !other.certain && !capital && tailed)) return false
    adopt(other, true)
    for (let b = phrase.heads.at(-1)!; b <= i; b++) declineAt(b)
    return true
  }
  function word(token: Token, next: Token | undefined): boolean {
    const low = lower(token)
    if (/^\p{Lu}$/u.test(token.text) && next?.text === "." && next.from === token.to) return true
    if (isInfinitive(token)) return false
    const following = tokens
      .slice(i, i + 3)
      .map(lower)
      .join(" ")
    if (circumstance.test(`${following} `)) return false
    if (low === "при" && actionNoun.test(lower(next))) return false
    if (low === "и" || low === "или") {
      if (takeAnother()) return true
      return (
        is(next, "gent") ||
        isAbbreviation(next) ||
        next?.kind === "quote" ||
        (is(next, "ADVB") && is(tokens[i + 2], "gent"))
      )
    }
    if (isAbbreviation(token)) {
      tailed = true
      return true
    }
    if (/^со?$/.test(low) && !/^(?:связ|работ|взаимодейств|борьб|обращени)/.test(lower(tokens[i - 1]))) return false
    if (kase === "gent" && wanted.test(low)) return false
    if (is(token, "PREP") && !/^\p{Lu}$/u.test(token.text)) {
      inPreposition = true
      tailed = true
      return true
    }
    const person = inCase(token, kase).find(
      (one) => one.tags.has("Surn") || one.tags.has("Name") || one.tags.has("Patr"),
    )
    const isName = isUpper(token.text[0]!) && person && !is(token, "gent")
    if (isName || (person && /^\p{Lu}\p{Ll}/u.test(token.text) && initialsFollow(i))) {
      phrase.words.set(i, toNominative(person, token.text))
      return true
    }
    if (is(token, "gent") || (inPreposition && !is(token, "INFN"))) {
      if (is(token, "NOUN")) inPreposition = false
      tailed = true
      return !isFiniteVerb(token)
    }
    if (isAdverb(token) && (is(next, "ADJF", "gent") || is(next, "PRTF", "gent"))) return true
    const unknown = !readingsOf(token).some((one) => one.known)
    if (isUpper(token.text[0]!) && (unknown || token.text.length === 1 || is(token, "Geox"))) {
      tailed = true
      return true
    }
    return token.text.length <= 4 && next?.text === "." && next.from === token.to
  }
  function initialsFollow(at: number): boolean {
    return /^\p{Lu}$/u.test(tokens[at + 1]?.text ?? "") && tokens[at + 2]?.text === "."
  }
}

const isFiniteVerb = (token: Token) => readingsOf(token)[0]?.tags.has("VERB") ?? false

function spell(text: string, tokens: Token[], phrase: NounPhrase, from = phrase.from, to = phrase.to): string {
  let name = ""
  let at = tokens[from]!.from
  for (let i = from; i < to; i++) {
    const token = tokens[i]!
    if (phrase.aside.includes(i)) {
      at = token.to
      name = name.trimEnd()
      continue
    }
    name += text.slice(at, token.from) + (phrase.words.get(i) ?? token.text)
    at = token.to
  }
  return name.replace(/[,\s–—-]+$/, "").trim()
}

/** The phrase, or one body out of it, in the nominative: words, capitals and quotes of the text, first letter capital. */
export function nameOf(text: string, tokens: Token[], phrase: NounPhrase, from = phrase.from, to = phrase.to): string {
  return capitalise(spell(text, tokens, phrase, from, to))
}

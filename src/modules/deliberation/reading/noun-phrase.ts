import type { Reading } from "#platform/morphology/az.ts"
import { capitalise, isUpper } from "./clean.ts"
import { inCase, isAdverb, modifiers, surnameInNominative, toNominative } from "./declension.ts"
import { type Head, readHead } from "./head.ts"
import { isShortKind, settlementAt } from "./settlement.ts"
import { type Case, is, isAbbreviation, isInfinitive, lower, readingsOf, type Token, tokenise } from "./tokens.ts"
import { actionNoun } from "./vocabulary.ts"

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
const circumstance =
  /^(?:в (?:срок|целях|рамках|течение|связи|дальнейшем|том числе|случае|ходе|процессе|первоочередном|приоритетном|установленном|кратчайш|ближайш|месячный|полугодии|\d)|с целью|с учетом|с привлечением|с участием|для |до |не позднее|по (?:результатам|итогам|мере|согласованию|возможности|окончани|истечении|завершении|каждому)|согласно|на основании|за счет|путем|через |исходя|учитывая|во взаимодействии|в сотрудничестве|в соответствии|во исполнение|на (?:постоянной|регулярной|базе|основе|заседани|период)|при (?:участии|поддержке|содействии|необходимости|этом)|совместно|после |к \d|ко? дню|о |об |в \d{4})/
/** What is asked for: «просить у X помощи», «требуем от X отмены». */
const wanted =
  /^(?:помощ|поддержк|содействи|разрешени|выделени|приняти|отмен|прекращени|немедленн|соблюдени|проведени|увеличени|снижени|освобождени|возврат|внимани|решени|выполнени|наведени)/

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
  const first = readHead(tokens, start, kase)
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
  /** After «по» stands a list of topics in the dative. */
  let byTopic = false
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
        const isLong = before.text.length > 2 && before.text !== "им" && !isShortKind(before)
        if (isUpper(next?.text[0] ?? "") && next?.kind === "word" && isLong) break
      } else if (/^[–—-]$/.test(token.text)) {
        const other = readHead(tokens, i + 1, kase)
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
    byTopic = false
  }
  function afterComma(next: Token | undefined): boolean {
    const participle = inCase(next, kase).find((one) => one.tags.has("PRTF") && one.tags.has("plur") === phrase.plural)
    if (participle && !(readHead(tokens, i + 1, kase)?.body && coordinate)) {
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
    if (goesOnByTopic(tokens[i + 1])) return true
    if (tailed && is(tokens[i + 1], "gent") && !isInfinitive(tokens[i + 1])) return true
    if (isAbbreviation(tokens[i + 1])) return true
    i -= skip
    return false
  }
  /** «по делам молодёжи, физической культуре и спорту». */
  function goesOnByTopic(next: Token | undefined): boolean {
    inPreposition ||= byTopic && inCase(next, "datv").length > 0
    return byTopic && inCase(next, "datv").length > 0
  }
  function takeAnother(): boolean {
    if (!coordinate) return false
    const other = readHead(tokens, i + 1, kase)
    if (!other) return false
    const capital = isUpper(tokens[i + 1]!.text[0]!)
    // «жителей, предпринимателей»: the accusative of people is their genitive, a comma goes on with people.
    const people =
      kase === "accs" && other.animate && first!.animate && (tokens[i]!.text === "," || phrase.heads.length > 1)
    const sure = other.certain || !tailed || people || (capital && other.body)
    if (!sure || (byTopic && !other.body)) return false
    adopt(other, true)
    for (let b = phrase.heads.at(-1)!; b <= i; b++) declineAt(b)
    return true
  }
  function word(token: Token, next: Token | undefined): boolean {
    const low = lower(token)
    if (/^\p{Lu}$/u.test(token.text) && next?.text === "." && next.from === token.to) return true
    if (isInfinitive(token)) return false
    if (
      i === first!.to &&
      /^(?:управлени|руководств|командовани)/.test(lower(tokens[i - 1])) &&
      is(token, "ablt") &&
      !is(token, "gent")
    ) {
      const run = readHead(tokens, i, "ablt")
      if (!run) return false
      i = run.to - 1
      return true
    }
    const settlement = settlementAt(tokens, i)
    if (settlement) {
      i += settlement - 1
      tailed = true
      return true
    }
    const following = tokens
      .slice(i, i + 3)
      .map(lower)
      .join(" ")
    if (!isAbbreviation(token) && circumstance.test(`${following} `)) return false
    if (low === "при" && actionNoun.test(lower(next))) return false
    if (low === "и" || low === "или") {
      if (takeAnother() || goesOnByTopic(next)) return true
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
      byTopic ||= low === "по"
      return true
    }
    const isNamed =
      (isInitial(tokens[i - 2]) && tokens[i - 1]?.text === ".") || (isInitial(next) && tokens[i + 2]?.text === ".")
    if (isNamed && /^\p{Lu}\p{Ll}/u.test(token.text) && !is(token, "Surn")) {
      const name = surnameInNominative(token.text, kase)
      if (name) phrase.words.set(i, name)
      if (name) return true
    }
    const person = personAt(i)
    if (person) {
      phrase.words.set(i, toNominative(person, token.text))
      return true
    }
    if (is(token, "gent") || (inPreposition && !is(token, "INFN"))) {
      if (is(token, "NOUN") && !(is(token, "ADJF") && is(next, "NOUN"))) inPreposition = false
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
  /** A name in the same case: «главе Сидоровой Т.А.», «Ольге Ивановне Петровой», «председателя А.Б. Громова». */
  function personAt(at: number): Reading | undefined {
    const named = (k: number) => {
      if (!/^\p{Lu}\p{Ll}/u.test(tokens[k]?.text ?? "")) return undefined
      return inCase(tokens[k], kase).find((one) => ["Surn", "Name", "Patr"].some((tag) => one.tags.has(tag)))
    }
    const own = named(at)
    if (!own) return undefined
    let [from, to] = [at, at + 1]
    while (named(from - 1)) from--
    while (named(to)) to++
    const run = tokens.slice(from, to)
    const hasInitials =
      (isInitial(tokens[to]) && tokens[to + 1]?.text === ".") ||
      (isInitial(tokens[from - 2]) && tokens[from - 1]?.text === ".")
    return hasInitials || run.some((token) => !is(token, "gent")) ? own : undefined
  }
}

const isInitial = (token: Token | undefined) => /^\p{Lu}$/u.test(token?.text ?? "")
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

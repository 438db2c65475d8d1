import { type Asked, finish } from "./asked.ts"
import { type NounPhrase, nounPhrase } from "./noun-phrase.ts"
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
import { accusativeVerbs, bodyWords, dativeVerbs, modals } from "./vocabulary.ts"

const longestSentence = 400

/** The last token of the first sentence or clause group: addressees are sought no further. */
function firstSentence(tokens: Token[]): number {
  const end = tokens.findIndex((token, i) => {
    if (token.text === ";") return true
    if (token.text !== "." || i < 2) return false
    const next = tokens[i + 1]
    const before = tokens[i - 1]!
    return !!next && /^\p{Lu}\p{Ll}/u.test(next.text) && before.text.length > 3 && next.from > token.to
  })
  return Math.min(end < 0 ? tokens.length : end, longestSentence)
}

/** After the phrase comes the infinitive, perhaps behind a circumstance («в срок до …», «при подготовке …»). */
function leadsToAction(tokens: Token[], from: number, end: number): "at once" | "later" | "end" | null {
  if (from >= end) return "end"
  if (lower(tokens[from]) === "совместно") {
    const phrase = nounPhrase(tokens, from + 2, "ablt")
    return phrase && leadsToAction(tokens, phrase.to, end)
  }
  if (isInfinitive(tokens[from]) || modals.has(lower(tokens[from]))) return "at once"
  if (tokens[from]!.text === ":" && from === end - 1) return "end"
  // «Совету – подготовить …», «Вузам, которые …, включить …».
  if (/^[,:–—-]$/.test(tokens[from]!.text) && isInfinitive(tokens[from + 1])) return "at once"
  const adverbs = tokens
    .slice(from, end)
    .findIndex((token) => !/^(?:не|также)$/.test(lower(token)) && !is(token, "ADVB") && !is(token, "COMP"))
  if (adverbs > 0 && isInfinitive(tokens[from + adverbs])) return "at once"
  if (
    !/^[,(:–—-]$/.test(tokens[from]!.text) &&
    !is(tokens[from], "PREP") &&
    !is(tokens[from], "ADVB") &&
    !is(tokens[from], "GRND")
  )
    return null
  for (let i = from; i < end; i++) {
    if (isInfinitive(tokens[i]) || modals.has(lower(tokens[i]))) return "later"
    if (readingsOf(tokens[i])[0]?.tags.has("VERB")) return null
  }
  return null
}

const governs = (token: Token | undefined, verbs: ReadonlySet<string>) => {
  const reading = readingsOf(token)[0]
  return (
    !!reading &&
    ["INFN", "VERB", "PRTS", "PRTF"].some((tag) => reading.tags.has(tag)) &&
    lemmas(token).some((one) => verbs.has(one))
  )
}

/** Who is asked by a verb that stands before him: «рекомендовать X», «просить X», «требуем от X», «возложить на X». */
function afterVerb(text: string, tokens: Token[], end: number): Asked | null {
  for (let i = 0; i < end; i++) {
    const token = tokens[i]!
    const next = lower(tokens[i + 1])
    if (governs(token, dativeVerbs) || (modals.has(lower(token)) && !isInfinitive(tokens[i + 1]))) {
      const phrase = firstPhrase(tokens, i + 1, end, "datv")
      if (phrase) return finish(text, tokens, phrase, end, token, phrase.from <= i + 2)
    }
    const from = /^(?:просить|попросить|потребовать|требовать|просит|просим|просят|требуем|требует|требуют)$/.test(
      lower(token),
    )
    if (from && (next === "у" || next === "от")) {
      const phrase = nounPhrase(tokens, i + 2, "gent")
      if (phrase) return finish(text, tokens, phrase, end, token)
    }
    if (governs(token, accusativeVerbs)) {
      const phrase = nounPhrase(tokens, i + 1, "accs")
      if (phrase && leadsToAction(tokens, phrase.to, end)) return finish(text, tokens, phrase, end, token)
    }
    if (/^(?:возложить|возлагается|возлагаю|возложен|возложена|оставить|оставляю|закрепить)$/.test(lower(token))) {
      const word = /^(?:оставить|оставляю|закрепить)$/.test(lower(token)) ? "за" : "на"
      const on = tokens.findIndex((one, k) => k > i && k < i + 8 && lower(one) === word)
      const phrase = on > 0 ? nounPhrase(tokens, on + 1, word === "на" ? "accs" : "ablt") : null
      if (phrase) return finish(text, tokens, phrase, end, token)
    }
  }
  return appealed(text, tokens, end)
}

/** «Обратиться к X с просьбой …», «ходатайствовать перед X»: X is asked; without a request («обратиться к населению») nobody is. */
function appealed(text: string, tokens: Token[], end: number): Asked | null {
  const sentence = text.slice(0, tokens[end - 1]?.to ?? text.length)
  const request =
    /(?:со? (?:\p{L}+ ){0,2}(?:просьб|предложени|требовани|ходатайств|инициатив|призыв|обращени)|о (?:выделени|рассмотрени|принятии|внесени|содействи)|для принятия)/iu
  for (let i = 0; i < end; i++) {
    const low = lower(tokens[i])
    const next = lower(tokens[i + 1])
    if (/^(?:обратиться|обращаемся|обращаются|обращается|обратилось|обратились)$/.test(low) && request.test(sentence)) {
      const at = tokens.findIndex((one, k) => k > i && k < i + 6 && /^(?:ко?|во?)$/.test(lower(one)))
      const kase: Case = /^к/.test(lower(tokens[at])) ? "datv" : "accs"
      const phrase = at > 0 ? nounPhrase(tokens, at + 1, kase) : null
      if (phrase) return { ...finish(text, tokens, phrase, end, tokens[i]!), appeal: true }
    }
    if (/^ходатайств/.test(low) && next === "перед") {
      const phrase = nounPhrase(tokens, i + 2, "ablt")
      if (phrase) return { ...finish(text, tokens, phrase, end, tokens[i]!), appeal: true }
    }
  }
  return null
}

/** The nearest dative after the verb: at once, or behind its object («поручить подготовку проекта управлению»). */
function firstPhrase(tokens: Token[], start: number, end: number, kase: Case): NounPhrase | null {
  for (let i = start; i < end; i++) {
    if (i > start && (isInfinitive(tokens[i]) || tokens[i]!.text === ":")) return null
    const before = tokens[i - 1]
    const free =
      i === start ||
      (!is(before, "PREP") && !is(before, "ADJF", "gent") && !/^(?:к|ко|по|согласно|благодаря)$/.test(lower(before)))
    if (!free) continue
    if (i > start && !isSureDative(tokens[i])) continue
    const phrase = nounPhrase(tokens, i, kase)
    if (phrase && (i === start || leadsToAction(tokens, phrase.to, end))) return phrase
    if (isInfinitive(tokens[i])) return null
  }
  return null
}

const isSureDative = (token: Token | undefined) => is(token, "datv") && !is(token, "gent") && !is(token, "ablt")

/** Who is named in the dative before the action: «Совету подготовить …», «В целях …, администрации города обеспечить …». */
function beforeVerb(text: string, tokens: Token[], end: number): Asked | null {
  for (let i = 0; i < end; i++) {
    if (isInfinitive(tokens[i])) return null
    const before = tokens[i - 1]
    const opens =
      i === 0 ||
      before!.text === "," ||
      before!.kind === "number" ||
      before!.kind === "quote" ||
      /^(?:года|г|же|том|числе)$/.test(lower(before))
    const phrase = opens || isSureDative(tokens[i]) ? nounPhrase(tokens, i, "datv") : null
    if (!phrase) continue
    if (!opens && (governsDative(before) || !isBody(tokens, phrase) || !isInfinitive(tokens[phrase.to]))) continue
    const action = leadsToAction(tokens, phrase.to, end)
    if (!action) continue
    if (isNamedAs(tokens, phrase)) return null
    if (i > 0 && (action === "end" || !isFirmDative(tokens, phrase))) continue
    if (action === "later" && i > 0) continue
    if (action === "end" && !isPlausible(tokens, phrase) && !isHeading(tokens, phrase)) continue
    return finish(text, tokens, phrase, end, null, action !== "later")
  }
  return null
}

/** «Ответственным за сбор назначить Котова»: the ablative of what somebody becomes. */
const isNamedAs = (tokens: Token[], phrase: NounPhrase) =>
  /^(?:назначить|избрать|выбрать|считать|признать|утвердить|определить)$/.test(lower(tokens[phrase.to])) &&
  [...phrase.words.keys()].every((i) => is(tokens[i], "ablt"))

/** «к», «по», «согласно …», «помощь …»: the dative belongs to the word before it. */
const governsDative = (before: Token | undefined) =>
  is(before, "PREP") || is(before, "ADJF") || is(before, "PRTF") || is(before, "NOUN", "nomn") || is(before, "GRND")

const isBody = (tokens: Token[], phrase: NounPhrase) =>
  [...phrase.words.keys()].some((i) => lemmas(tokens[i]).some((one) => bodyWords.has(one)))

/** In the middle of a sentence a form that may as well be a genitive is no addressee, unless a capital marks a body. */
const isFirmDative = (tokens: Token[], phrase: NounPhrase) =>
  [...phrase.words.keys()].some((i) => isSureDative(tokens[i])) ||
  (/^\p{Lu}/u.test(tokens[phrase.from]!.text) && isPlausible(tokens, phrase))

const isPlausible = (tokens: Token[], phrase: NounPhrase) =>
  tokens
    .slice(phrase.from, phrase.to)
    .some(
      (token) => isAbbreviation(token) || lemmas(token).some((one) => bodyWords.has(one)) || token.kind === "bracket",
    ) || isSureDative(tokens[phrase.from])

/** «Сочинской городской станции …:»: a heading with a word that cannot be a nominative is in the dative. */
const isHeading = (tokens: Token[], phrase: NounPhrase) =>
  phrase.from === 0 &&
  phrase.to === tokens.length - 1 &&
  tokens[phrase.to]!.text === ":" &&
  [...phrase.words.keys()].some((i) => !is(tokens[i], "nomn"))

/** «От главы округа – провести встречу» under «Требуем:». */
function wantedFrom(text: string, tokens: Token[]): Asked | null {
  if (!/^(?:от|у)$/.test(lower(tokens[0]))) return null
  const phrase = nounPhrase(tokens, 1, "gent")
  const isParted = phrase && /^[–—:-]$/.test(tokens[phrase.to]?.text ?? "")
  return isParted && isBody(tokens, phrase) ? finish(text, tokens, phrase, tokens.length, null) : null
}

/** A heading with a preposition: «Для некоммерческих организаций:», «В адрес Правительства:», «К органам власти:». */
function headed(text: string, tokens: Token[]): Asked | null {
  const found = /^(?:(для|в адрес|со стороны|от)|(ко?)|(?:на уровне))\s(?=[^:]+:$)/iu.exec(text)
  if (!found) return null
  const at = tokens.findIndex((token) => token.from >= found[0].length)
  const phrase = nounPhrase(tokens, at, found[2] ? "datv" : "gent")
  if (!phrase || phrase.to !== tokens.length - 1 || !isBody(tokens, phrase)) return null
  return { ...finish(text, tokens, phrase, tokens.length, null), whole: true }
}

/** «Органы власти» above a list under «призывает:»: the accusative, which is the nominative where nobody is alive. */
export function calledUpon(text: string): Asked | null {
  const tokens = tokenise(text.replace(/:$/, ""))
  const phrase = nounPhrase(tokens, 0, "accs")
  if (!phrase || phrase.to !== tokens.length || !isBody(tokens, phrase) || text.length > 160) return null
  return { ...finish(text, tokens, phrase, tokens.length, null), whole: true }
}

/** Who is to act by the text of an item or a heading, in the nominative; null when nobody is named. */
export function findAddressee(text: string): Asked | null {
  const tokens = tokenise(text)
  const end = firstSentence(tokens)
  return (
    headed(text, tokens) ??
    wantedFrom(text, tokens) ??
    beforeVerb(text, tokens, end) ??
    afterVerb(text, tokens, end) ??
    demanded(text, tokens[end]?.to ?? text.length)
  )
}

/** «Парк нужен всем. Требуем от администрации …»: the demand may stand in a later sentence. */
function demanded(text: string, from: number): Asked | null {
  const found = /(?<=[.!?]\s)(?:мы )?(?:требу|прос|призыва|рекоменду|предлага)\p{Ll}+/iu.exec(text.slice(from - 1))
  if (!found) return null
  const at = from - 1 + found.index
  const rest = text.slice(at)
  const tokens = tokenise(rest)
  const asked = afterVerb(rest, tokens, firstSentence(tokens))
  return asked && { ...asked, from: asked.from + at, to: asked.to + at, whole: false }
}

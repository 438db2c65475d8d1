import { paradigmOf, type Reading, readings } from "#platform/morphology/dictionary.ts"
import { stems } from "./endings.ts"
import { fold } from "./tokens.ts"

/** What a word is filed under and what it is looked for by. Forms of one word share a term. */
export interface Terms {
  /** is in the dictionary, itself or after a common prefix */
  known: boolean
  filed: readonly string[]
  sought: readonly string[]
}

// Words that stand in nearly every sentence and would only make the index longer.
const silent = new Set(
  (
    "и в во на с со к ко о об обо от ото по за для при из изо у не ни что как а но или же бы б ли то до над под " +
    "без через между это the a an of in on at to and or for"
  ).split(" "),
)

// A dictionary word may also be the form of a name that the dictionary lacks: «ваттов» is of watts or Mr Ваттов,
// «ваттовым» only of him; «Тосе» is of Тося or of an association called ТОС. These endings and tags give it away.
const nameLike = /..(?:(?:ов|ев|ин|ын)(?:а|у|ым|ом|е|ой|ою|ы|ых|ыми|о)?|[сц]к(?:а|у|ом|е)?)$/
const proper = /Surn|Geox|Name/

const prefixes =
  "авиа авто агро анти архи аудио аэро био веб вело видео внутри вне гео гипер гос евро зоо интернет инфо квази " +
  "кибер кино кино- контр кросс макро медиа меж мета метео микро мини много моно мото мульти нано нарко нейро нео " +
  "онлайн орг пере пост пре пред про противо псевдо радио ре само сверх со соц спец спорт суб супер теле тех транс " +
  "ультра фото экзо эко экс экстра электро энерго этно"
const prefix = new RegExp(`^(?:${prefixes.split(" ").join("|")})-?(?=.{4})`)

const kept = 20_000
let young = new Map<string, Terms>()
let old = new Map<string, Terms>()

/**
 * The terms of one folded word; none if the word is too common or a single letter.
 * Kept for the last 20,000 to 40,000 different words: a kept one costs about 0.1 µs, a new one about 10.
 */
export function termsOf(word: string): Terms {
  const ready = young.get(word)
  if (ready) return ready
  const terms = old.get(word) ?? compute(word)
  if (young.size >= kept) {
    old = young
    young = new Map()
  }
  // A word cut out of a text would keep the whole text in memory: keep a copy.
  young.set(Buffer.from(word).toString(), terms)
  return terms
}

const nothing: Terms = { known: true, filed: [], sought: [] }

// A term without a mark is a dictionary lemma; "=" marks a stem of an unknown word; "~" a stem under which a
// dictionary word is filed in case it is a name. So two dictionary words meet by their lemmas only.
function compute(word: string): Terms {
  if (silent.has(word) || /^\p{L}$/u.test(word)) return nothing
  const read = likely(readings(word))
  const found = lemmas(read)
  const marked = (mark: string) => stems(word).map((stem) => mark + stem)
  if (found.length) {
    if (!nameLike.test(word) && !read.some(({ tag }) => proper.test(tag))) {
      return { known: true, filed: found, sought: found }
    }
    return { known: true, filed: [...found, ...marked("~")], sought: [...found, ...marked("=")] }
  }
  const begun = prefix.exec(word)?.[0]
  const common = begun ? readings(word.slice(begun.length)).filter(({ tag }) => !proper.test(tag)) : []
  const rest = lemmas(common).map((lemma) => begun + lemma)
  return {
    known: rest.length > 0,
    filed: [...rest, ...marked("=")],
    sought: [...rest, ...marked("="), ...(/[а-я]/.test(word) ? marked("~") : [])],
  }
}

// Several Ivans are rare and Mr Иванов is not: no plural of a first name where a surname looks the same.
function likely(read: Reading[]): Reading[] {
  if (!read.some(({ tag }) => tag.includes("Surn"))) return read
  return read.filter(({ tag }) => !(tag.includes("Name") && tag.includes("plur")))
}

const lemmas = (read: Reading[]) => [...new Set(read.map(lemmaOf))]

// In the dictionary a patronymic is a form of the name; here Иванович is not Иван.
function lemmaOf(reading: Reading): string {
  const patronymic = reading.tag.includes("Patr")
  return fold(patronymic ? paradigmOf(reading).find(({ tag }) => tag.includes("Patr"))!.form : reading.lemma)
}

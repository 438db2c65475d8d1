import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { type Reading as Entry, readings as entriesOf, paradigmOf } from "./dictionary.ts"

/**
 * One grammatical reading of a Russian word form.
 * `tags` are OpenCorpora grammemes: NOUN, ADJF, PRTF, INFN, VERB … nomn gent datv accs ablt loct, sing plur, masc femn neut.
 */
export type Reading = {
  lemma: string
  tags: ReadonlySet<string>
  /** Likelihood among the readings of this form, 0…1. */
  score: number
  /** In the dictionary, or guessed by the ending. */
  known: boolean
  /** Another form of the same word, lower case; undefined when the paradigm has none. */
  inflect(...grammemes: string[]): string | undefined
}

type Found<T> = [string, T][]
type Guesses = { findAll(word: string, replacements: object, stutter: 0, typos: 0): Found<[number, number, number][]> }
type Likelihoods = { findAll(word: string): Found<number> }

const maxLength = 40
const cacheSize = 20_000
const cache = new Map<string, Reading[]>()
const tagSets = new Map<string, Set<string>>()
/** Parts of speech that take no new words: a guess at them is wrong. */
const closed = ["NUMR", "NPRO", "PRED", "PREP", "CONJ", "PRCL", "INTJ", "Apro", "ADVB", "Init", "Abbr"]

let guesses: Guesses | undefined
let likelihoods: Likelihoods | undefined

function open<T>(file: string, format: string): T {
  const require = createRequire(import.meta.url)
  const bytes = readFileSync(path.join(path.dirname(require.resolve("az/package.json")), "dicts", file))
  return require("az").DAWG.fromArrayBuffer(new Uint8Array(bytes).buffer, format) as T
}

function tagsOf(tag: string): Set<string> {
  let set = tagSets.get(tag)
  if (!set) {
    set = new Set(tag.split(/[ ,]/))
    tagSets.set(tag, set)
  }
  return set
}

function toReading(entry: Entry, score: number, known: boolean): Reading {
  let forms: Entry[] | undefined
  return {
    lemma: entry.lemma,
    tags: tagsOf(entry.tag),
    score,
    known,
    inflect: (...grammemes) => {
      forms ??= paradigmOf(entry)
      const fit = forms.filter((form) => grammemes.every((one) => tagsOf(form.tag).has(one)))
      // «высшим» is nearer to «высшие» than to «высочайшие».
      return fit.toSorted((a, b) => shared(b.form, entry.form) - shared(a.form, entry.form))[0]?.form
    },
  }
}

/** Number of letters that two forms start with alike. */
function shared(a: string, b: string): number {
  let n = 0
  while (n < a.length && a[n] === b[n]) n++
  return n
}

function inDictionary(word: string): Reading[] {
  const entries = entriesOf(word)
  if (entries.length < 2) return entries.map((entry) => toReading(entry, 1, true))
  likelihoods ??= open<Likelihoods>("p_t_given_w.intdawg", "int")
  const weights = entries.map((entry) => likelihoods!.findAll(`${entry.form}:${entry.tag}`)[0]?.[1] ?? 0)
  const sum = weights.reduce((total, weight) => total + weight, 0)
  const shares = weights.map((weight) => (sum ? weight / sum : 1 / entries.length))
  return entries.map((entry, i) => toReading(entry, shares[i]!, true)).toSorted((a, b) => b.score - a.score)
}

/** «пресс-службе» is declined by its last part; both parts when both can («врачу-педиатру»). */
function byParts(word: string): Reading[] {
  const at = word.lastIndexOf("-")
  if (at < 1) return []
  const [left, last] = [word.slice(0, at), word.slice(at + 1)]
  const lefts = inDictionary(left).filter((one) => one.tags.has("NOUN"))
  const same = ["nomn", "gent", "datv", "accs", "ablt", "loct", "sing", "plur"]
  return inDictionary(last).map((right) => {
    const wanted = same.filter((tag) => right.tags.has(tag))
    const pair = right.tags.has("NOUN") ? lefts.find((one) => wanted.every((tag) => one.tags.has(tag))) : undefined
    const join = (end: string | undefined, start: string | undefined) => (end && start ? `${start}-${end}` : undefined)
    return {
      ...right,
      lemma: `${pair?.lemma ?? left}-${right.lemma}`,
      inflect: (...grammemes) => join(right.inflect(...grammemes), pair ? pair.inflect(...grammemes) : left),
    }
  })
}

/** An unknown word is read as known words with the longest same ending are. */
function byEnding(word: string): Reading[] {
  if (word.length < 4) return []
  guesses ??= open<Guesses>("prediction-suffixes-0.dawg", "probs")
  const found: Reading[] = []
  for (let length = Math.min(5, word.length - 1), least = 1; length >= least; length--) {
    const stem = word.slice(0, -length)
    const before = found.length
    for (const [ending, counts] of guesses.findAll(word.slice(-length), { е: "ё" }, 0, 0)) {
      for (const [count, paradigm, index] of counts) {
        const entry = paradigmOf({ form: stem + ending, lemma: "", tag: "", paradigm, index })[index]!
        if (!closed.some((tag) => tagsOf(entry.tag).has(tag))) found.push(toReading(entry, count * length, false))
      }
    }
    // Once an ending is known, one a letter shorter is still asked, no more.
    if (found.length > before) least = Math.max(least, length - 1)
  }
  const most = Math.max(1, ...found.map((one) => one.score))
  return found.map((one) => ({ ...one, score: one.score / most })).toSorted((a, b) => b.score - a.score)
}

/**
 * All readings of a word, likeliest first; the case of letters does not matter, «е» also meets «ё».
 * A word that is not Cyrillic, or longer than 40 letters, has none. The first call reads the dictionary (about 0.1 s).
 */
export function readings(word: string): Reading[] {
  const key = word.toLowerCase()
  const kept = cache.get(key)
  if (kept) return kept
  if (key.length > maxLength || !/^[а-яё]+(?:-[а-яё]+)*$/.test(key)) return []
  let result = inDictionary(key)
  if (!result.length) result = byParts(key)
  if (!result.length) result = byEnding(key)
  if (cache.size >= cacheSize) cache.clear()
  cache.set(key, result)
  return result
}

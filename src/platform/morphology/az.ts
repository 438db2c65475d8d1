import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"

/**
 * One grammatical reading of a Russian word form by the OpenCorpora dictionary (package `az`).
 * `tags` are OpenCorpora grammemes: NOUN, ADJF, PRTF, INFN, VERB … nomn gent datv accs ablt loct, sing plur, masc femn neut.
 */
export type Reading = {
  lemma: string
  tags: ReadonlySet<string>
  /** Probability among the readings of this form, 0…1. */
  score: number
  /** Known to the dictionary, or guessed by the ending. */
  known: boolean
  /** Another form of the same word, lower case; undefined when the paradigm has none. */
  inflect(...grammemes: string[]): string | undefined
}

type Tag = { stat: string[]; flex: string[] }
type Parse = {
  tag: Tag
  score: number
  parser: string
  normalize(): Parse | false
  inflect(grammemes: string[]): Parse | false
  toString(): string
}
type Callback = (error: unknown, data?: unknown) => void
type Az = {
  load: (file: string, type: "json" | "arraybuffer", done: Callback) => void
  Morph: ((word: string, options: object) => Parse[]) & { init(folder: string, done: Callback): void }
}

const options = {
  parsers: ["Dictionary?", "HyphenWords", "PrefixKnown", "SuffixKnown?"],
  typos: 0,
  stutter: 0,
  ignoreCase: true,
}
const maxLength = 40
const cacheSize = 20_000

let morph: Az["Morph"] | undefined
const cache = new Map<string, Reading[]>()
const tagSets = new WeakMap<Tag, Set<string>>()

/** Reads the dictionaries at once (about 0.2 s and 60 MB, once in a process): the package itself only loads with callbacks. */
function load(): Az["Morph"] {
  const require = createRequire(import.meta.url)
  const az = require("az") as Az
  const folder = path.join(path.dirname(require.resolve("az/package.json")), "dicts")
  const queue: [string, string, Callback][] = []
  az.load = (file, type, done) => queue.push([file, type, done])
  az.Morph.init(folder, (error) => {
    if (error) throw error
  })
  for (const [file, type, done] of queue) {
    // The tags in Russian are never asked for: the English ones are smaller and stand in for them.
    const bytes = readFileSync(file.replace("gramtab-opencorpora-ext", "gramtab-opencorpora-int"))
    done(null, type === "json" ? JSON.parse(bytes.toString("utf8")) : new Uint8Array(bytes).buffer)
  }
  return az.Morph
}

function tagsOf(tag: Tag): Set<string> {
  let set = tagSets.get(tag)
  if (!set) {
    set = new Set([...tag.stat, ...tag.flex])
    tagSets.set(tag, set)
  }
  return set
}

/**
 * All readings of a word, likeliest first; case of letters does not matter, «е» also meets «ё».
 * A word that is not Cyrillic, or longer than 40 letters, has none.
 */
export function readings(word: string): Reading[] {
  const key = word.toLowerCase()
  const kept = cache.get(key)
  if (kept) return kept
  if (key.length > maxLength || !/^[а-яё]+(?:-[а-яё]+)*$/.test(key)) return []
  morph ??= load()
  const found = morph(key, options).map((parse): Reading => {
    const lemma = parse.normalize()
    return {
      lemma: lemma ? lemma.toString() : key,
      tags: tagsOf(parse.tag),
      score: parse.score,
      known: parse.parser !== "SuffixKnown",
      inflect: (...grammemes) => {
        const form = parse.inflect(grammemes)
        return form ? form.toString() : undefined
      },
    }
  })
  const result = found.some((one) => one.known) ? found.filter((one) => one.known) : found
  if (cache.size >= cacheSize) cache.clear()
  cache.set(key, result)
  return result
}

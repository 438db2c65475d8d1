import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"

/**
 * The OpenCorpora dictionary of Russian word forms, as packed by `az`.
 *
 * Only the dictionary files and the automaton's reader are used: az's own start-up is asynchronous, freezes every
 * tag and reads prediction tables that nobody here needs. Loading takes about 60 ms and 10 MB, once, at first use.
 */
export interface Reading {
  /** the form as the dictionary spells it, «ё» included */
  form: string
  /** the first form of its paradigm: nominative, infinitive */
  lemma: string
  /** OpenCorpora grammemes, e.g. `NOUN,anim,masc plur,gent` */
  tag: string
  paradigm: number
  /** number of the form inside its paradigm */
  index: number
}

interface Automaton {
  findAll(word: string, replacements: Record<string, string>, stutter: 0, typos: 0): [string, [number, number][]][]
}

interface Dictionary {
  words: Automaton
  suffixes: string[]
  tags: string[]
  paradigms: Uint16Array[]
}

const prefixes = ["", "по", "наи"]
let loaded: Dictionary | undefined

/**
 * All dictionary readings of one word; none if the dictionary does not know it.
 * `word` is in lower case; «е» also stands for «ё».
 */
export function readings(word: string): Reading[] {
  const found: Reading[] = []
  for (const [form, entries] of dictionary().words.findAll(word, { е: "ё" }, 0, 0)) {
    for (const [paradigm, index] of entries) found.push(reading(stemOf(form, paradigm, index), paradigm, index, form))
  }
  return found
}

/** Every form of the reading's paradigm in the dictionary's order: the lemma first. */
export function paradigmOf({ form, paradigm, index }: Reading): Reading[] {
  const stem = stemOf(form, paradigm, index)
  return Array.from({ length: sizeOf(paradigm) }, (_, i) => reading(stem, paradigm, i))
}

// A paradigm is three runs of equal length: numbers of suffixes, of tags, of prefixes.
const sizeOf = (paradigm: number) => dictionary().paradigms[paradigm]!.length / 3

function affixes(paradigm: number, index: number) {
  const { paradigms, suffixes } = dictionary()
  const numbers = paradigms[paradigm]!
  return { prefix: prefixes[numbers[(numbers.length / 3) * 2 + index]!]!, suffix: suffixes[numbers[index]!]! }
}

function stemOf(form: string, paradigm: number, index: number): string {
  const { prefix, suffix } = affixes(paradigm, index)
  return form.slice(prefix.length, form.length - suffix.length)
}

function reading(stem: string, paradigm: number, index: number, form?: string): Reading {
  const own = affixes(paradigm, index)
  const first = affixes(paradigm, 0)
  return {
    form: form ?? own.prefix + stem + own.suffix,
    lemma: first.prefix + stem + first.suffix,
    tag: dictionary().tags[dictionary().paradigms[paradigm]![sizeOf(paradigm) + index]!]!,
    paradigm,
    index,
  }
}

function dictionary(): Dictionary {
  loaded ??= load()
  return loaded
}

function load(): Dictionary {
  const require = createRequire(import.meta.url)
  const folder = join(dirname(require.resolve("az/package.json")), "dicts")
  const bytes = (name: string) => {
    const file = readFileSync(join(folder, name))
    return file.buffer.slice(file.byteOffset, file.byteOffset + file.length)
  }
  const json = (name: string): string[] => JSON.parse(readFileSync(join(folder, name), "utf8"))
  return {
    words: require("az").DAWG.fromArrayBuffer(bytes("words.dawg"), "words"),
    suffixes: json("suffixes.json"),
    tags: json("gramtab-opencorpora-int.json"),
    paradigms: split(new Uint16Array(bytes("paradigms.array"))),
  }
}

// The file is a count and then, for each paradigm, its length and its numbers.
function split(numbers: Uint16Array): Uint16Array[] {
  const paradigms: Uint16Array[] = []
  for (let at = 1; paradigms.length < numbers[0]!; at += numbers[at]! + 1) {
    paradigms.push(numbers.subarray(at + 1, at + 1 + numbers[at]!))
  }
  return paradigms
}

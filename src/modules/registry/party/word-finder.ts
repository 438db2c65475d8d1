import { foldName } from "./party.ts"

/** Finds what a word stands for, however it is written; each of the known words is folded once. */
export function wordFinder<T>(words: Iterable<readonly [string, T]>): (word: string) => T | undefined {
  const known = new Map<string, T>()
  for (const [word, value] of words) {
    const folded = foldName(word)
    if (folded && !known.has(folded)) known.set(folded, value)
  }
  return (word) => known.get(foldName(word))
}

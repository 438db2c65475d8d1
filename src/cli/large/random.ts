/** Choices that look accidental and are the same in every run with the same seed (mulberry32). */
export function randomFrom(seed: number) {
  let state = seed >>> 0
  /** From 0 to just below 1. */
  const chance = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32
  }
  /** A whole number, both ends included. */
  const between = (from: number, to: number) => from + Math.floor(chance() * (to - from + 1))
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!
  return { chance, between, pick }
}
export type Random = ReturnType<typeof randomFrom>

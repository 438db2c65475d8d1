import type { Act } from "./request.store.ts"

/** A term that was in force, and since which day. */
export type TermInForce = { onDay: string; termOn: string | null; term: string }

const sets = ["accept", "accept_part", "agree", "return", "release_part", "report"]

/** Terms of a request as they were agreed, oldest first; the same one said again is no change. */
export function termsOf(acts: Pick<Act, "kind" | "onDay" | "termOn" | "term">[]): TermInForce[] {
  const terms: TermInForce[] = []
  for (const { kind, onDay, termOn, term } of acts) {
    if (!sets.includes(kind) || (termOn === null && term === "")) continue
    const last = terms.at(-1)
    if (last?.termOn !== termOn || last?.term !== term) terms.push({ onDay, termOn, term })
  }
  return terms
}

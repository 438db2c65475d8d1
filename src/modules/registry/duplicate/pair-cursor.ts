import type { PairCursor } from "./shelf.ts"

/** Where a list of pairs goes on, as it stands in an address. */
export const cursorSaid = ({ score, lesser, greater }: PairCursor<number | string>): string =>
  `${score}~${lesser}~${greater}`

/** The same read; undefined when it is nothing of the kind. @param idOf null for what is no id */
export function cursorRead<Id extends number | string>(
  text: string | undefined,
  idOf: (text: string) => Id | null,
): PairCursor<Id> | undefined {
  const [score = "", one = "", other = ""] = (text ?? "").split("~")
  const [lesser, greater] = [idOf(one), idOf(other)]
  return /^\d{1,3}$/.test(score) && lesser !== null && greater !== null
    ? { score: Number(score), lesser, greater }
    : undefined
}

import { type OpenAct, openActs } from "../request/open-acts.ts"
import type { Act } from "../request/request.store.ts"

/** Acts that change what everybody may read of a request; a decline does once the centre has looked it through. */
export const changeKinds = [
  "receive",
  "accept",
  "accept_part",
  "hand_over",
  "report",
  "agree",
  "release",
  "release_part",
  "return",
  "look",
  "withdraw",
  "reopen",
] as const

/** `id` is the act that made it public, `act` what is told: for `look` the decline that was looked through. */
export type Change = { id: number; at: Date; act: OpenAct }

/** What of one request's acts became public, in order. */
export function openChanges(acts: Act[]): Change[] {
  const open = new Map(openActs(acts).map((act) => [act.id, act]))
  return acts.flatMap(({ id, at, kind, settles }) => {
    if (!changeKinds.some((one) => one === kind)) return []
    const act = open.get(kind === "look" ? (settles ?? 0) : id)
    return act ? [{ id, at, act }] : []
  })
}

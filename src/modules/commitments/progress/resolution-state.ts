import { itemStanding } from "./item-standing.ts"
import type { countedOf } from "./progress.store.ts"

type Counted = Awaited<ReturnType<typeof countedOf>>

/** The state of a resolution in numbers of its items that somebody was asked about. */
export type ResolutionState = {
  asked: number
  answered: number
  inWork: number
  reported: number
  released: number
  declined: number
  overdue: number
  /** Not answered for longer than `silentDays`. */
  silent: number
}

const dayMs = 86_400_000
const daysBetween = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs

/** @param today YYYY-MM-DD */
export function resolutionState(requests: Counted, today: string, silentDays: number): ResolutionState {
  const state = { asked: 0, answered: 0, inWork: 0, reported: 0, released: 0, declined: 0, overdue: 0, silent: 0 }
  for (const own of Map.groupBy(requests, (r) => r.itemId).values()) {
    const standing = itemStanding(own, today)
    if (!standing) continue
    const { stage, tone } = standing
    state.asked++
    if (tone !== "silent") state.answered++
    else if (own.some((r) => r.stage === "asked" && daysBetween(r.askedOn, today) > silentDays)) state.silent++
    if (stage === "accepted") state.inWork++
    if (tone === "late") state.overdue++
    if (stage === "reported") state.reported++
    if (stage === "released") state.released++
    if (stage === "declined") state.declined++
  }
  return state
}

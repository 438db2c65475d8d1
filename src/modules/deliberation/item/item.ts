import type { Force } from "../reading/understood.ts"
import type { Theme } from "../theme/theme.ts"

export type Addressee = {
  id: number
  raw: string
  name: string
  role: "lead" | "joint" | "class"
  partyId: number | null
  /** The later act that gave this addressee; null when the text itself names it. */
  directionId: number | null
}

/** An item or a block of an adopted resolution. `text` is as adopted; amendments stand beside it. */
export type Item = {
  id: number
  resolutionId: number
  position: number
  type: "item" | "block"
  path: string
  label: string
  depth: number
  parentId: number | null
  text: string
  force: Force
  deadline: string | null
  term: string
  fromLine: number | null
  toLine: number | null
  expectedResult: string
  removedBy: number | null
  closedAt: Date | null
  closedWhy: string | null
  theme: Theme | null
  addressees: Addressee[]
}

/**
 * Where an item stands today; later modules say more (asked, answered, in work).
 * `struck`: an amendment took it out. `closed`: nothing more should follow. `unaddressed`: nobody is asked yet.
 */
export type ItemState = "struck" | "closed" | "unaddressed" | "unsent"

/** The state that this module knows by itself, without what became of requests. */
export function stateOf(item: Pick<Item, "removedBy" | "closedAt" | "addressees">): ItemState {
  if (item.removedBy) return "struck"
  if (item.closedAt) return "closed"
  return item.addressees.length ? "unsent" : "unaddressed"
}

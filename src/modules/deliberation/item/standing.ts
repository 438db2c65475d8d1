import type { Saying } from "#platform/refusal.ts"
import type { Services } from "#platform/services.ts"
import { ask } from "#platform/slots.ts"
import type { View } from "#platform/view.ts"
import type { Tone } from "#ui/state-mark.tsx"
import { said } from "../labels.ts"
import { type Item, stateOf } from "./item.ts"

export const stages = ["asked", "received", "accepted", "reported", "released", "declined"] as const

/** How far an item has come after its addressees were asked; a date in the params of a saying is `YYYY-MM-DD`. */
export type Standing = { stage: (typeof stages)[number]; tone: Tone; word: Saying; detail?: Saying }
/** By the id of the item; one that nobody was asked for is not in it. */
export type Standings = Map<number, Standing>

declare module "#platform/slots.ts" {
  interface Questions {
    /** How far items have come, asked once for a page. Items that nobody was asked for are absent. */
    "items.standing": { given: { ids: number[] }; answer: Standings }
  }
}

const tones = { struck: "closed", closed: "closed", unaddressed: "silent", unsent: "unsent" } as const

/** Asks for all items of a page at once; blocks have no standing. */
export async function standingsOf(services: Services, items: Pick<Item, "id" | "type">[]): Promise<Standings> {
  const ids = items.filter((item) => item.type === "item").map((item) => item.id)
  return (ids.length > 0 && (await ask(services, "items.standing", { ids }))) || new Map()
}

type Stated = Pick<Item, "id" | "removedBy" | "closedAt" | "addressees">

/** Where an item stands today, in words: what an amendment struck out stays struck out whoever was asked for it. */
export function standingInWords(view: Pick<View, "t" | "locale">, item: Stated, standings: Standings) {
  const standing = item.removedBy ? undefined : standings.get(item.id)
  if (!standing) {
    const state = stateOf(item)
    return { tone: tones[state] as Tone, word: view.t(`item.state.${state}`), detail: undefined }
  }
  const { tone, word, detail } = standing
  return { tone, word: said(view, word), detail: detail && said(view, detail) }
}

import type { CardAnswer } from "#modules/registry/public.ts"

/** When a person last said that the card is right, and the last letter about it; days YYYY-MM-DD. */
export type PersonConfirmation = {
  confirmedOn: string | null
  unconfirmedOn: string | null
  askedOn: string | null
  remindedOn: string | null
  answer: CardAnswer | null
  words: string
  settledAt: Date | null
}

/** What came back by a link and waits for somebody. */
export type WaitingAnswer = { number: number; personId: string; answer: "changed" | "over"; words: string; at: Date }

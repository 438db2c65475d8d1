import { z } from "zod"
import { cardAnswers, confirmationChannels } from "#modules/registry/public.ts"
import type { EventSpec } from "#platform/events.ts"

/** What is announced about confirming cards of people. */
export const confirmationEvents = {
  "person.confirmed": {
    doc: "A person, or the guardian of a minor, said that the card is right: by a letter's link, by changing it, or to the staff.",
    payload: z.object({ channel: z.enum(confirmationChannels) }),
  },
  "person.card_answered": {
    doc: "A person answered by the letter's link that something has changed, or that it takes part no more; it waits for the staff.",
    payload: z.object({ answer: z.enum(cardAnswers) }),
  },
  "person.answer_settled": {
    doc: "Somebody has done what a person wrote by the letter's link.",
    payload: z.object({ answer: z.enum(cardAnswers) }),
  },
  "confirmation.people_round": {
    doc: "A daily round: how many people were asked whether their card is right, how many reminded, how many cards count as not confirmed since today.",
    payload: z.object({ asked: z.number(), reminded: z.number(), unconfirmed: z.number() }),
  },
} satisfies Record<string, EventSpec>

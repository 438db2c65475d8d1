import { z } from "zod"
import { signedIn, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { partyById } from "../party/party.store.ts"
import { lines } from "../party/party-input.ts"
import { insertSuggestion } from "./suggestion.store.ts"

/** Somebody with an account says in words what is wrong on a card. Whoever calls it counts tries. */
export const reportMistake = command({
  name: "party.report_mistake",
  input: z.object({
    id: z.coerce.number().int().positive(),
    words: lines(2000).refine((text) => text !== "", "invalid.required"),
  }),
  permit: signedIn,
  async run({ tx, actor, now, announce }, { id, words }) {
    if (!(await partyById(tx, id))) throw notFound()
    const made = await insertSuggestion(tx, { partyId: id, userId: userIdOf(actor), changes: [], words, at: now })
    await announce({
      name: "suggestion.made",
      subject: { kind: "suggestion", id: made.id },
      payload: { party: id, fields: [], again: false },
    })
    return made
  },
})

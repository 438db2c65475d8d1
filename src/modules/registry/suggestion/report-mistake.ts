import { z } from "zod"
import { userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { notFound } from "#platform/refusal.ts"
import { partyById } from "../party/party.store.ts"
import { email, lines } from "../party/party-input.ts"
import { insertSuggestion } from "./suggestion.store.ts"

/**
 * Somebody says in words what is wrong on a card; a visitor may leave an address for the answer. Whoever calls it counts
 * tries and, of visitors, asks whether it is a person.
 */
export const reportMistake = command({
  name: "party.report_mistake",
  input: z.object({
    id: z.coerce.number().int().positive(),
    words: lines(2000).refine((text) => text !== "", "invalid.required"),
    email: email.default(""),
  }),
  permit: () => true,
  async run({ tx, actor, now, announce }, { id, words, email }) {
    if (!(await partyById(tx, id))) throw notFound()
    const userId = userIdOf(actor)
    const given = { partyId: id, userId, changes: [], words, at: now, email: userId ? "" : email }
    const made = await insertSuggestion(tx, given)
    await announce({
      name: "suggestion.made",
      subject: { kind: "suggestion", id: made.id },
      payload: { party: id, fields: [], again: false },
    })
    return made
  },
})

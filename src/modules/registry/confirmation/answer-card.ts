import { z } from "zod"
import { type CommandContext, command } from "#platform/command.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { site } from "#platform/site.ts"
import { type Party, partyForUpdate } from "../party/party.store.ts"
import { suggestionInput } from "../suggestion/suggest-changes.ts"
import { insertSuggestion, valuesNow } from "../suggestion/suggestion.store.ts"
import { changesWanted, type SuggestedChange, type Values } from "../suggestion/suggestion.ts"
import { markConfirmed } from "./confirm-card.ts"
import { saveAnswer } from "./confirmation.store.ts"
import { answers } from "./confirmation.ts"
import { openLetter } from "./open-letter.ts"

const { logo: _, logoAlt: __, ...texts } = suggestionInput

/** Puts before the staff what came by a link, as what representatives send. */
async function putForward(ctx: CommandContext, party: Party, changes: SuggestedChange[], words: string) {
  const { id } = await insertSuggestion(ctx.tx, { partyId: party.id, userId: null, changes, words, at: ctx.now })
  await ctx.announce({
    name: "suggestion.made",
    subject: { kind: "suggestion", id },
    payload: { party: party.id, fields: changes.map(({ field }) => field), again: false },
  })
}

/**
 * Whoever holds the link of a letter answers it once: the card is right, should read otherwise, or the organisation is
 * no more. Only the first is written at once; the others wait for a coordinator.
 */
export const answerCard = command({
  name: "party.answer_card",
  input: z.object({
    token: z.string().max(100),
    answer: z.enum(answers, { error: "invalid.choice" }),
    ...texts,
    site,
  }),
  permit: () => true,
  async run(ctx, { token, answer, words, directions, site: { secret, today, say }, ...typed }) {
    const { tx, now } = ctx
    const found = await openLetter(tx, secret, token, now)
    if (found === "unknown") throw notFound()
    if (typeof found === "string") throw new Refusal(410, `confirmation.closed.${found}`)
    const party = (await partyForUpdate(tx, found.party.id))!
    const { values } = await valuesNow(tx, party)
    const wanted: Partial<Values> = {
      ...Object.fromEntries(Object.entries(typed).filter(([, text]) => text !== undefined)),
      ...(directions && { directions: [...directions].sort((a, b) => a - b).join(",") }),
    }
    const changes = answer === "changed" ? changesWanted(values, wanted) : []
    if (answer === "changed" && !changes.length && !words)
      throw new InvalidInput({ "": { key: "confirmation.nothing" } })
    if (answer === "right") {
      if (found.letter.answer) throw new Refusal(409, "confirmation.answered_already")
      await markConfirmed(ctx, party.id, { on: today, channel: "link" })
      return { id: party.id }
    }
    if (!(await saveAnswer(tx, party.id, answer, now))) throw new Refusal(409, "confirmation.answered_already")
    const said = say(`confirmation.words.${answer}`, { email: found.letter.email })
    await putForward(ctx, party, changes, [said, words].filter(Boolean).join("\n"))
    return { id: party.id }
  },
})

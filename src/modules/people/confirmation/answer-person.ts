import { z } from "zod"
import { cardAnswers, lines, linkDays } from "#modules/registry/public.ts"
import { command } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { InvalidInput, notFound, Refusal } from "#platform/refusal.ts"
import { claimedHolder } from "#platform/session/bearer-link.ts"
import { type LinkState, linkState } from "#platform/session/link-state.ts"
import { site } from "#platform/site.ts"
import { type Person, personById, personForUpdate } from "../person/person.store.ts"
import { isMinor } from "../person/person.ts"
import { markConfirmed } from "./confirm-person.ts"
import { letterByNumber, saveAnswer } from "./confirmation.store.ts"

export type Letter = NonNullable<Awaited<ReturnType<typeof letterByNumber>>>

/**
 * What the link of a letter opens now. A guardian's closes with the 18th birthday.
 * @param today YYYY-MM-DD
 */
export async function openLetter(
  db: Db,
  { secret, token, now, today }: { secret: string; token: string; now: Date; today: string },
): Promise<{ number: number; letter: Letter; person: Person } | Exclude<LinkState, "open">> {
  const number = claimedHolder(token)
  const letter = number === null ? undefined : await letterByNumber(db, number)
  const holder = letter && {
    id: number!,
    generation: letter.generation,
    expiresAt: new Date(Date.parse(letter.askedOn) + linkDays * 86_400_000),
    revokedAt: null,
  }
  const state = linkState(secret, "own-card", token, holder, now)
  if (state !== "open") return state
  const person = letter && (await personById(db, letter.personId))
  if (!letter || !person) return "unknown"
  return letter.guardianId !== null && !isMinor(person.birthOn, today) ? "revoked" : { number: number!, letter, person }
}

/** Whoever holds the link of a letter answers it once; what has changed and who is there no more waits for the staff. */
export const answerPerson = command({
  name: "person.answer_card",
  input: z.object({
    token: z.string().max(100),
    answer: z.enum(cardAnswers, { error: "invalid.choice" }),
    words: lines(2000).default(""),
    site,
  }),
  permit: () => true,
  async run(ctx, { token, answer, words, site: { secret, today } }) {
    const { tx, now, announce } = ctx
    const found = await openLetter(tx, { secret, token, now, today })
    if (found === "unknown") throw notFound()
    if (typeof found === "string") throw new Refusal(410, `confirmation.closed.${found}`)
    const { id } = found.person
    await personForUpdate(tx, id)
    if (answer === "changed" && !words) throw new InvalidInput({ words: { key: "invalid.required" } })
    if (!(await saveAnswer(tx, id, { answer, words, at: now }))) throw new Refusal(409, "confirmation.answered_already")
    if (answer === "right") await markConfirmed(ctx, id, { on: today, channel: "link" })
    else await announce({ name: "person.card_answered", subject: { kind: "person", id }, payload: { answer } })
    return { id }
  },
})

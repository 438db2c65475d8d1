import { z } from "zod"
import { signedIn, staffSomewhere } from "#platform/actor.ts"
import { type CommandContext, command } from "#platform/command.ts"
import { moveAttachments, removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { markConfirmed } from "../confirmation/confirm-card.ts"
import { setDirections } from "../direction/set-directions.ts"
import { editParty } from "../party/edit-party.ts"
import { type Party, partyForUpdate } from "../party/party.store.ts"
import { line } from "../party/party-input.ts"
import { keptParty } from "../profile/kept-party.ts"
import { type Profile, profileFields } from "../profile/profile.ts"
import { writeDescription } from "../profile/write-description.ts"
import { isAuthor } from "./suggestion.policy.ts"
import { closeSuggestion, lockSuggestion, type Suggestion, suggestionById, valuesNow } from "./suggestion.store.ts"
import { type SuggestedChange, stateAfter, suggestedFields } from "./suggestion.ts"

/** Writes what was accepted onto the card, as its keeper would. */
async function apply(ctx: CommandContext, party: Party, id: number, accepted: SuggestedChange[]): Promise<void> {
  const { name, shortName, site, directions, logo, ...rest } = Object.fromEntries(
    accepted.map(({ field, after }) => [field, after]),
  )
  const card = {
    ...(name && { name }),
    ...(shortName !== undefined && { shortName }),
    ...(site !== undefined && { site }),
  }
  if (Object.keys(card).length) await editParty.run(ctx, { id: party.id, ...card })
  if (directions !== undefined)
    await setDirections.run(ctx, { id: party.id, directions: directions.split(",").filter(Boolean).map(Number) })
  const subject = { kind: "party", id: party.id }
  if (logo) await moveAttachments(ctx.tx, [logo], { kind: "suggestion", id }, subject)
  const profile: Partial<Profile> = { ...rest, ...(logo !== undefined && { logo: logo || null }) }
  if (!profileFields.some((field) => field in profile)) return
  const now = (await partyForUpdate(ctx.tx, party.id)) ?? party
  await writeDescription(ctx, now, profile, { logoIsHere: true })
}

async function waitingOne(ctx: CommandContext, found: Suggestion | undefined): Promise<Suggestion> {
  if (!found) throw notFound()
  await lockSuggestion(ctx.tx, found.id)
  const locked = await suggestionById(ctx.tx, found.id)
  if (locked?.state !== "waiting") throw new Refusal(409, "suggestion.closed_already")
  return locked
}

/**
 * A coordinator accepts a suggestion whole or field by field, or returns it with a remark; a report of a mistake is
 * accepted by `done`. `seen` is what the page said of the card: when it has changed since, nothing happens.
 */
export const decideSuggestion = command({
  name: "suggestion.decide",
  input: z.object({
    id: z.coerce.number().int().positive(),
    accept: z.array(z.enum(suggestedFields)).default([]),
    done: z.boolean().default(false),
    remark: line(1000).default(""),
    seen: z.string().optional(),
  }),
  permit: staffSomewhere,
  async run(ctx, { id, accept, done, remark, seen }) {
    const { tx, now, announce } = ctx
    const found = await suggestionById(tx, id)
    if (!found) throw notFound()
    const party = await keptParty(ctx, found.partyId)
    const suggestion = await waitingOne(ctx, found)
    if (seen !== undefined && seen !== (await valuesNow(tx, party)).seen)
      throw new Refusal(409, "suggestion.card_changed")
    const accepted = suggestion.changes.filter(({ field }) => accept.includes(field))
    const of = suggestion.changes.length
    const state = of ? stateAfter(accepted.length, of) : stateAfter(done ? 1 : 0, 1)
    if (state !== "accepted" && !remark) throw new InvalidInput({ remark: { key: "suggestion.remark_wanted" } })
    await apply(ctx, party, id, accepted)
    await removeAttachmentsOf(tx, { kind: "suggestion", id }, now)
    await closeSuggestion(tx, id, { state, remark, accepted: accepted.map(({ field }) => field), at: now })
    if (of && state !== "returned")
      await markConfirmed(ctx, party.id, { on: now.toISOString().slice(0, 10), channel: "changes" })
    await announce({
      name: "suggestion.decided",
      subject: { kind: "suggestion", id },
      payload: { party: party.id, state, fields: accepted.map(({ field }) => field) },
    })
    return { state, partyId: party.id }
  },
})

/** Whoever sent a suggestion takes it back while it waits. */
export const withdrawSuggestion = command({
  name: "suggestion.withdraw",
  input: z.object({ id: z.coerce.number().int().positive() }),
  permit: signedIn,
  async run(ctx, { id }) {
    const found = await suggestionById(ctx.tx, id)
    if (!found) throw notFound()
    if (!isAuthor(ctx.actor, found)) throw notAllowed()
    await waitingOne(ctx, found)
    await removeAttachmentsOf(ctx.tx, { kind: "suggestion", id }, ctx.now)
    await closeSuggestion(ctx.tx, id, { state: "withdrawn", remark: "", accepted: [], at: ctx.now })
    const payload = { party: found.partyId }
    await ctx.announce({ name: "suggestion.withdrawn", subject: { kind: "suggestion", id }, payload })
  },
})

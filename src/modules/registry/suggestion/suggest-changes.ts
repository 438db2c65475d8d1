import { z } from "zod"
import { holdsSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { claimAttachments, removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import { InvalidInput, notAllowed, notFound } from "#platform/refusal.ts"
import { markConfirmed } from "../confirmation/confirm-card.ts"
import { represents } from "../party/party.policy.ts"
import { partyForUpdate } from "../party/party.store.ts"
import { lines, partyFields } from "../party/party-input.ts"
import { profileFields } from "../profile/profile.ts"
import { profileInput } from "../profile/profile-input.ts"
import { writeDescription } from "../profile/write-description.ts"
import { closeSuggestion, insertSuggestion, ownWaiting, updateSuggestion, valuesNow } from "./suggestion.store.ts"
import { changesWanted, type SuggestedChange, type Values } from "./suggestion.ts"

export const suggestionInput = {
  ...profileInput,
  name: partyFields.name.optional(),
  shortName: partyFields.shortName.unwrap().optional(),
  site: partyFields.site.unwrap().optional(),
  directions: z.array(z.coerce.number().int()).max(100).optional(),
  words: lines(1000).default(""),
}

const isOfProfile = ({ field }: SuggestedChange) => (profileFields as readonly string[]).includes(field)

/**
 * What a representative wants of its card: nothing public changes until a coordinator says so, but for texts of a
 * trusted one. What the same person has waiting for this card is replaced.
 *
 * @returns the suggestion that waits, null where nothing does any more
 * @throws InvalidInput when nothing would become other
 */
export const suggestChanges = command({
  name: "party.suggest",
  input: z.object({ id: z.number().int().positive(), ...suggestionInput }),
  permit: (actor) => holdsSomewhere(actor, ["representative"]),
  async run(ctx, { id, words, directions, logo, ...texts }) {
    const { tx, actor, now, announce } = ctx
    const party = await partyForUpdate(tx, id)
    if (!party) throw notFound()
    const userId = userIdOf(actor)
    if (!userId || !represents(actor, party)) throw notAllowed()
    const { values, trusted } = await valuesNow(tx, party)
    const waiting = await ownWaiting(tx, id, userId)
    const kept = waiting?.changes.find(({ field }) => field === "logo")
    const wanted: Partial<Values> = {
      ...Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined)),
      ...(directions && { directions: [...directions].sort((a, b) => a - b).join(",") }),
      ...(logo === undefined ? kept && { logo: kept.after } : { logo: logo ?? "" }),
    }
    const all = changesWanted(values, wanted)
    const atOnce = trusted ? all.filter(isOfProfile) : []
    const changes = all.filter((change) => !atOnce.includes(change))
    if (!all.length && !waiting) throw new InvalidInput({ "": { key: "suggestion.nothing" } })
    if (atOnce.length) {
      const given = Object.fromEntries(
        atOnce.map(({ field, after }) => [field, field === "logo" ? after || null : after]),
      )
      await writeDescription(ctx, party, given)
      if (!changes.length) await markConfirmed(ctx, id, { on: now.toISOString().slice(0, 10), channel: "changes" })
    }
    if (!changes.length) {
      if (waiting) await closeSuggestion(tx, waiting.id, { state: "withdrawn", remark: "", accepted: [], at: now })
      return { id: null, published: atOnce.length }
    }
    const suggestion = waiting ?? (await insertSuggestion(tx, { partyId: id, userId, changes, words, at: now }))
    if (waiting) await updateSuggestion(tx, waiting.id, changes, words, now)
    const picture = changes.find(({ field }) => field === "logo")?.after
    const subject = { kind: "suggestion", id: suggestion.id }
    if (kept?.after && kept.after !== picture) await removeAttachmentsOf(tx, subject, now, [kept.after])
    if (picture && picture !== kept?.after) await claimAttachments(tx, [picture], subject)
    await announce({
      name: "suggestion.made",
      subject,
      payload: { party: id, fields: changes.map(({ field }) => field), again: Boolean(waiting) },
    })
    return { id: suggestion.id, published: atOnce.length }
  },
})

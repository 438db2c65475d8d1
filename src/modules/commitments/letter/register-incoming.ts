import { z } from "zod"
import { partyByName, territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { takeNumbers } from "#platform/counter.ts"
import { claimAttachments } from "#platform/files/attachment.store.ts"
import { InvalidInput, notAllowed, notFound, Refusal, type Saying } from "#platform/refusal.ts"
import { site } from "../site.ts"
import { storedFiles } from "./attach-files.ts"
import { canReadLetters } from "./letter.policy.ts"
import { insertLetters, lockLetter, setReplied } from "./letter.store.ts"
import type { RegisteredLetter } from "./register.store.ts"

export const line = z.string().trim().max(500, { error: "invalid.too_long" }).default("")
export const words = z.string().trim().max(50_000, { error: "invalid.too_long" }).default("")

export const incomingFields = {
  /** Who writes; absent in a reply: whom we wrote to. */
  sender: line,
  theirNumber: line,
  /** The date of their letter and the day when it came, YYYY-MM-DD. */
  theirDate: z.iso.date({ error: "invalid.date" }).nullable().default(null),
  dated: z.iso.date({ error: "invalid.date" }),
  subject: line,
  body: words,
  files: storedFiles,
}
type Incoming = z.output<z.ZodObject<typeof incomingFields>> & { site: { today: string } }

/** Whether a reply can come to a letter: one that we sent, or one that an addressee of ours wrote to a third body. */
export const mayBeAnswered = (letter: Pick<RegisteredLetter, "direction" | "kind">): boolean =>
  letter.direction === "out" || letter.kind === "third_body"

function troublesOf(input: Incoming, isReply: boolean): Record<string, Saying> {
  const troubles: Record<string, Saying> = {}
  if (!isReply && !input.sender) troubles.sender = { key: "invalid.required" }
  if (!input.body && !input.files.length) troubles.body = { key: "incoming.nothing" }
  if (input.dated > input.site.today) troubles.dated = { key: "incoming.future" }
  if (input.theirDate && input.theirDate > input.site.today) troubles.theirDate = { key: "incoming.future" }
  return troubles
}

/**
 * Registers a letter that came: our own number in the year's series of incoming ones beside theirs. With `replyTo` it
 * answers that letter, which then is no longer awaited.
 *
 * @returns its id and its number
 */
export const registerIncoming = command({
  name: "letter.register_incoming",
  input: z.object({
    ...incomingFields,
    replyTo: z.coerce.number().int().nullable().default(null),
    /** Whose letter it is, where it answers none. */
    territoryId: z.coerce.number().int().nullable().default(null),
    site,
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, input) {
    const original = input.replyTo === null ? null : await lockLetter(tx, input.replyTo)
    if (original === undefined) throw notFound()
    const territoryId = original ? original.territoryId : input.territoryId
    if (!canReadLetters(actor, await territoryScopes(tx, territoryId))) throw notAllowed()
    if (original && !mayBeAnswered(original)) throw new Refusal(409, "incoming.refusal.in")
    const troubles = troublesOf(input, original !== null)
    if (Object.keys(troubles).length) throw new InvalidInput(troubles)
    const addressee = input.sender || original!.addressee
    const party = await partyByName(tx, addressee)
    const year = Number(input.dated.slice(0, 4))
    const number = await takeNumbers(tx, `incoming ${year}`, 1)
    const [id] = await insertLetters(
      tx,
      [
        {
          direction: "in",
          kind: "reply",
          resolutionId: original?.resolutionId ?? null,
          recipientId: original?.recipientId ?? null,
          requestId: original?.requestId ?? null,
          itemId: original?.itemId ?? null,
          territoryId,
          partyId: party?.id ?? null,
          addressee,
          year,
          number,
          numberText: String(number),
          dated: input.dated,
          subject: input.subject || original?.subject || "",
          body: input.body,
          theirNumber: input.theirNumber,
          theirDate: input.theirDate,
          replyTo: original?.id ?? null,
          items: [],
        },
      ],
      { now, userId: userIdOf(actor) },
    )
    if (original) await setReplied(tx, original.id, id!)
    await claimAttachments(tx, input.files, { kind: "letter", id: id! })
    await announce({
      name: "letter.received",
      subject: { kind: "letter", id: id! },
      payload: { replyTo: original?.id ?? null, request: original?.requestId ?? null },
    })
    return { id: id!, number: String(number) }
  },
})

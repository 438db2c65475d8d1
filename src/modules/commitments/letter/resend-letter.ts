import { z } from "zod"
import { numberOf, resolutionById } from "#modules/deliberation/public.ts"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { queueMail } from "#platform/delivery/queue-mail.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { requestMail } from "../recipient/mail-request.ts"
import { keepRecipient, recipientById } from "../recipient/recipient.store.ts"
import { isEmail } from "../sending/email.ts"
import { site } from "../site.ts"
import { canReadLetters } from "./letter.policy.ts"
import { lockLetter, setMail } from "./letter.store.ts"
import { mayGoAgain, waysOf } from "./letter-words.ts"
import { loadLetterhead } from "./letterhead.store.ts"

/**
 * Sends a request's letter again, by its old number, when it could not be delivered; to another address, which the
 * recipient then keeps, when one is given. The text is made anew: what held a link was erased from the outbox.
 */
export const resendLetter = command({
  name: "letter.resend",
  input: z.object({
    id: z.coerce.number().int(),
    email: z
      .string()
      .trim()
      .refine((text) => text === "" || isEmail(text), "invalid.email")
      .default(""),
    site,
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, input) {
    const letter = await lockLetter(tx, input.id)
    if (!letter) throw notFound()
    if (!canReadLetters(actor, await territoryScopes(tx, letter.territoryId))) throw notAllowed()
    if (letter.kind !== "request" || letter.recipientId === null || letter.resolutionId === null || !letter.mailId)
      throw new Refusal(409, "letter.refusal.paper")
    if (!mayGoAgain((await waysOf(tx, [letter])).get(letter.id)!)) throw new Refusal(409, "letter.refusal.under_way")
    const recipient = await recipientById(tx, letter.recipientId)
    if (!recipient || recipient.revokedAt || recipient.expiresAt <= now)
      throw new Refusal(409, "letter.refusal.no_link")
    const email = input.email || recipient.email
    if (!email) throw new InvalidInput({ email: { key: "invalid.required" } })
    if (email !== recipient.email) await keepRecipient(tx, input.site.secret, { ...recipient, email }, now)
    const resolution = await resolutionById(tx, letter.resolutionId)
    if (!resolution) throw notFound()
    const mail = requestMail(input.site, await loadLetterhead(tx, letter.territoryId), {
      recipient: { ...recipient, email },
      resolution: { title: resolution.title, date: resolution.heldOn },
      items: letter.items.map((item) => ({ number: numberOf(item), text: item.text })),
    })
    await setMail(tx, letter.id, await queueMail(tx, mail, now))
    await announce({ name: "letter.resent", subject: { kind: "letter", id: letter.id } })
    return {}
  },
})

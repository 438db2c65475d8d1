import { z } from "zod"
import { territoryScopes } from "#modules/registry/public.ts"
import { staffSomewhere, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { InvalidInput, notAllowed, notFound, Refusal } from "#platform/refusal.ts"
import { canAsk } from "../request/request.policy.ts"
import { site } from "../site.ts"
import { lockReportRecipient, sendingById, writeReceipt } from "./sending.store.ts"

export const receiptChannels = ["paper", "phone", "email", "meeting"] as const
const line = z.string().trim().max(500, { error: "invalid.too_long" }).default("")

/** The coordinator enters that a report was received, as it was told: when, how, by whom, under which number of theirs. */
export const noteReceipt = command({
  name: "execution.note_receipt",
  input: z.object({
    id: z.coerce.number().int(),
    onDay: z.iso.date({ error: "invalid.date" }),
    channel: z.enum(receiptChannels, { error: "invalid.choice" }),
    name: line,
    post: line,
    theirNumber: line,
    site,
  }),
  permit: staffSomewhere,
  async run({ tx, actor, now, announce }, input) {
    const recipient = await lockReportRecipient(tx, input.id)
    const sending = recipient && (await sendingById(tx, recipient.sendingId))
    if (!recipient || !sending) throw notFound()
    if (!canAsk(actor, await territoryScopes(tx, sending.territoryId))) throw notAllowed()
    if (recipient.receivedOn) throw new Refusal(409, "execution.refusal.received")
    const { onDay, channel: by, name, post, theirNumber } = input
    if (onDay > input.site.today) throw new InvalidInput({ onDay: { key: "request.invalid.future" } })
    if (onDay < sending.dated) throw new InvalidInput({ onDay: { key: "execution.invalid.before" } })
    const receipt = { on: onDay, at: now, by, name, post, theirNumber, notedBy: userIdOf(actor) }
    await writeReceipt(tx, recipient.id, receipt)
    await announce({
      name: "execution.received",
      subject: { kind: "resolution", id: sending.resolutionId },
      payload: { sending: sending.id, recipient: recipient.id, by },
    })
    return { sending: sending.id }
  },
})

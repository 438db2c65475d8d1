import { z } from "zod"
import { command } from "#platform/command.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import { site } from "../site.ts"
import { receiptHolder } from "./receipt-link.ts"
import { lockReportRecipient, sendingById, writeReceipt } from "./sending.store.ts"

const line = z.string().trim().max(500, { error: "invalid.too_long" }).default("")

/**
 * «Получили»: whoever holds the link of a report confirms that it came. The link is the right to do so; a second time
 * changes nothing.
 *
 * @throws Refusal 404 when the link was never given out, 410 when its time is over
 */
export const confirmReceipt = command({
  name: "execution.confirm_receipt",
  input: z.object({ token: z.string().max(100), name: line, post: line, site }),
  permit: () => true,
  async run({ tx, now, announce }, { token, name, post, site }) {
    const id = receiptHolder(site.secret, token)
    const recipient = id === null ? undefined : await lockReportRecipient(tx, id)
    if (!recipient) throw notFound()
    if (recipient.receivedOn) return { receivedOn: recipient.receivedOn }
    if (recipient.expiresAt <= now) throw new Refusal(410, "execution.refusal.expired")
    const receipt = { on: site.today, at: now, by: "link" as const, name, post, theirNumber: "", notedBy: null }
    await writeReceipt(tx, recipient.id, receipt)
    const { resolutionId } = (await sendingById(tx, recipient.sendingId))!
    await announce({
      name: "execution.received",
      subject: { kind: "resolution", id: resolutionId },
      payload: { sending: recipient.sendingId, recipient: recipient.id, by: "link" },
    })
    return { receivedOn: site.today }
  },
})

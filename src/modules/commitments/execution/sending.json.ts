import { z } from "@hono/zod-openapi"
import type { Ctx } from "#platform/http/env.ts"
import { waysOf } from "../letter/letter-words.ts"
import { receiptChannels } from "./note-receipt.ts"
import { reportAddress } from "./report-address.ts"
import { type ReportRecipient, recipientsOfSendings, type Sending } from "./sending.store.ts"

const states = ["queued", "sending", "sent", "kept", "failed", "paper", "gone"] as const

/** A report that was sent, in the API of the staff. */
export const sendingCard = z
  .object({
    id: z.int(),
    on: z.iso.date(),
    dated: z.iso.date(),
    text: z.string(),
    url: z.url().openapi({ description: "The report as it was sent" }),
    recipients: z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        email: z.string(),
        number: z.string().openapi({ description: "Outgoing" }),
        mail: z.enum(states).openapi({ description: "`paper`: printed; `gone`: longer ago than the outbox remembers" }),
        received: z
          .object({
            on: z.iso.date(),
            by: z.enum(["link", ...receiptChannels]),
            name: z.string(),
            post: z.string(),
            theirNumber: z.string(),
          })
          .nullable(),
      }),
    ),
  })
  .openapi("ReportSending")

/** Sendings with their recipients, asked once for all of them. */
export async function sendingsJson(c: Ctx, sendings: Sending[]): Promise<z.output<typeof sendingCard>[]> {
  const { db, baseUrl } = c.var.services
  const recipients = await recipientsOfSendings(
    db,
    sendings.map(({ id }) => id),
  )
  const ways = await waysOf(db, recipients)
  const own = Map.groupBy(recipients, (one) => one.sendingId)
  return sendings.map(({ id, on, dated, text, known, recipientId, resolutionId }) => ({
    ...{ id, on, dated, text },
    url: baseUrl + reportAddress(resolutionId, { on, known, recipientId }),
    recipients: (own.get(id) ?? []).map((one) => ({
      ...{ id: one.id, name: one.name, email: one.email, number: one.numberText ?? "" },
      mail: ways.get(one.id)!.state,
      received: receiptOf(one),
    })),
  }))
}

const receiptOf = ({ receivedOn: on, receivedBy: by, receiverName, receiverPost, theirNumber }: ReportRecipient) =>
  on && by ? { on, by, name: receiverName, post: receiverPost, theirNumber } : null

import { z } from "@hono/zod-openapi"
import { deliveryStates } from "../tables.ts"
import type { Delivery } from "./delivery.store.ts"
import { messageId } from "./payload.ts"

export const deliveryShape = z
  .object({
    id: z.int(),
    messageId: z.string().openapi({ description: "The header webhook-id, the same at every attempt" }),
    event: z.object({ id: z.int(), name: z.string() }),
    createdAt: z.iso.datetime(),
    state: z.enum(deliveryStates),
    attempts: z.int(),
    triedAt: z.iso.datetime().nullable(),
    status: z.int().nullable().openapi({ description: "HTTP status of the last answer" }),
    error: z.string().nullable().openapi({ description: "Why the last attempt got no answer" }),
    answer: z.string().nullable().openapi({ description: "Its first 500 characters" }),
  })
  .openapi("WebhookDelivery")

export const deliveryJson = (row: Delivery): z.output<typeof deliveryShape> => ({
  id: row.id,
  messageId: messageId(row),
  event: { id: row.event_id, name: row.event },
  createdAt: row.created_at.toISOString(),
  state: row.state,
  attempts: row.attempts,
  triedAt: row.tried_at?.toISOString() ?? null,
  status: row.status,
  error: row.error,
  answer: row.answer,
})

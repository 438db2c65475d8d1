import type { ColumnType, Generated } from "kysely"

export const deliveryStates = ["waiting", "delivered", "failed"] as const
/** `waiting`: for its first attempt or the next one. `failed`: there will be no other by itself. */
export type DeliveryState = (typeof deliveryStates)[number]

export interface WebhookTable {
  id: Generated<number>
  name: string
  url: string
  /** Names of events; null is every one, also those that later releases bring. */
  events: string[] | null
  created_at: Date
  created_by: string | null
}
/** A time in which a webhook is on; the one without an end is now. */
export interface WebhookOnTable {
  id: Generated<number>
  webhook_id: number
  from_at: Date
  from_by: string | null
  until_at: Date | null
  until_by: string | null
  /** `gone`: the receiver answered 410. Null where a person did it. */
  reason: string | null
}
export interface WebhookSecretTable {
  id: Generated<number>
  webhook_id: number
  sealed: Buffer
  made_at: Date
  made_by: string | null
  /** A secret that was replaced signs beside the new one until then. */
  until_at: Date | null
}
export interface WebhookDeliveryTable {
  id: Generated<number>
  /** Of the header webhook-id: the same at every attempt. */
  message: Generated<string>
  event_id: number
  webhook_id: number
  state: ColumnType<DeliveryState, DeliveryState | undefined>
  attempts: ColumnType<number, number | undefined>
  created_at: Date
  tried_at: Date | null
  status: number | null
  error: string | null
  answer: string | null
}

declare module "#platform/db.ts" {
  interface Tables {
    "platform.webhook": WebhookTable
    "platform.webhook_on": WebhookOnTable
    "platform.webhook_secret": WebhookSecretTable
    "platform.webhook_delivery": WebhookDeliveryTable
  }
}

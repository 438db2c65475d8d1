import { z } from "zod"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import type { DeliveryState } from "../tables.ts"
import { secretsInForce } from "../webhook/secret.store.ts"
import { openSecret, signatureOf } from "../webhook/secret.ts"
import { switchWebhook } from "../webhook/switch-webhook.ts"
import { findDelivery, type WholeDelivery } from "./delivery.store.ts"
import { bodyOf, messageId } from "./payload.ts"
import { type Outcome, post } from "./post.ts"
import "../tables.ts"

/** With the queue's growing pauses (e, e², e³ … up to e¹⁰ seconds) twelve attempts take about sixteen hours. */
const enough = 12
const patience = 10_000
/** No other attempt will end otherwise. */
const hopeless = ["private", "unreadable_secret"]

/** One attempt, signed after Standard Webhooks with every secret in force. */
async function attempt({ db, config, clock, secret }: Services, delivery: WholeDelivery): Promise<Outcome> {
  const now = clock.now()
  const sealed = await secretsInForce(db, delivery.webhook_id, now)
  let secrets: string[]
  try {
    secrets = sealed.map((row) => openSecret(secret, row.sealed, delivery.webhook_id))
  } catch {
    return { error: "unreadable_secret" }
  }
  const id = messageId(delivery)
  const at = Math.floor(now.getTime() / 1000)
  const body = bodyOf(delivery)
  const headers = {
    "User-Agent": "Farvater",
    "webhook-id": id,
    "webhook-timestamp": String(at),
    "webhook-signature": signatureOf(secrets, id, at, body),
  }
  return post(delivery.url, headers, body, { privateToo: config.WEBHOOKS_PRIVATE === "yes", patience })
}

function stateAfter(outcome: Outcome, attempts: number): DeliveryState {
  if ("status" in outcome && outcome.status >= 200 && outcome.status < 300) return "delivered"
  const final = "error" in outcome ? hopeless.includes(outcome.error) : outcome.status === 410
  return final || attempts >= enough ? "failed" : "waiting"
}

/** Sends a delivery that waits. 410 switches its webhook off; whatever else is no success is tried again for a while. */
export async function sendDelivery(services: Services, id: number): Promise<void> {
  const { db, clock, listeners } = services
  const delivery = await findDelivery(db, id)
  if (delivery?.state !== "waiting") return
  const outcome = await attempt(services, delivery)
  const attempts = delivery.attempts + 1
  const state = stateAfter(outcome, attempts)
  await db
    .updateTable("platform.webhook_delivery")
    .set({ state, attempts, tried_at: clock.now(), status: null, error: null, answer: null, ...outcome })
    .where("id", "=", id)
    .where("state", "=", "waiting")
    .execute()
  if ("status" in outcome && outcome.status === 410) {
    const caller = { db, clock, listeners, actor: system("webhooks") }
    await perform(switchWebhook, caller, { id: delivery.webhook_id, on: false, reason: "gone" })
  }
  // The queue tries again later what fails.
  if (state === "waiting") throw new Error(`webhook ${delivery.webhook_id}: ${Object.values(outcome)[0]}`)
}

/** A receiver that hangs must not hold up letters and other receivers: so many at once, and one of each webhook. */
const most = 2
const underWay: number[] = []

export const webhookJob: Job = {
  name: "webhook",
  busy: () => (underWay.length >= most ? ["webhook"] : underWay.map((webhook) => `webhook:${webhook}`)),
  async run(services, payload) {
    const { id, webhook } = z.object({ id: z.int(), webhook: z.int() }).parse(payload)
    underWay.push(webhook)
    try {
      await sendDelivery(services, id)
    } finally {
      underWay.splice(underWay.indexOf(webhook), 1)
    }
  },
}

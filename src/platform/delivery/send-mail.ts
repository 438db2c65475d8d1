import { z } from "zod"
import type { Db } from "#platform/db.ts"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import { attempt } from "./attempt.ts"
import { composeMessage } from "./compose-message.ts"
import type { MailState } from "./tables.ts"

/** With the queue's growing pauses (e, e², e³ … seconds) ten attempts take about ten hours. */
const enough = 10

/**
 * Sends one letter of the outbox, or keeps it where there is no SMTP_URL. A letter that was sent is not sent again; one
 * that goes at most once is not tried again either where nobody knows how an attempt ended.
 *
 * @throws what was in the way, for the queue to try again
 */
export async function sendMail(services: Services, id: number): Promise<void> {
  const { db, config, clock } = services
  const mail = await db
    .selectFrom("platform.outgoing_mail")
    .selectAll()
    .where("id", "=", id)
    .where("state", "in", ["queued", "kept", "sending"])
    .executeTakeFirst()
  if (!mail) return
  if (mail.state === "sending") return settle(db, id, "failed", "unsure")
  if (!config.SMTP_URL) return settle(db, id, "kept")
  const attempts = mail.attempts + 1
  if (mail.expires_at && mail.expires_at < clock.now()) return settle(db, id, "failed", "expired", { attempts })
  const message = await composeMessage(services, mail)
  if (!message) return settle(db, id, "failed", "file_missing")
  if (mail.once) await settle(db, id, "sending", null, { attempts })
  const result = await attempt(config.SMTP_URL, message)
  if (result.ended === "sent")
    return settle(db, id, "sent", null, {
      attempts,
      sent_at: clock.now(),
      ...(mail.holds_secret && { body_text: "" }),
    })
  if (result.ended === "unsure" && mail.once) return settle(db, id, "failed", "unsure", { attempts })
  const over = result.ended === "refused" || attempts >= enough
  await settle(db, id, over ? "failed" : "queued", result.error.message, { attempts })
  if (!over) throw result.error
}

type More = { attempts?: number; sent_at?: Date; body_text?: string }
const settle = async (db: Db, id: number, state: MailState, error: string | null = null, more: More = {}) => {
  await db
    .updateTable("platform.outgoing_mail")
    .set({ state, error, ...more })
    .where("id", "=", id)
    .execute()
}

export const mailJob: Job = {
  name: "mail",
  run: (services, payload) => sendMail(services, z.object({ id: z.int() }).parse(payload).id),
}

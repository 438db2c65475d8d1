import { createTransport } from "nodemailer"
import { z } from "zod"
import type { Job } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"
import type { MailState } from "./tables.ts"

/** With the queue's growing pauses (e, e², e³ … seconds) ten attempts take about ten hours. */
const enough = 10

type Outcome = { state: MailState; error?: string; again?: Error }

/** One attempt over SMTP; an answer of 5xx is final (RFC 5321, 4.2.1), everything else is tried again. */
async function attempt(
  url: string,
  message: Parameters<ReturnType<typeof createTransport>["sendMail"]>[0],
): Promise<Outcome> {
  const transport = createTransport(url, {
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  } as never)
  try {
    await transport.sendMail(message)
    return { state: "sent" }
  } catch (err) {
    const error = err as Error & { responseCode?: number }
    const final = error.responseCode !== undefined && error.responseCode >= 500
    return { state: final ? "failed" : "queued", error: error.message, again: error }
  } finally {
    transport.close()
  }
}

/** Sends one letter of the outbox, or keeps it where there is no SMTP_URL. A letter that was sent is not sent again. */
export async function sendMail({ db, config, clock, baseUrl }: Services, id: number): Promise<void> {
  const mail = await db
    .selectFrom("platform.outgoing_mail")
    .selectAll()
    .where("id", "=", id)
    .where("state", "in", ["queued", "kept"])
    .executeTakeFirst()
  if (!mail) return
  const attempts = mail.attempts + 1
  let outcome: Outcome
  if (!config.SMTP_URL) outcome = { state: "kept" }
  else if (mail.expires_at && mail.expires_at < clock.now()) outcome = { state: "failed", error: "expired" }
  else {
    outcome = await attempt(config.SMTP_URL, {
      from: config.MAIL_FROM,
      to: { name: "", address: mail.to_address },
      subject: mail.subject,
      text: mail.body_text,
      messageId: `<mail-${mail.id}@${new URL(baseUrl).hostname}>`,
      headers: { "Auto-Submitted": "auto-generated" },
    })
    if (outcome.state === "queued" && attempts >= enough) outcome.state = "failed"
  }
  await db
    .updateTable("platform.outgoing_mail")
    .set({
      state: outcome.state,
      error: outcome.error ?? null,
      attempts: outcome.state === "kept" ? mail.attempts : attempts,
      sent_at: outcome.state === "sent" ? clock.now() : null,
      ...(outcome.state === "sent" && mail.holds_secret && { body_text: "" }),
    })
    .where("id", "=", id)
    .execute()
  if (outcome.state === "queued") throw outcome.again
}

export const mailJob: Job = {
  name: "mail",
  run: (services, payload) => sendMail(services, z.object({ id: z.int() }).parse(payload).id),
}

const keptFor = 90 * 24 * 3_600_000

/** Every night: letters older than 90 days go. */
export const tidyJob: Job = {
  name: "delivery_tidy",
  schedule: "17 2 * * *",
  async run({ db, clock }) {
    const before = new Date(clock.now().getTime() - keptFor)
    await db
      .deleteFrom("platform.outgoing_mail")
      .where("created_at", "<", before)
      .where("state", "!=", "queued")
      .execute()
  },
}

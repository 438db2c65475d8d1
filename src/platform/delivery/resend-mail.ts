import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { enqueue } from "#platform/jobs.ts"
import { notFound, Refusal } from "#platform/refusal.ts"
import "./tables.ts"

/** Tries a letter again that was kept (SMTP has been set up since) or could not be delivered. */
export const resendMail = command({
  name: "delivery.resend",
  input: z.object({ id: z.coerce.number().int() }),
  permit: administrator,
  async run({ tx, now, announce }, { id }) {
    const mail = await tx
      .selectFrom("platform.outgoing_mail")
      .selectAll()
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst()
    if (!mail) throw notFound()
    if (mail.state !== "kept" && mail.state !== "failed") throw new Refusal(409, "delivery.under_way")
    if (mail.expires_at && mail.expires_at < now) throw new Refusal(409, "delivery.expired")
    await tx
      .updateTable("platform.outgoing_mail")
      .set({ state: "queued", attempts: 0, error: null })
      .where("id", "=", id)
      .execute()
    await enqueue(tx, "mail", { id })
    await announce({ name: "delivery.resent", subject: { kind: "mail", id } })
  },
})

import { z } from "zod"
import { administrator } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { secretFields } from "./add-webhook.ts"
import { insertSecret } from "./secret.store.ts"
import { lockWebhook } from "./webhook.store.ts"
import "../tables.ts"

/** So long the old secret signs beside the new one, for the receiver to change over without a gap. */
const overlap = 24 * 3_600_000

/** Gives a webhook a new secret. @returns the id of the secret */
export const replaceSecret = command({
  name: "webhook.replace_secret",
  input: z.object({ id: z.coerce.number().int(), ...secretFields }),
  permit: administrator,
  async run(ctx, { id, ...made }) {
    const { tx, now } = ctx
    await lockWebhook(tx, id)
    await tx.deleteFrom("platform.webhook_secret").where("webhook_id", "=", id).where("until_at", "<=", now).execute()
    await tx
      .updateTable("platform.webhook_secret")
      .set({ until_at: new Date(now.getTime() + overlap) })
      .where("webhook_id", "=", id)
      .where("until_at", "is", null)
      .execute()
    const secretId = await insertSecret(ctx, id, made)
    await ctx.announce({ name: "webhook.secret_replaced", subject: { kind: "webhook", id } })
    return { secretId }
  },
})

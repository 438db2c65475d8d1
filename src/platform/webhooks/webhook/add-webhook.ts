import { z } from "zod"
import { administrator, userIdOf } from "#platform/actor.ts"
import { command } from "#platform/command.ts"
import { insertSecret } from "./secret.store.ts"
import { switchTo } from "./switch-webhook.ts"
import { webhookFields } from "./webhook.ts"
import "../tables.ts"

/** The installation's secret and the new one (`newSecret()`): a command makes nothing up, so the caller hands them in. */
export const secretFields = { installation: z.string().min(32), secret: z.string().startsWith("whsec_") }

/**
 * Sets a webhook up, on from now unless told otherwise.
 * @returns its id and that of its secret; not the secret, for answers of commands are kept
 */
export const addWebhook = command({
  name: "webhook.add",
  input: z.object({ ...webhookFields, ...secretFields, on: z.boolean().default(true) }),
  permit: administrator,
  async run(ctx, { name, url, events, on, ...made }) {
    const { tx, actor, now, announce } = ctx
    const by = userIdOf(actor)
    const { id } = await tx
      .insertInto("platform.webhook")
      .values({ name, url, events, created_at: now, created_by: by })
      .returning("id")
      .executeTakeFirstOrThrow()
    const secretId = await insertSecret(ctx, id, made)
    await announce({ name: "webhook.added", subject: { kind: "webhook", id } })
    if (on) await switchTo(ctx, id, true)
    return { id, secretId }
  },
})

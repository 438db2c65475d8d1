import { userIdOf } from "#platform/actor.ts"
import type { CommandContext } from "#platform/command.ts"
import type { Db } from "#platform/db.ts"
import { sealSecret } from "./secret.ts"
import "../tables.ts"

/** What makes a secret: both the installation's and the new one are handed in, for a command makes nothing up. */
export type NewSecret = { installation: string; secret: string }

/** Puts a webhook's new secret down, sealed. @returns its id */
export async function insertSecret({ tx, actor, now }: CommandContext, webhookId: number, made: NewSecret) {
  const sealed = sealSecret(made.installation, made.secret, webhookId)
  const row = { webhook_id: webhookId, sealed, made_at: now, made_by: userIdOf(actor), until_at: null }
  const { id } = await tx.insertInto("platform.webhook_secret").values(row).returning("id").executeTakeFirstOrThrow()
  return id
}

/** The newest secret of a webhook, still sealed, if it is this one. */
export const findSecret = (db: Db, webhookId: number, id: number) =>
  db
    .selectFrom("platform.webhook_secret")
    .select("sealed")
    .where("id", "=", id)
    .where("webhook_id", "=", webhookId)
    .where("until_at", "is", null)
    .executeTakeFirst()

/** The secrets that sign now, the newest first. */
export const secretsInForce = (db: Db, webhookId: number, now: Date) =>
  db
    .selectFrom("platform.webhook_secret")
    .select("sealed")
    .where("webhook_id", "=", webhookId)
    .where((x) => x.or([x("until_at", "is", null), x("until_at", ">", now)]))
    .orderBy("id", "desc")
    .execute()

import type { Ctx } from "#platform/http/env.ts"
import { Refusal } from "#platform/refusal.ts"
import { findSecret } from "./secret.store.ts"
import { openSecret } from "./secret.ts"

/**
 * The secret that a command has just made, read back, so that two answers to one form show one secret.
 * @throws Refusal 410 when another one has taken its place since
 */
export async function shownOnce(c: Ctx, webhookId: number, secretId: number): Promise<string> {
  const { db, secret } = c.var.services
  const row = await findSecret(db, webhookId, secretId)
  if (!row) throw new Refusal(410, "webhooks.secret.gone")
  return openSecret(secret, row.sealed, webhookId)
}

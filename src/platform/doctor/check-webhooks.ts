import type pg from "pg"
import { type Finding, ok, warn } from "./finding.ts"

/** What became of webhooks since yesterday; nothing where none is on. The tables must be there. */
export async function checkWebhooks(client: pg.Client): Promise<Finding[]> {
  const { rows } = await client.query<{ on: number; failed: number }>(`
    SELECT (SELECT count(*)::int FROM platform.webhook_on WHERE until_at IS NULL) AS on,
      (SELECT count(*)::int FROM platform.webhook_delivery
        WHERE state = 'failed' AND error IS DISTINCT FROM 'switched_off' AND tried_at > now() - interval '1 day') AS failed`)
  const { on, failed } = rows[0]!
  if (failed)
    return [
      warn(`Webhooks: ${failed} deliveries failed since yesterday`, "See why on the page of webhooks, /webhooks."),
    ]
  return on ? [ok(`Webhooks: ${on} on, no delivery failed since yesterday`)] : []
}

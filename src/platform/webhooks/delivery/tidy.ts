import type { Job } from "#platform/module.ts"
import "../tables.ts"

const keptFor = 90 * 24 * 3_600_000

/** Every night: deliveries older than 90 days go. */
export const tidyJob: Job = {
  name: "webhooks_tidy",
  schedule: "27 2 * * *",
  async run({ db, clock }) {
    const before = new Date(clock.now().getTime() - keptFor)
    await db.deleteFrom("platform.webhook_delivery").where("created_at", "<", before).execute()
  },
}

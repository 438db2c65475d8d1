import type { Job } from "#platform/module.ts"
import { forgetIncoming } from "./incoming/incoming.store.ts"
import "./tables.ts"

/** Letters and messages are kept so long, in milliseconds. */
const keptFor = 90 * 24 * 3_600_000

/** Every night: letters and messages older than 90 days go, the files of messages too. */
export const tidyJob: Job = {
  name: "delivery_tidy",
  schedule: "17 2 * * *",
  async run({ db, clock }) {
    const now = clock.now()
    const before = new Date(now.getTime() - keptFor)
    await db
      .deleteFrom("platform.outgoing_mail")
      .where("created_at", "<", before)
      .where("state", "!=", "queued")
      .execute()
    await db.transaction().execute((tx) => forgetIncoming(tx, before, now))
  },
}

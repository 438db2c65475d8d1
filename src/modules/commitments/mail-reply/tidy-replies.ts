import { removeAttachmentsOf } from "#platform/files/attachment.store.ts"
import type { Job } from "#platform/module.ts"
import { forgetDismissed } from "./reply.store.ts"

/** As long as mail itself is kept, in milliseconds. */
const keptFor = 90 * 24 * 3_600_000

/** Every night: what was no answer is forgotten 90 days after somebody said so, with its files. */
export const tidyRepliesJob: Job = {
  name: "replies_tidy",
  schedule: "23 2 * * *",
  async run({ db, clock }) {
    const now = clock.now()
    await db.transaction().execute(async (tx) => {
      for (const id of await forgetDismissed(tx, new Date(now.getTime() - keptFor)))
        await removeAttachmentsOf(tx, { kind: "mail_reply", id }, now)
    })
  },
}

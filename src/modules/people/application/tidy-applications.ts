import type { Job } from "#platform/module.ts"
import { deleteDrafts } from "./application.store.ts"

/** An address is confirmed within three days, or what was written is forgotten. */
const kept = 3 * 86_400_000

export const tidyApplications: Job = {
  name: "applications_tidy",
  schedule: "17 1 * * *",
  async run({ db, clock }) {
    const before = new Date(clock.now().getTime() - kept)
    await db.transaction().execute((tx) => deleteDrafts(tx, before))
  },
}

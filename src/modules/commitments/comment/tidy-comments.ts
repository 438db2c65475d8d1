import type { Job } from "#platform/module.ts"
import { eraseHidden } from "./comment.store.ts"

const dayMs = 86_400_000
/** So many days a hidden comment can be brought back. */
export const keptDays = 30

/** Erases comments that were hidden long ago, with their names. */
export const tidyComments: Job = {
  name: "comments_tidy",
  schedule: "47 1 * * *",
  async run({ db, clock }) {
    const before = new Date(clock.now().getTime() - keptDays * dayMs)
    await db.transaction().execute((tx) => eraseHidden(tx, before))
  },
}

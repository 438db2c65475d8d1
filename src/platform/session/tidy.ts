import type { Job } from "#platform/module.ts"
import "./outside/outside.tables.ts"
import "./tables.ts"
import "./signing-in.tables.ts"

const day = 24 * 3_600_000

/** Every night: what is over and may be forgotten goes. Ended sessions stay for 30 days, to be seen in a theft. */
export const tidyJob: Job = {
  name: "session_tidy",
  schedule: "7 2 * * *",
  async run({ db, clock }) {
    const now = clock.now()
    const before = (days: number) => new Date(now.getTime() - days * day)
    await db.deleteFrom("platform.sign_in_step").where("expires_at", "<", before(1)).execute()
    await db.deleteFrom("platform.challenge").where("expires_at", "<", now).execute()
    await db.deleteFrom("platform.outside_errand").where("expires_at", "<", now).execute()
    await db.deleteFrom("platform.outside_arrival").where("expires_at", "<", now).execute()
    await db.deleteFrom("platform.throttle").where("at", "<", before(2)).execute()
    await db.deleteFrom("platform.idempotency").where("at", "<", before(7)).execute()
    await db
      .deleteFrom("platform.session")
      .where((eb) => eb.or([eb("expires_at", "<", before(30)), eb("revoked_at", "<", before(30))]))
      .execute()
  },
}

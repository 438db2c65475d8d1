import { sql } from "kysely"
import { startWorker } from "#platform/jobs.ts"
import type { Services } from "#platform/services.ts"

/** Runs the jobs that are due until none is left; one that failed waits for its next time and is not waited for. */
export async function workOff(services: Services, url: string): Promise<void> {
  const worker = await startWorker(services, url)
  try {
    for (let waited = 0; waited < 20_000; waited += 25) {
      const { rows } = await sql<{ n: number }>`
        SELECT count(*) AS n FROM graphile_worker.jobs WHERE run_at <= now() AND attempts < max_attempts`.execute(
        services.db,
      )
      if (rows[0]!.n === 0) return
      await new Promise((done) => setTimeout(done, 25))
    }
    throw new Error("the queue did not get empty")
  } finally {
    await worker.stop()
  }
}

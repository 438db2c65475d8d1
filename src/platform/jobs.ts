import { type Runner, run, runMigrations } from "graphile-worker"
import { sql } from "kysely"
import pg from "pg"
import type { Tx } from "#platform/db.ts"
import { loadEvent } from "#platform/events.ts"
import type { Module, Reaction } from "#platform/module.ts"
import type { Services } from "#platform/services.ts"

const quiet = { debug() {}, info() {}, warn() {}, error() {} }

/** Queues a job in the transaction that made it necessary. With `jobKey`, a waiting job of that key is replaced. */
export async function enqueue(tx: Tx, job: string, payload: unknown, options: { jobKey?: string; runAt?: Date } = {}) {
  await sql`SELECT graphile_worker.add_job(${job}, ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt ?? null}::timestamptz, job_key => ${options.jobKey ?? null})`.execute(tx)
}

/** Queues one job for each payload, all by one statement. */
export async function enqueueAll(tx: Tx, job: string, payloads: unknown[]) {
  if (payloads.length === 0) return
  await sql`SELECT count(*) FROM graphile_worker.add_jobs(ARRAY(
    SELECT ROW(${job}, payload, NULL, NULL, NULL, NULL, NULL, NULL)::graphile_worker.job_spec
    FROM json_array_elements(${JSON.stringify(payloads)}::json) AS payload))`.execute(tx)
}

/** Creates or upgrades the queue's own tables. */
export const migrateQueue = (url: string) => runMigrations({ connectionString: url })

/** One delivery of an event to one reaction; a repeat finds its row and does nothing. */
async function react(
  services: Services,
  reactions: Map<string, Reaction>,
  payload: { event: number; reaction: string },
) {
  const reaction = reactions.get(payload.reaction)
  const event = await loadEvent(services.db, payload.event)
  if (!reaction || !event) return
  await services.db.transaction().execute(async (tx) => {
    const fresh = await tx
      .insertInto("platform.event_handled")
      .values({ event_id: event.id, reaction: reaction.name })
      .onConflict((c) => c.doNothing())
      .executeTakeFirst()
    if (fresh.numInsertedOrUpdatedRows === 1n) await reaction.run({ tx, services }, event)
  })
  services.cache.clear()
}

/** Starts working off the queue; `stop()` lets running jobs end. Needs a direct connection (LISTEN). */
export async function startWorker(services: Services, url: string): Promise<Pick<Runner, "stop">> {
  // Its own pool, so that a connection that breaks while idle (the database stops first) does not end the process.
  const pgPool = new pg.Pool({ connectionString: url, max: 8, application_name: "farvater worker" })
  const complain = (err: Error) => services.log.warn(err.message)
  pgPool.on("error", complain)
  pgPool.on("connect", (client) => client.on("error", complain))
  const reactions = new Map(services.modules.flatMap((m: Module) => m.reactions ?? []).map((r) => [r.name, r]))
  const jobs = services.modules.flatMap((m: Module) => m.jobs ?? [])
  const runner = await run({
    pgPool,
    concurrency: 4,
    noHandleSignals: true,
    pollInterval: 2000,
    forbiddenFlags: () => jobs.flatMap((job) => job.busy?.() ?? []),
    logger: new (await import("graphile-worker")).Logger(() => (level, message) => {
      if (level === "error") services.log.error(message)
      else quiet.debug()
    }),
    taskList: {
      reaction: (payload) => react(services, reactions, payload as { event: number; reaction: string }),
      ...Object.fromEntries(jobs.map((job) => [job.name, (payload: unknown) => job.run(services, payload)])),
    },
    crontab: jobs
      .filter((job) => job.schedule)
      .map((job) => `${job.schedule} ${job.name}`)
      .join("\n"),
  })
  return {
    async stop() {
      await runner.stop()
      await pgPool.end()
    },
  }
}

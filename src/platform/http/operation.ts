import type { Hono } from "hono"
import { sql } from "kysely"
import { collectDefaultMetrics, Gauge, Registry } from "prom-client"
import type { Env } from "#platform/http/env.ts"
import type { Services } from "#platform/services.ts"

/** Addresses for whoever runs the server: /healthz (the process), /readyz (database and queue), /metrics. */
export function operation(app: Hono<Env>, services: Services) {
  const { db, config } = services
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  new Gauge({
    name: "farvater_jobs_waiting",
    help: "Jobs in the queue",
    registers: [registry],
    async collect() {
      const { rows } = await sql<{ n: number }>`SELECT count(*) AS n FROM graphile_worker.jobs`.execute(db)
      this.set(rows[0]?.n ?? 0)
    },
  })
  app.get("/healthz", (c) => c.text("ok"))
  app.get("/readyz", async (c) => {
    try {
      await sql`SELECT 1 FROM platform.migration, graphile_worker.jobs LIMIT 1`.execute(db)
      return c.text("ready")
    } catch {
      return c.text("the database does not answer", 503)
    }
  })
  app.get("/metrics", async (c) => {
    if (!config.METRICS_TOKEN || c.req.header("Authorization") !== `Bearer ${config.METRICS_TOKEN}`)
      return c.text("not found", 404)
    return c.body(await registry.metrics(), 200, { "Content-Type": registry.contentType })
  })
}

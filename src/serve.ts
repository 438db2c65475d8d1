import { createServer, type Server } from "node:http"
import { getRequestListener } from "@hono/node-server"
import pg from "pg"
import { serveFromCache } from "#platform/http/cache.ts"
import { securityHeaders } from "#platform/http/headers.ts"
import { startWorker } from "#platform/jobs.ts"
import type { Services } from "#platform/services.ts"
import { buildApp } from "./app.ts"

/** Drops what is kept for visitors whenever any process changes something; a broken connection may have missed a word. */
async function listenForChanges(services: Services, url: string): Promise<() => Promise<void>> {
  let client: pg.Client
  let stopped = false
  async function open(): Promise<void> {
    if (stopped) return
    client = new pg.Client({ connectionString: url, application_name: "farvater listen" })
    client.on("notification", () => services.cache.clear())
    client.on("error", () => {})
    client.on("end", () => {
      services.cache.clear()
      if (!stopped) setTimeout(() => open().catch(() => {}), 1000).unref()
    })
    await client.connect()
    await client.query("LISTEN farvater_changed")
    services.cache.clear()
  }
  await open()
  return async () => {
    stopped = true
    await client.end()
  }
}

const listening = (server: Server, port: number, host: string) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, () => resolve())
  })

/**
 * Serves pages, the API and, unless told otherwise, the jobs.
 *
 * @returns the address, and `stop()`, which lets requests and jobs that are under way end first
 * @throws the error of the port (EADDRINUSE, EACCES)
 */
export async function serve(services: Services, url: string, options: { worker: boolean }) {
  const { config } = services
  const listener = getRequestListener(buildApp(services).fetch)
  const server = createServer((req, res) => {
    if (!serveFromCache(services.cache, securityHeaders, req, res)) void listener(req, res)
  })
  await listening(server, config.PORT, config.HOST)
  const unlisten = await listenForChanges(services, url)
  const worker = options.worker ? await startWorker(services, url) : undefined
  const address = server.address()
  const port = typeof address === "object" && address ? address.port : config.PORT
  return {
    port,
    async stop() {
      server.close()
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 5000).unref()
      await worker?.stop()
      await unlisten()
      await services.db.destroy()
    },
  }
}

import { existsSync } from "node:fs"
import { createServer } from "node:net"
import { type Browser, type BrowserContext, chromium } from "playwright-core"
import type { Services } from "#platform/services.ts"
import { serve } from "../../src/serve.ts"
import { freshDatabase } from "../database.ts"
import { testServices } from "../services.ts"

const places = [process.env.CHROMIUM_PATH, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]

/** The system's Chromium, or undefined: `npm test` installs it where it can. */
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path))

const freePort = () =>
  new Promise<number>((done) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => done(port))
    })
  })

export type Site = { services: Services; url: string; context: BrowserContext; close(): Promise<void> }

/** A real server with its jobs on an empty database, and a browser before it. */
export async function openSite(): Promise<Site> {
  const { buildStale } = await import(new URL("../../scripts/build.mjs", import.meta.url).href)
  await buildStale()
  const database = await freshDatabase()
  const port = await freePort()
  const url = `http://localhost:${port}`
  const services = testServices(database.url, { BASE_URL: url, PORT: String(port) })
  const server = await serve(services, database.url, { worker: true })
  const browser: Browser = await chromium.launch({ executablePath: chromiumPath!, args: ["--no-sandbox"] })
  const context = await browser.newContext({ locale: "ru-RU", baseURL: url })
  context.setDefaultTimeout(10_000)
  return {
    services,
    url,
    context,
    async close() {
      await browser.close()
      await server.stop()
      await database.drop()
    },
  }
}

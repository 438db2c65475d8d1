import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from "playwright-core"
import { afterAll, beforeAll } from "vitest"
import { readConfig } from "#platform/config.ts"
import type { Services } from "#platform/services.ts"
import { buildStale } from "../scripts/build.mjs"
import { serve } from "../src/serve.ts"
import { makeServices } from "../src/setup.ts"
import { freshDatabase } from "./database.ts"
import { trialDir } from "./trial-dir.ts"

export type Site = {
  base: string
  services: Services
  /** A browser window of somebody else; `complaints` collects what its console says. */
  open(options?: BrowserContextOptions): Promise<BrowserContext>
  complaints: string[]
}

/** A whole installation on a free port with a browser beside it, for the tests of one file. */
export function withSite(): Site {
  const site = { complaints: [] as string[] } as Site
  const closing: (() => unknown)[] = []
  beforeAll(async () => {
    await buildStale()
    const { url, drop } = await freshDatabase()
    closing.push(drop)
    const { folder, remove } = trialDir()
    closing.push(remove)
    const settings = { DATA_DIR: folder, PORT: "0", SECRET: "s".repeat(40), LOG_LEVEL: "error" }
    const services = makeServices(readConfig(settings, folder), url)
    const server = await serve(services, url, { worker: true })
    closing.push(server.stop)
    site.base = `http://127.0.0.1:${server.port}`
    services.baseUrl = site.base
    site.services = services
    const browser: Browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    })
    closing.push(() => browser.close())
    site.open = async (options) => {
      const context = await browser.newContext({ baseURL: site.base, locale: "ru-RU", ...options })
      context.on("weberror", (e) => site.complaints.push(e.error().message))
      context.on("console", (m) => {
        if (m.type() === "error" && !/status of (409|422)/.test(m.text())) site.complaints.push(m.text())
      })
      return context
    }
  })
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })
  return site
}

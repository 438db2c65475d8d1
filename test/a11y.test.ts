import axe from "axe-core"
import type { BrowserContext, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { siteOf } from "#modules/commitments/public.ts"
import { plantDemo } from "#modules/front/plant-demo.ts"
import { system } from "#platform/actor.ts"
import { perform } from "#platform/command.ts"
import { sessionCookie } from "#platform/session/session-cookie.ts"
import { signedIn } from "./actors.ts"
import { withSite } from "./browser.ts"
import { crawl, isPage, type Reader, readerOf } from "./crawl.ts"
import { liveIn } from "./world.ts"

const site = withSite()
/** WCAG 2.2 AA, all levels below it, and what axe advises on top. */
const judged = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
const readers = ["visitor", "administrator"] as const satisfies Reader[]
const addresses: Partial<Record<Reader, string[]>> = {}
const contexts: BrowserContext[] = []

beforeAll(async () => {
  const { services } = site
  const { db, clock, listeners } = services
  await perform(plantDemo, { db, clock, listeners, actor: system("test") }, { site: siteOf(services) })
  await liveIn(services)
  for (const role of readers) {
    const { browser, begin } = await readerOf(services, role)
    const pages = (await crawl(browser, begin, 1)).filter(({ answer }) => answer.status === 200 && isPage(answer))
    addresses[role] = pages.map(({ path }) => path)
  }
})
afterAll(() => Promise.all(contexts.map((context) => context.close())))

async function openAs(role: Reader): Promise<Page> {
  const context = await site.open({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" })
  contexts.push(context)
  if (role !== "visitor") {
    const { token } = await signedIn(site.services, role)
    await context.addCookies([{ name: sessionCookie, value: token, url: site.base }])
  }
  return context.newPage()
}

/** What axe finds on the page as it is now. */
async function violations(page: Page): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source)
  const found = await page.evaluate<axe.AxeResults>(
    `axe.run({ runOnly: ${JSON.stringify(judged)}, resultTypes: ["violations"] })`,
  )
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html.slice(0, 160)).join(" | ")}`)
}

const overflow = `(() => {
  const over = document.documentElement.scrollWidth - innerWidth
  if (over <= 0) return ""
  const wide = [...document.querySelectorAll("main *")].filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  return over + " px: " + wide.slice(-2).map((e) => e.outerHTML.slice(0, 120)).join(" | ")
})()`

describe.each(readers)("%s", (role) => {
  // Pages share their parts: each is judged at one width, the next at the other one.
  const widths = role === "visitor" ? [360] : [1280, 360]

  test(`every page is accessible at ${widths.join(" or ")} px, and fits 320 px at 200 %`, {
    timeout: 900_000,
  }, async () => {
    const page = await openAs(role)
    const faults: string[] = []
    expect(addresses[role]!.length).toBeGreaterThan(role === "visitor" ? 18 : 40)
    for (const [at, path] of addresses[role]!.entries()) {
      const width = widths[at % widths.length]!
      await page.setViewportSize({ width, height: 800 })
      expect((await page.goto(path))?.status(), path).toBe(200)
      faults.push(...(await violations(page)).map((fault) => `${path} at ${width}: ${fault}`))
      await page.setViewportSize({ width: 320, height: 640 })
      await page.evaluate(`document.documentElement.dataset.size = "200"`)
      const over = await page.evaluate<string>(overflow)
      if (over) faults.push(`${path} at 320 with letters of 200 %: ${over}`)
    }
    expect(faults).toEqual([])
  })
})

test("pages of failures and a form with errors are accessible", async () => {
  const page = await openAs("administrator")
  expect((await page.goto("/nowhere"))?.status()).toBe(404)
  expect(await violations(page)).toEqual([])
  await page.goto("/settings/territories/new")
  await page.evaluate(`for (const form of document.querySelectorAll("main form")) form.noValidate = true`)
  await page.locator("main form button[type=submit]").first().click()
  await page.locator("main .summary").waitFor()
  expect(await violations(page)).toEqual([])
})

test("axe is awake: what is spoilt is found", async () => {
  const page = await openAs("visitor")
  await page.goto("/")
  await page.evaluate(`document.documentElement.removeAttribute("lang")`)
  expect(await violations(page)).toEqual([expect.stringContaining("html-has-lang")])
})

test("no page breaks its own Content-Security-Policy or its script", () =>
  expect(site.complaints.filter((said) => !said.includes("status of 404"))).toEqual([]))

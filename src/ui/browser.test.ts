import axe from "axe-core"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { samplePages } from "#ui/testing/pages.tsx"
import { serveSamples } from "#ui/testing/serve.ts"

let browser: Browser
let samples: Awaited<ReturnType<typeof serveSamples>>
const complaints: string[] = []

beforeAll(async () => {
  samples = await serveSamples()
  browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] })
})
afterAll(async () => {
  await browser.close()
  samples.server.close()
})

/** Opens a sample in a browser of its own and closes it afterwards; what the console complains of is collected. */
async function opened<T>(
  path: string,
  use: (page: Page) => Promise<T>,
  options: BrowserContextOptions = {},
  view = "",
) {
  const context = await browser.newContext({ baseURL: samples.base, ...options })
  if (view) await context.addCookies([{ name: "view", value: view, url: samples.base }])
  const page = await context.newPage()
  page.on(
    "console",
    (m) => m.type() === "error" && !m.text().includes("422") && complaints.push(`${path}: ${m.text()}`),
  )
  page.on("pageerror", (e) => complaints.push(`${path}: ${e.message}`))
  try {
    await page.goto(path)
    return await use(page)
  } finally {
    await context.close()
  }
}

const narrow = { viewport: { width: 320, height: 640 } }
const settings: [name: string, options: BrowserContextOptions, view: string][] = [
  ["a desk, light", { viewport: { width: 1440, height: 900 } }, ""],
  ["a tablet, dark by the device", { viewport: { width: 768, height: 900 }, colorScheme: "dark" }, ""],
  ["a telephone, white on black", { viewport: { width: 360, height: 640 } }, "scheme-white-on-black"],
  ["320 px with letters of 200 % and the widest spacing", narrow, "size-200_spacing-wider_scheme-blue"],
]

/** Controls lower than 44 px; links inside sentences are exempt (WCAG 2.5.8), so only what looks like a control counts. */
const smallTargets = `[...document.querySelectorAll(".btn, .link, .chip, summary, nav.main a, input:not([type=hidden], [type=radio], [type=checkbox]), select, textarea, .choice label, .check label")]
  .filter((e) => e.checkVisibility() && e.getBoundingClientRect().height < 43.9)
  .map((e) => e.outerHTML.slice(0, 80))`

describe.each(settings)("%s", (_, options, view) => {
  test.each(Object.keys(samplePages))("%s is accessible, fits and has large targets", async (path) => {
    await opened(
      path,
      async (page) => {
        const sizes = await page.evaluate<[number, number]>("[document.documentElement.scrollWidth, innerWidth]")
        expect(sizes[0]).toBeLessThanOrEqual(sizes[1])
        expect(await page.evaluate(smallTargets)).toEqual([])
        await page.evaluate(axe.source)
        const { violations } = await page.evaluate<axe.AxeResults>("axe.run()")
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((n) => n.html).join(" ")}`)).toEqual([])
      },
      options,
      view,
    )
  })
})

const focused = "document.activeElement.outerHTML.slice(0, 60)"
const announced = (page: Page, text: string) =>
  expect.poll(() => page.evaluate<string>(`document.getElementById("announcer").textContent`)).toContain(text)

test("after a visit the focus is on the h1 and the page is announced", () =>
  opened("/list", async (page) => {
    await page.getByRole("link", { name: "Добрые соседи" }).click()
    await announced(page, "Резолюция круглого стола")
    expect(await page.evaluate(focused)).toContain("<h1")
    expect(await page.evaluate("performance.getEntriesByType('navigation').length")).toBe(1)
  }))

test("a refused form comes back with the focus on what is wrong", () =>
  opened("/form", async (page) => {
    await page.getByRole("button", { name: "Отправить ответ" }).click()
    await expect.poll(() => page.evaluate("document.activeElement.matches('.summary')")).toBe(true)
    await page.getByRole("link", { name: "Название:" }).click()
    await expect.poll(() => page.evaluate("document.activeElement.id")).toBe("f-title")
    expect(await page.locator("#f-mail").inputValue()).toBe("lidia@")
    await page.keyboard.type("Новое")
    expect(await page.locator("#f-title").inputValue()).toContain("Новое")
  }))

test("N and Shift+N walk through the uncertain places, but not while somebody types", () =>
  opened("/check", async (page) => {
    const here = () => page.evaluate("document.activeElement.id")
    await page.getByRole("link", { name: "Следующее сомнение" }).click()
    expect(await here()).toBe("p1")
    await page.keyboard.press("n")
    expect(await here()).toBe("p2")
    await page.keyboard.press("n")
    expect(await here()).toBe("p1")
    await page.keyboard.press("Shift+N")
    expect(await here()).toBe("p2")
    await page.locator("#note").focus()
    await page.keyboard.press("n")
    expect(await page.locator("#note").inputValue()).toBe("n")
  }))

test("a line of the source and its piece light up together", () =>
  opened("/check", async (page) => {
    await page.locator("#p2").hover()
    expect(await page.locator(".on").evaluateAll((found) => found.map((e) => e.id))).toEqual(["line-31", "p2"])
    await page.getByRole("link", { name: "Строка 28: что" }).focus()
    expect(await page.locator("#p1.on").count()).toBe(1)
  }))

test("a text that was not sent comes back, and is forgotten when it is sent", () =>
  opened("/form", async (page) => {
    await page.locator("textarea").fill("Написано и не отправлено")
    await page.reload()
    expect(await page.locator("textarea").inputValue()).toBe("Написано и не отправлено")
    await page.getByText("Мы вернули текст").waitFor()
    await page.locator("form.form").evaluate((form) => form.setAttribute("action", "/saved"))
    await page.getByRole("button", { name: "Отправить ответ" }).click()
    await page.waitForURL("**/list")
    expect(await page.evaluate("Object.keys(sessionStorage)")).toEqual([])
  }))

test("a filter sends itself and keeps the focus", () =>
  opened("/list", async (page) => {
    await page.getByLabel("Адресат").focus()
    await page.getByLabel("Адресат").selectOption("1")
    await announced(page, "Найдено 2 резолюции")
    expect(page.url()).toContain("body=1")
    expect(await page.evaluate("document.activeElement.id")).toBe("f-body")
  }))

test("without a script the menu, the copied text and the way to a doubt work", () =>
  opened(
    "/resolution",
    async (page) => {
      const menu = page.getByRole("navigation", { name: "Главное" })
      expect(await menu.isVisible()).toBe(false)
      await page.getByText("Меню", { exact: true }).click()
      expect(await menu.isVisible()).toBe(true)
      await page.getByText("Скопировать для чата").click()
      expect(await page.getByLabel("Текст для чата").isVisible()).toBe(true)
      await page.goto("/check")
      await page.getByRole("link", { name: "Следующее сомнение" }).click()
      expect(page.url()).toMatch(/#p1$/)
    },
    { ...narrow, javaScriptEnabled: false },
  ))

test("no page broke the Content-Security-Policy or its script", () => expect(complaints).toEqual([]))

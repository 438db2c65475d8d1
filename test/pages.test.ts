import { SaxesParser } from "saxes"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { uiMessages } from "#ui/messages.ts"
import { modules } from "../src/modules.ts"
import { crawl, isPage, linksIn, type Reader, readerOf, type Seen } from "./crawl.ts"
import { freshDatabase } from "./database.ts"
import { testServices } from "./services.ts"
import { expectValidHtml } from "./valid-html.ts"
import type { Answer, Visitor } from "./visitor.ts"
import { liveIn, namedWorld, type World } from "./world.ts"

let world: World
let participants: string[]
const pages: Partial<Record<Reader, Seen[]>> = {}
const browsers: Partial<Record<Reader, Visitor>> = {}

beforeAll(async () => {
  world = await namedWorld()
  await liveIn(world.services)
  const rows = await world.services.db.selectFrom("deliberation.participant").select("name").execute()
  participants = rows.map(({ name }) => name).filter((name) => name.length > 5)
})
afterAll(() => world.drop())

/** What a page says: its text without tags and without what programs are told. */
const visible = (html: string) =>
  html
    .replace(/<(script|style|svg|code|pre)\b[\s\S]*?<\/\1>/g, " ")
    .replace(/<[^>]+>/g, "\n")
    .replaceAll("&amp;", "&")

const keys = [uiMessages, ...modules.map((m) => m.messages)].flatMap((messages) => Object.keys(messages.ru))
const spaces = [...new Set(keys.map((key) => key.split(".")[0]))]
const aKey = new RegExp(`(?:^|[\\s(«"])(${spaces.join("|")})\\.[a-z_]+(\\.[a-z_]+)*(?=$|[\\s,.)»"])`, "m")

/** What is wrong with a page besides its grammar. */
function faultsOf({ text, headers }: Answer, locale: "ru" | "en", here: string): string[] {
  const faults: string[] = []
  const must = (right: boolean, fault: string) => right || faults.push(`${here}: ${fault}`)
  must(new RegExp(`^<!doctype html>\\s*<html lang="${locale}"`, "i").test(text), `no <html lang="${locale}">`)
  must((text.match(/<h1\b/g) ?? []).length === 1, "not one h1")
  must(/<title>[^<]{5,}<\/title>/.test(text), "no title")
  must(!/<style\b|\sstyle="/.test(text), "a style in the page")
  must(!/<script\b(?![^>]*\bsrc=)|\son[a-z]+="/.test(text), "a script in the page")
  must(!/\b(src|action|formaction)="(https?:)?\/\//.test(text), "something comes from or goes to another site")
  must(!/<link\b[^>]*\bhref="(https?:)?\/\//.test(text), "a link element to another site")
  const shown = visible(text)
  must(!aKey.test(shown), `an untranslated key: ${aKey.exec(shown)?.[0].trim()}`)
  // The marks of a pattern of numbers, and of the words of consents, are told to those who write them.
  const words = shown.replace(here.includes("/settings/consents/") ? /\{[a-z]+\}/g : /\{(n+|y+|mm)\}/g, "")
  must(!/\{\w+[,}]|\bundefined\b|\bNaN\b|\[object |Invalid Date/.test(words), "a value that is not a word")
  const ids = new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id))
  for (const [, to] of text.matchAll(/\shref="#([^"]+)"/g)) must(ids.has(to), `#${to} leads nowhere`)
  must((headers.get("Content-Security-Policy") ?? "").includes("script-src 'self'"), "no Content-Security-Policy")
  return faults
}

const readers: Reader[] = ["visitor", "member", "coordinator", "administrator"]
const fewest: Record<Reader, number> = { visitor: 20, member: 20, coordinator: 40, administrator: 45 }

describe.each(readers)("%s", (role) => {
  test("finds no dead link and no broken page", { timeout: 300_000 }, async () => {
    const { browser, begin } = await readerOf(world.services, role)
    const seen = await crawl(browser, begin)
    browsers[role] = browser
    pages[role] = seen
    const dead = seen.filter(({ answer }) => ![200, 303].includes(answer.status))
    expect(dead.map(({ path, from, answer }) => `${from} → ${path}: ${answer.status}`)).toEqual([])
    const led = seen.filter(({ answer }) => answer.status === 303)
    expect(led.filter(({ answer }) => !answer.location).map(({ path }) => path)).toEqual([])
    expect(new Set(seen.map(({ pattern }) => pattern)).size).toBeGreaterThan(fewest[role])
    expect(seen.filter(({ answer }) => isPage(answer)).flatMap((s) => faultsOf(s.answer, "ru", s.path))).toEqual([])
  })

  test("reads valid HTML", { timeout: 300_000 }, async () => {
    for (const { path, answer } of firstOfEach(role)) await expectValidHtml(answer.text, path)
  })

  test("reads the same in English", { timeout: 300_000 }, async () => {
    const faults: string[] = []
    for (const { path } of firstOfEach(role)) {
      const answer = await browsers[role]!.get(`/en${path}`)
      if (answer.status !== 200) faults.push(`/en${path}: ${answer.status}`)
      else faults.push(...faultsOf(answer, "en", `/en${path}`))
      const away = linksIn(answer.text).filter((to) => !/^\/(en|ru|assets|api|files)(\/|$)/.test(to) && isPagePath(to))
      faults.push(...away.map((to) => `/en${path} forgets the language on the way to ${to}`))
    }
    expect(faults).toEqual([])
  })

  const isPagePath = (to: string) => !/\.(rss|ics|xlsx|docx|json|zip)(\?|$)/.test(to)
})

/** The first page of every pattern of addresses. */
function firstOfEach(role: Reader): Seen[] {
  const done = new Set<string>()
  return pages[role]!.filter(({ answer, pattern }) => {
    if (answer.status !== 200 || !isPage(answer) || done.has(pattern)) return false
    done.add(pattern)
    return true
  })
}

describe("what the pages say", () => {
  test("names of participants stay inside", () => {
    expect(participants.length).toBeGreaterThan(3)
    const told = (role: Reader) =>
      pages[role]!.filter(({ answer }) => participants.some((name) => answer.text.includes(name)))
    for (const role of ["visitor", "member"] as const) expect(told(role).map(({ path }) => path)).toEqual([])
  })

  test("feeds are XML", () => {
    const feeds = pages.visitor!.filter(({ path }) => /\.rss(\?|$)/.test(path))
    expect(feeds.length).toBeGreaterThan(0)
    for (const { answer } of feeds) {
      const parser = new SaxesParser()
      parser.on("error", (err) => {
        throw err
      })
      parser.write(answer.text).close()
    }
  })

  test("a visitor is not led to what only the signed in may open", () => {
    const led = pages.visitor!.filter(({ answer }) => /^\/sign-in/.test(answer.location ?? ""))
    // The page of the API says where its keys are made.
    expect(led.map(({ path, from }) => `${from} → ${path}`)).toEqual(["/api → /settings/security/tokens"])
  })

  test("pages of failures are pages", async () => {
    const member = browsers.member!
    const failures: [Answer, number][] = [
      [await member.get("/nowhere"), 404],
      [await member.get("/settings/people"), 403],
      [await member.get("/resolutions/999999"), 404],
      [await browsers.administrator!.post("/settings/territories", { name: "" }), 422],
      [await browsers.administrator!.post("/resolutions/new", { text: "" }), 422],
    ]
    for (const [answer, status] of failures) {
      expect(answer.status).toBe(status)
      expect(faultsOf(answer, "ru", String(status))).toEqual([])
      await expectValidHtml(answer.text)
      expect(linksIn(answer.text).length).toBeGreaterThan(3)
    }
  })

  test("an empty installation has no fault either", async () => {
    const { url, drop } = await freshDatabase()
    const services = testServices(url)
    try {
      for (const role of ["visitor", "administrator"] as const) {
        const { browser, begin } = await readerOf(services, role)
        const seen = (await crawl(browser, begin, 1)).filter(({ answer }) => isPage(answer))
        expect(seen.filter(({ answer }) => answer.status !== 200).map(({ path }) => path)).toEqual([])
        expect(seen.flatMap((s) => faultsOf(s.answer, "ru", s.path))).toEqual([])
        for (const path of ["/", "/resolutions", "/organisations"])
          await expectValidHtml((await browser.get(path)).text, path)
      }
    } finally {
      await services.db.destroy()
      await drop()
    }
  })
})
